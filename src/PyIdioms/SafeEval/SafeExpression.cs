namespace PyIdioms;

/// <summary>An expression that was read once, to be evaluated any number of times, on any threads.</summary>
/// <remarks>Handbook, CPython Internals, "exec / eval / compile": <c>code = compile(text, …, "eval")</c>.</remarks>
/// <typeparam name="TSelf">The class whose variables and functions it uses.</typeparam>
/// <typeparam name="TResult">What it gives: <see cref="double"/> for a class of numbers, else an object of the types that <see cref="Literal"/> tells.</typeparam>
public abstract class SafeExpression<TSelf, TResult>
{
    private protected SafeExpression(string text) => Text = text;

    /// <summary>The text it was read from.</summary>
    public string Text { get; }

    /// <summary>The variables that it reads, each once.</summary>
    public abstract IReadOnlyList<string> Variables { get; }

    /// <summary>Its value for what the variables are now.</summary>
    /// <param name="values">The object whose variables it reads.</param>
    /// <exception cref="SafeEvalException">It has none, or it is not within its budget.</exception>
    public abstract TResult Evaluate(TSelf values);

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private protected static SafeEvalException Failed(EvalErrorKind kind, string problem, int position, string text) => new(kind, problem, position, text);

    private protected static string[] VariablesOf(Program program, NameTable names) =>
        [.. program.Instructions.Where(static i => i.Code == Code.Variable).Select(i => names.Variables[i.Argument]).Distinct()];
}
