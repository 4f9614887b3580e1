using System.ComponentModel;
using System.Numerics.Tensors;

namespace PyIdioms.Lanes;

/// <summary>Tensors as generated functions make and fill them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tensors
{
    /// <summary>Numbers side by side.</summary>
    public static TensorOperand<T> Of<T>(ReadOnlySpan<T> values) => new(new ReadOnlyTensorSpan<T>(values));

    /// <summary>A tensor of the shape to which some are broadcast; of numbers alone, one of one element: there is none without axes.</summary>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public static Tensor<T> Create<T>(params ReadOnlySpan<nint[]> shapes) => Tensor.CreateFromShapeUninitialized<T>(Np.BroadcastShapes(shapes) is { Length: > 0 } shape ? shape : [1]);

    /// <summary>A tensor's elements as a destination.</summary>
    public static Destination<T> Into<T>(ref readonly TensorSpan<T> span) => span.Rank == 0 ? new(Span<T>.Empty) : new(ref span.GetPinnableReference(), new(span.Lengths, span.Strides));
}
