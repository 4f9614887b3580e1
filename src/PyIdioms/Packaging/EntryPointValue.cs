using System.Text.RegularExpressions;

namespace PyIdioms;

/// <summary>Where an entry point leads, in Python's notation: <c>mylib.cli:main [color]</c>.</summary>
/// <param name="Module">The module; here a type.</param>
/// <param name="Attr">What is taken from it; here a static member. Null for the module itself.</param>
/// <param name="Extras">Optional parts that it needs.</param>
/// <remarks>The grammar is that of CPython 3.11's <c>importlib.metadata.EntryPoint</c>: the text begins with the module, and blanks may stand around the colon and behind.</remarks>
public sealed partial record EntryPointValue(string Module, string? Attr, IReadOnlyList<string> Extras) : IParsable<EntryPointValue>
{
    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is none; Python fails with <c>AttributeError</c>.</exception>
    public static EntryPointValue Parse(string text) => TryParse(text) ?? throw new FormatException($"'{text}' is no entry point: expected 'module', 'module:attr' or 'module:attr [extra, …]'.");

    /// <summary>Reads one; null where the text is none.</summary>
    /// <param name="text">The text.</param>
    public static EntryPointValue? TryParse(string? text)
    {
        if (text is null || Grammar().Match(text) is not { Success: true } match) return null;
        var attr = match.Groups["attr"];
        return new(match.Groups["module"].Value, attr.Success ? attr.Value : null, [.. Word().Matches(match.Groups["extras"].Value).Select(static word => word.Value)]);
    }

    static EntryPointValue IParsable<EntryPointValue>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<EntryPointValue>.TryParse(string? s, IFormatProvider? provider, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out EntryPointValue result) => (result = TryParse(s)) is not null;

    /// <summary>Whether two lead to the same.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(EntryPointValue? other) => other is not null && Module == other.Module && Attr == other.Attr && Extras.SequenceEqual(other.Extras, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Module, Attr, Extras.Count);

    /// <summary>The text.</summary>
    public override string ToString() => Module + (Attr is null ? "" : ":" + Attr) + (Extras.Count == 0 ? "" : $" [{string.Join(",", Extras)}]");

    // Letters and numbers as str.isalnum has them, blanks as str.isspace.
    [GeneratedRegex(@"\A(?<module>[\p{L}\p{N}_.]+)[\s\x1c-\x1f]*(:[\s\x1c-\x1f]*(?<attr>[\p{L}\p{N}_.]+)[\s\x1c-\x1f]*)?((?<extras>\[.*\])[\s\x1c-\x1f]*)?\z")]
    private static partial Regex Grammar();

    [GeneratedRegex(@"[\p{L}\p{N}_]+")]
    private static partial Regex Word();
}
