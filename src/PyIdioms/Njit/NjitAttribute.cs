namespace PyIdioms;

/// <summary>A method whose loops run over vectors: Numba's <c>@njit</c>, done by the compiler.</summary>
/// <remarks>
/// Handbook, Performance, "Numba JIT Compilation". On a partial method. The method of the same name with <c>Core</c> behind it says in plain loops what is computed; the
/// generated part is its text with loops over vectors of 512, 256 or 128 bits in front of its loops, chosen when the program runs. Results and exceptions are those of the
/// Core, bit for bit, unless <see cref="FastMath"/> allows more. A loop that cannot run so stays as it is, and PYG2607 says why.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class NjitAttribute : Attribute
{
    /// <summary>
    /// Whether floating-point results may differ in the last bits: sums are ordered anew, a product and a sum are rounded once, division by one number is multiplication with its
    /// inverse, and functions such as <c>Exp</c> are right to 4 units in the last place. False if it is not set.
    /// </summary>
    public bool FastMath { get; set; }

    /// <summary>Whether a loop that stays scalar is an error. False if it is not set.</summary>
    public bool Require { get; set; }

    /// <summary>
    /// Whether loops over a <c>Prange</c> run on several threads where that is worth it, with results that do not depend on how many. Where iterations would meet at an
    /// element or need one another, the loop stays serial and PYG2610 says why. False if it is not set.
    /// </summary>
    public bool Parallel { get; set; }
}
