using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Tests.Decorators;

namespace PyIdioms.Tests.Generators;

/// <summary>What generators make of a user's source, and what the compiler and the companion rules say.</summary>
sealed record Run(Compilation Compilation, ImmutableArray<SyntaxTree> Files, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<Diagnostic> Refusals)
{
    public static async Task<Run> Of(IIncrementalGenerator generator, DiagnosticAnalyzer rules, params string[] sources)
    {
        var driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Generated.Options)
            .RunGeneratorsAndUpdateCompilation(Generated.Compile(sources), out var updated, out var problems);
        Assert.Empty(problems);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        var crashes = new List<Exception>();
        var analysis = new CompilationWithAnalyzers(updated, [rules], new CompilationWithAnalyzersOptions(new([]), (e, _, _) => crashes.Add(e), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var refusals = await analysis.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(crashes);
        return new(updated, driver.GetRunResult().GeneratedTrees, updated.GetDiagnostics(), [.. refusals.OrderBy(r => r.Location.SourceSpan.Start)]);
    }

    /// <summary>Errors anywhere, and warnings in generated files.</summary>
    public IEnumerable<Diagnostic> Complaints => Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error || d.Severity == DiagnosticSeverity.Warning && Files.Contains(d.Location.SourceTree!));

    /// <summary>Nothing is refused, something is generated, and it compiles.</summary>
    public Run IsClean()
    {
        Assert.Empty(Refusals);
        Assert.NotEmpty(Files);
        Assert.Empty(Complaints);
        return this;
    }

    /// <summary>One refusal, at a text of the user's, and no error in what was generated.</summary>
    public void IsRefused(string id, string at, string message, string page)
    {
        var refusal = Assert.Single(Refusals);
        Assert.Equal((id, at), (refusal.Id, refusal.Location.SourceTree!.GetText().ToString(refusal.Location.SourceSpan)));
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.Contains($"docs/generators/{page}.md#{id.ToLowerInvariant()}", refusal.Descriptor.HelpLinkUri);
        Assert.DoesNotContain(Complaints, d => Files.Contains(d.Location.SourceTree!));
    }
}
