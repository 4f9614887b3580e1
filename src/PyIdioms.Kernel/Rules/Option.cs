using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Kernel.Rules;

/// <summary>A setting of a rule, read from <c>.editorconfig</c> under the prefix <c>pyidioms.</c></summary>
public abstract class Option(string key, string defaultText, string meaning)
{
    const string Prefix = "pyidioms.";

    public string Key { get; } = Prefix + key;
    public string Default { get; } = defaultText;
    public string Meaning { get; } = meaning;

    protected string? Read(AnalyzerOptions options, SyntaxTree tree) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(Key, out var text) ? text.Trim() : null;
}

/// <summary>An <see cref="Option"/> that is on or off.</summary>
public sealed class Switch(string key, bool byDefault, string meaning) : Option(key, byDefault ? "true" : "false", meaning)
{
    public bool IsOn(AnalyzerOptions options, SyntaxTree tree) =>
        bool.TryParse(Read(options, tree), out var value) ? value : byDefault;
}
