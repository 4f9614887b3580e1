using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>What a function of tensors takes: a tensor or a span of one, an array of numbers, which is its last axis, or a number. From the last axis on, lengths are the same, or 1 and stretched.</summary>
/// <remarks>Handbook, Performance, "Broadcasting — operations between different shapes". It is made by implicit conversion: <c>Add(matrix, row)</c>.</remarks>
/// <typeparam name="T">The numbers.</typeparam>
[CollectionBuilder(typeof(Tensors), nameof(Tensors.Of))]
public readonly ref struct TensorOperand<T>
{
    readonly ReadOnlyTensorSpan<T> span;
    readonly T number;
    readonly bool isNumber;

    /// <summary>A number.</summary>
    public TensorOperand(T number) => (this.number, isNumber) = (number, true);

    /// <summary>A tensor's elements.</summary>
    public TensorOperand(ReadOnlyTensorSpan<T> span)
    {
        this.span = span;
        number = default!;
    }

    /// <summary>A number.</summary>
    public static implicit operator TensorOperand<T>(T number) => new(number);

    /// <summary>An array; null throws <see cref="ArgumentNullException"/>.</summary>
    public static implicit operator TensorOperand<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(new ReadOnlyTensorSpan<T>(values));
    }

    /// <summary>A tensor; null throws <see cref="ArgumentNullException"/>.</summary>
    public static implicit operator TensorOperand<T>(Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(tensor.AsReadOnlyTensorSpan());
    }

    /// <summary>A part of a tensor.</summary>
    public static implicit operator TensorOperand<T>(TensorSpan<T> span) => new(span);

    /// <summary>A part of a tensor.</summary>
    public static implicit operator TensorOperand<T>(ReadOnlyTensorSpan<T> span) => new(span);

    /// <summary>Its shape as NumPy has it: the length of each axis, none for a number.</summary>
    public nint[] Shape => Operand.Shape;

    /// <summary>Its elements, one by one: what makes <c>[1, 2, 3]</c> one.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), UnscopedRef]
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Operand.GetEnumerator();

    /// <summary>What generated loops take. A tensor without axes has no element.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), UnscopedRef]
    public Operand<T> Operand => isNumber ? new(number) : span.Rank == 0 ? new(ReadOnlySpan<T>.Empty) : new(in span.GetPinnableReference(), new(span.Lengths, span.Strides));
}
