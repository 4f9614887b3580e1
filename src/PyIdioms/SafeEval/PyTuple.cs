using System.Collections;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>A tuple of Python's: values in a fixed order, equal to another with equal values. It matches positional patterns: <c>value is PyTuple and (1L, "a")</c>.</summary>
/// <remarks>Handbook, CPython Internals, "exec / eval / compile": what <c>ast.literal_eval("(1, 2)")</c> returns.</remarks>
public sealed class PyTuple : IReadOnlyList<object?>, ITuple, IEquatable<PyTuple>
{
    readonly object?[] items;

    /// <summary>A tuple of values.</summary>
    /// <param name="items">The values; they are copied.</param>
    public PyTuple(params ReadOnlySpan<object?> items) => this.items = items.ToArray();

    /// <summary>How many values it has.</summary>
    public int Count => items.Length;

    int ITuple.Length => items.Length;

    /// <summary>A value.</summary>
    /// <param name="index">Its index, from 0.</param>
    public object? this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(PyTuple? other) => other is not null && PythonEquality.Instance.Equals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PyTuple);

    /// <inheritdoc/>
    public override int GetHashCode() => PythonEquality.Instance.GetHashCode(this);

    /// <summary>As Python writes it: <c>(1, 'a')</c>.</summary>
    public override string ToString() => Literal.Repr(this);

    internal ReadOnlySpan<object?> Items => items;
}
