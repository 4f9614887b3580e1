using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>The one named escape hatch of <see cref="LiteralStringAttribute"/>: a review finds every use of it by its name.</summary>
public static class LiteralString
{
    /// <summary>Says that a text is safe where only literals are, although it was computed.</summary>
    /// <param name="value">The text.</param>
    /// <param name="reason">Why no user can have written any part of it: a constant that the next reader can check.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    /// <remarks>Handbook, Type System Mastery, "Annotated &amp; Literal"; PEP 675. Nothing is checked or escaped: the reason is all the safety there is.</remarks>
    /// <exception cref="ArgumentNullException">The text or the reason is null.</exception>
    /// <exception cref="ArgumentException">The reason is empty or white space.</exception>
    [return: LiteralString]
    public static string Trusted(string value, [ConstantExpected, LiteralString] string reason)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
#pragma warning disable PYI0201 // This is where trust begins.
        return value;
#pragma warning restore PYI0201
    }
}
