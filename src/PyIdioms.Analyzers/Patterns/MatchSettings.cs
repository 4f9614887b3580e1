using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>What <c>.editorconfig</c> says about matches.</summary>
readonly record struct MatchSettings(bool IsStrict, bool WithOblivious)
{
    static readonly Switch Strict = new("matching.strict_records", false, "A public record is open although its constructors are private: its copy constructor lets others derive from it.");
    static readonly Switch Oblivious = new("matching.oblivious_null", false, "Null has to be dealt with too where nullable annotations are off.");

    public static readonly ImmutableArray<Option> All = [Strict, Oblivious];

    public static MatchSettings At(AnalyzerOptions options, SyntaxTree tree) => new(Strict.IsOn(options, tree), Oblivious.IsOn(options, tree));
}
