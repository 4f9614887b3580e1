using System.ComponentModel;

namespace PyIdioms;

/// <summary>The arguments of a call, as its function takes them. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct FnArguments
{
    readonly ReadOnlySpan<object?> values;
    readonly string function;
    readonly Spending meter;

    internal FnArguments(ReadOnlySpan<object?> values, string function, Spending meter)
    {
        this.values = values;
        (this.function, this.meter) = (function, meter);
    }

    /// <summary>How many there are.</summary>
    public int Count => values.Length;

    /// <summary>One as a type.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="index">Its index, from 0.</param>
    /// <exception cref="SafeEvalException">It is not of the type.</exception>
    public T Get<T>(int index) => DotNetValues.Export<T>(values[index], $"argument {index + 1} of '{function}'", meter);

    /// <summary>One as a type of references, or null for None.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="index">Its index, from 0.</param>
    /// <exception cref="SafeEvalException">It is not of the type.</exception>
    public T? OrNone<T>(int index) where T : class => values[index] is null ? null : Get<T>(index);

    /// <summary>One that is a list or tuple, as an array.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="index">Its index, from 0.</param>
    /// <exception cref="SafeEvalException">It is none, or has items of another type.</exception>
    public T[] Items<T>(int index)
    {
        if (values[index] is not (List<object?> or PyTuple)) throw meter.Error(EvalErrorKind.Type, $"argument {index + 1} of '{function}' is {PythonTypes.NameOf(values[index])}, not a list");
        var items = (IReadOnlyList<object?>)values[index]!;
        meter.Allocate(items.Count * 16L);
        var array = new T[items.Count];
        for (var i = 0; i < array.Length; i++) array[i] = DotNetValues.Export<T>(items[i], $"item {i} of argument {index + 1} of '{function}'", meter);
        return array;
    }

    /// <summary>All from one on, as an array.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="index">The index of the first, from 0.</param>
    /// <exception cref="SafeEvalException">One is not of the type.</exception>
    public T[] Rest<T>(int index)
    {
        var array = new T[values.Length - index];
        for (var i = 0; i < array.Length; i++) array[i] = Get<T>(index + i);
        return array;
    }
}
