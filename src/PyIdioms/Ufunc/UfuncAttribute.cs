namespace PyIdioms;

/// <summary>A function of numbers that is one of arrays too: NumPy's ufuncs, and Numba's <c>@vectorize</c>.</summary>
/// <remarks>
/// Handbook, Performance, "NumPy Vectorization". On a static method in a partial type. It gets overloads of its name, which apply it element by element with loops over vectors, as
/// <see cref="NjitAttribute"/> writes them: of arrays, of spans with a destination, of numbers beside them (<c>Operand</c>), and, with the package PyIdioms.Tensors, of
/// tensors. Shapes are broadcast by NumPy's rules; where they do not fit, an <see cref="ArgumentException"/> names them. A destination may be one of the sources, and one that
/// overlaps a source gets what it would get if it did not. Results are those of the function bit for bit, unless <see cref="FastMath"/> allows more. A function that lanes cannot
/// compute is called for each element, and PYG2706 says why.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UfuncAttribute : Attribute
{
    /// <inheritdoc cref="NjitAttribute.FastMath"/>
    public bool FastMath { get; set; }

    /// <summary>Whether a function that lanes cannot compute is an error. False if it is not set.</summary>
    public bool Require { get; set; }
}
