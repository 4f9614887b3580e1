using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Kernel.Rules;

/// <summary>A setting of a rule, read from <c>.editorconfig</c> under the prefix <c>pyidioms.</c></summary>
public abstract class Option(string key, string defaultText, string meaning)
{
    public const string Prefix = "pyidioms.";

    public string Key { get; } = Prefix + key;
    public string Default { get; } = defaultText;
    public string Meaning { get; } = meaning;

    protected string? Read(AnalyzerOptions options, SyntaxTree tree) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(Key, out var text) ? text.Trim() : null;

    /// <summary>What a text would have to be, where it is not: such a text leaves the option at its default.</summary>
    public virtual string? Expected(string text) => null;
}

/// <summary>An <see cref="Option"/> that is on or off.</summary>
public sealed class Switch(string key, bool byDefault, string meaning) : Option(key, byDefault ? "true" : "false", meaning)
{
    public bool IsOn(AnalyzerOptions options, SyntaxTree tree) =>
        bool.TryParse(Read(options, tree), out var value) ? value : byDefault;

    public override string? Expected(string text) => bool.TryParse(text, out _) ? null : "true or false";
}

/// <summary>An <see cref="Option"/> that lists names, separated by <c>|</c> or by commas outside parentheses (a semicolon begins a comment in an <c>.editorconfig</c>).</summary>
public sealed class Names(string key, string meaning) : Option(key, "", meaning)
{
    public string TextAt(AnalyzerOptions options, SyntaxTree tree) => Read(options, tree) ?? "";

    public static IEnumerable<string> Parse(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '|';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c is not ('|' or ';') && (c != ',' || depth > 0)) continue;
            if (text.Substring(start, i - start).Trim() is { Length: > 0 } name) yield return name;
            start = i + 1;
        }
    }
}

/// <summary>An <see cref="Option"/> that is a whole number.</summary>
public sealed class Number(string key, long byDefault, string meaning) : Option(key, byDefault.ToString(System.Globalization.CultureInfo.InvariantCulture), meaning)
{
    public long At(AnalyzerOptions options, SyntaxTree tree) => TryParse(Read(options, tree), out var value) ? value : byDefault;

    public override string? Expected(string text) => TryParse(text, out _) ? null : "a whole number";

    static bool TryParse(string? text, out long value) =>
        long.TryParse(text?.Replace("_", ""), System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out value);
}
