using System.ComponentModel;
using System.Runtime.CompilerServices;
using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>One value or another.</summary>
public static partial class Np
{
    /// <summary>Takes elements of one array where a mask is true, and of another where it is false.</summary>
    /// <param name="mask">Says which; <c>[Ufunc] static bool Passed(double grade)</c> makes one of an array of grades.</param>
    /// <param name="then">Where it is true.</param>
    /// <param name="otherwise">Where it is false.</param>
    /// <returns>A new array, as long as the longest of them: one element goes with all of the others.</returns>
    /// <exception cref="ArgumentException">The lengths do not go together.</exception>
    /// <remarks>NumPy's <c>where</c>; the handbook, Performance, "np.where — vectorized conditional".</remarks>
    [OverloadResolutionPriority(1)]
    public static T[] Where<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> then, ReadOnlySpan<T> otherwise) => Chosen<T>(mask, then, otherwise);

    /// <inheritdoc cref="Where{T}(ReadOnlySpan{bool}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T[] Where<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> then, T otherwise) => Chosen<T>(mask, then, otherwise);

    /// <inheritdoc cref="Where{T}(ReadOnlySpan{bool}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T[] Where<T>(ReadOnlySpan<bool> mask, T then, ReadOnlySpan<T> otherwise) => Chosen<T>(mask, then, otherwise);

    /// <inheritdoc cref="Where{T}(ReadOnlySpan{bool}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T[] Where<T>(ReadOnlySpan<bool> mask, T then, T otherwise) => Chosen<T>(mask, then, otherwise);

    /// <summary>The same into an array or span that is there: numbers and single elements are stretched to it.</summary>
    /// <param name="mask">Says which.</param>
    /// <param name="then">Where it is true.</param>
    /// <param name="otherwise">Where it is false.</param>
    /// <param name="destination">Where the results go: it may be one of the sources.</param>
    /// <exception cref="ArgumentException">The lengths do not go together, or not with the destination's.</exception>
    public static void Where<T>(Operand<bool> mask, Operand<T> then, Operand<T> otherwise, Destination<T> destination)
    {
        if (!(destination.Takes(mask) && destination.Takes(then) && destination.Takes(otherwise))) throw Elementwise.Unfit(destination.Shape, mask.Shape, then.Shape, otherwise.Shape);
        using var masks = mask.Over(destination);
        using var first = then.Over(destination);
        using var second = otherwise.Over(destination);
        using var results = destination.Begin();
        for (nint at = 0; at < destination.Count;)
        {
            var count = results.Reach(at, second.Reach(at, first.Reach(at, masks.Reach(at, Elementwise.Most(destination.Count - at)))));
            Choosing.Choose(masks.At(at, count), first.At(at, count), second.At(at, count), results.At(at, count));
            results.Put(at, count);
            at += count;
        }
    }

    /// <summary>The numbers of the elements that are true, in their order.</summary>
    /// <param name="mask">What is asked of each element.</param>
    /// <returns>Numbers from 0 on; none where nothing is true.</returns>
    /// <remarks>NumPy's <c>where</c> with one argument, and <c>nonzero</c>.</remarks>
    public static int[] Where(ReadOnlySpan<bool> mask)
    {
        var found = new int[Choosing.Count(mask)];
        var count = 0;
        foreach (var at in new Trues(mask)) found[count++] = at;
        return found;
    }

    static T[] Chosen<T>(Operand<bool> mask, Operand<T> then, Operand<T> otherwise)
    {
        var chosen = new T[Elementwise.Length(mask.Length, then.Length, otherwise.Length)];
        Where(mask, then, otherwise, chosen);
        return chosen;
    }
}
