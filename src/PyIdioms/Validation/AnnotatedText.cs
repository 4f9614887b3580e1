using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>Reads values of <c>[Annotated]</c> types from text. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AnnotatedText
{
    /// <summary>The value that a text stands for.</summary>
    /// <exception cref="FormatException">The text is none, or its value breaks a constraint: the inner exception is the group that says which.</exception>
    public static TSelf Parse<TSelf, TValue>(string text, IFormatProvider? provider)
        where TSelf : IAnnotated<TSelf, TValue>
        where TValue : IParsable<TValue>
    {
        ArgumentNullException.ThrowIfNull(text);
        return Created<TSelf, TValue>(TValue.Parse(text, provider));
    }

    /// <inheritdoc cref="Parse{TSelf, TValue}(string, IFormatProvider)"/>
    public static TSelf Parse<TSelf, TValue>(ReadOnlySpan<char> text, IFormatProvider? provider)
        where TSelf : IAnnotated<TSelf, TValue>
        where TValue : ISpanParsable<TValue> => Created<TSelf, TValue>(TValue.Parse(text, provider));

    /// <summary>Reads a value where the text is one and it breaks no constraint.</summary>
    public static bool TryParse<TSelf, TValue>([NotNullWhen(true)] string? text, IFormatProvider? provider, [MaybeNullWhen(false)] out TSelf result)
        where TSelf : IAnnotated<TSelf, TValue>
        where TValue : IParsable<TValue>
    {
        result = default;
        return text is not null && TValue.TryParse(text, provider, out var value) && TryCreate(value, out result);
    }

    /// <inheritdoc cref="TryParse{TSelf, TValue}(string, IFormatProvider, out TSelf)"/>
    public static bool TryParse<TSelf, TValue>(ReadOnlySpan<char> text, IFormatProvider? provider, [MaybeNullWhen(false)] out TSelf result)
        where TSelf : IAnnotated<TSelf, TValue>
        where TValue : ISpanParsable<TValue>
    {
        result = default;
        return TValue.TryParse(text, provider, out var value) && TryCreate(value, out result);
    }

    /// <summary>Makes a value where it breaks no constraint.</summary>
    public static bool TryCreate<TSelf, TValue>(TValue value, [MaybeNullWhen(false)] out TSelf result) where TSelf : IAnnotated<TSelf, TValue>
    {
        var isGood = TSelf.Check(value).Count == 0;
        result = isGood ? TSelf.Create(value) : default;
        return isGood;
    }

    static TSelf Created<TSelf, TValue>(TValue value) where TSelf : IAnnotated<TSelf, TValue>
    {
        try
        {
            return TSelf.Create(value);
        }
        catch (ExceptionGroup group)
        {
            throw new FormatException(Said(TSelf.Check(value)), group);
        }
    }

    internal static string Said(IEnumerable<Violation> violations) => string.Join("; ", violations.Select(static violation => violation.Message));
}
