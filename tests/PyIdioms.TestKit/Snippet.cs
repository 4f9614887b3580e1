using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.TestKit;

/// <summary>C# to compile as a user's project would: one file, the usual global usings, C# 14, nullable enabled.</summary>
public sealed record Snippet(string Code)
{
    /// <summary>What stands in <c>.editorconfig</c>.</summary>
    public ImmutableSortedDictionary<string, string> EditorConfig { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Properties of the project that its build shows to the compiler.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Texts that are no C#, by file name: <c>AdditionalFiles</c> of the project.</summary>
    public ImmutableSortedDictionary<string, string> AdditionalFiles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What stands on the command line (<c>NoWarn</c>, <c>WarningsAsErrors</c>).</summary>
    public ImmutableDictionary<string, ReportDiagnostic> Severities { get; init; } = ImmutableDictionary<string, ReportDiagnostic>.Empty;

    /// <summary>Whether it has an entry point.</summary>
    public bool IsProgram { get; init; }
}

/// <summary>A compiled <see cref="Snippet"/>, its generated files, and what the rules say about it.</summary>
public sealed record Reviewed(
    Snippet Snippet, Document Document, Compilation Compilation, ImmutableArray<SyntaxTree> Generated,
    ImmutableArray<Diagnostic> Findings, ImmutableArray<string> Problems);
