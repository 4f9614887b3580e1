using System.ComponentModel;

namespace PyIdioms;

/// <summary>What the expressions of a class can name. For generated code.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
/// <typeparam name="TResult">What its expressions give.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SafeLanguage<TSelf, TResult>
{
    private protected SafeLanguage()
    {
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="budget">What reading it and evaluating it may each cost; null for <see cref="Budget.Default"/>.</param>
    /// <exception cref="SafeEvalException">It is no expression, or not within the budget.</exception>
    public SafeExpression<TSelf, TResult> Compile(string text, Budget? budget)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, budget ?? Budget.Default);
    }

    private protected abstract SafeExpression<TSelf, TResult> Read(string text, Budget budget);
}

/// <summary>A function of numbers.</summary>
/// <param name="self">The object whose function it is.</param>
/// <param name="arguments">Its arguments.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate double NumericCall<in TSelf>(TSelf self, ReadOnlySpan<double> arguments);

/// <summary>A function of any values.</summary>
/// <param name="self">The object whose function it is.</param>
/// <param name="arguments">Its arguments.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate object? DynamicCall<in TSelf>(TSelf self, FnArguments arguments);

/// <summary>The language of a class of numbers. For generated code.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NumericLanguage<TSelf>(SafeBuiltins builtins, (string Name, Func<TSelf, double> Read)[] variables, (string Name, int Least, int Most, NumericCall<TSelf> Call)[] functions) : SafeLanguage<TSelf, double>
{
    readonly NameTable names = new([.. variables.Select(static v => v.Name)], [.. functions.Select(static f => new Signature(f.Name, f.Least, f.Most))], builtins);
    readonly Func<TSelf, double>[] readers = [.. variables.Select(static v => v.Read)];
    readonly NumericCall<TSelf>[] calls = [.. functions.Select(static f => f.Call)];

    private protected override SafeExpression<TSelf, double> Read(string text, Budget budget) => new NumericExpression<TSelf>(text, names, readers, calls, budget);
}

/// <summary>The language of a class of any values. For generated code.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DynamicLanguage<TSelf>(SafeBuiltins builtins, (string Name, Func<TSelf, object?> Read)[] variables, (string Name, int Least, int Most, DynamicCall<TSelf> Call)[] functions) : SafeLanguage<TSelf, object?>
{
    readonly NameTable names = new([.. variables.Select(static v => v.Name)], [.. functions.Select(static f => new Signature(f.Name, f.Least, f.Most))], builtins);
    readonly Func<TSelf, object?>[] readers = [.. variables.Select(static v => v.Read)];
    readonly DynamicCall<TSelf>[] calls = [.. functions.Select(static f => f.Call)];

    private protected override SafeExpression<TSelf, object?> Read(string text, Budget budget) => new DynamicExpression<TSelf>(text, names, readers, calls, budget);
}
