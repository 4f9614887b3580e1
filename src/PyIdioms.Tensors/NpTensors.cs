using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>Functions of <see cref="Np"/> on tensors: <c>Np.Where(mask, matrix, 0)</c>.</summary>
/// <remarks>Handbook, Performance, "NumPy Vectorization".</remarks>
public static class NpTensors
{
    extension(Np)
    {
        /// <summary>Takes elements of one tensor where a mask is true, and of another where it is false; all are broadcast to one shape.</summary>
        /// <param name="mask">Says which.</param>
        /// <param name="then">Where it is true.</param>
        /// <param name="otherwise">Where it is false.</param>
        /// <returns>A new tensor.</returns>
        /// <exception cref="ArgumentException">The shapes do not go together.</exception>
        /// <remarks>NumPy's <c>where</c>.</remarks>
        [OverloadResolutionPriority(1)]
        public static Tensor<T> Where<T>(Tensor<bool> mask, Tensor<T> then, Tensor<T> otherwise) => Chosen<T>(mask, then, otherwise);

        /// <inheritdoc cref="Where{T}(Tensor{bool}, Tensor{T}, Tensor{T})"/>
        public static Tensor<T> Where<T>(Tensor<bool> mask, Tensor<T> then, T otherwise) => Chosen<T>(mask, then, otherwise);

        /// <inheritdoc cref="Where{T}(Tensor{bool}, Tensor{T}, Tensor{T})"/>
        public static Tensor<T> Where<T>(Tensor<bool> mask, T then, Tensor<T> otherwise) => Chosen<T>(mask, then, otherwise);

        /// <inheritdoc cref="Where{T}(Tensor{bool}, Tensor{T}, Tensor{T})"/>
        public static Tensor<T> Where<T>(Tensor<bool> mask, T then, T otherwise) => Chosen<T>(mask, then, otherwise);

        /// <summary>A tensor stretched to a shape without being copied: lengths of 1 and axes that it lacks are repeated.</summary>
        /// <param name="tensor">The tensor.</param>
        /// <param name="shape">The lengths of the axes: <c>[3, 4]</c>.</param>
        /// <returns>A view of the tensor: elements along a stretched axis are one.</returns>
        /// <exception cref="ArgumentException">It does not fit.</exception>
        /// <remarks>NumPy's <c>broadcast_to</c>.</remarks>
        public static ReadOnlyTensorSpan<T> BroadcastTo<T>(Tensor<T> tensor, params ReadOnlySpan<nint> shape)
        {
            ArgumentNullException.ThrowIfNull(tensor);
            nint[] lengths = [.. tensor.Lengths], wanted = [.. shape];
            if (lengths.Length > wanted.Length || !Np.BroadcastShapes(lengths, wanted).AsSpan().SequenceEqual(wanted)) throw Elementwise.Unfit(wanted, lengths);
            var strides = new nint[wanted.Length];
            for (var axis = 0; axis < lengths.Length; axis++) strides[axis + wanted.Length - lengths.Length] = lengths[axis] == 1 ? 0 : tensor.Strides[axis];
            return new(MemoryOf(tensor), wanted, strides);
        }
    }

    static ReadOnlySpan<T> MemoryOf<T>(Tensor<T> tensor)
    {
        nint last = 0;
        for (var axis = 0; axis < tensor.Rank; axis++) last += (tensor.Lengths[axis] - 1) * tensor.Strides[axis];
        return System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), tensor.IsEmpty ? 0 : checked((int)last + 1));
    }

    static Tensor<T> Chosen<T>(TensorOperand<bool> mask, TensorOperand<T> then, TensorOperand<T> otherwise)
    {
        var chosen = Tensors.Create<T>(mask.Shape, then.Shape, otherwise.Shape);
        var span = chosen.AsTensorSpan();
        Np.Where(mask.Operand, then.Operand, otherwise.Operand, Tensors.Into(ref span));
        return chosen;
    }
}
