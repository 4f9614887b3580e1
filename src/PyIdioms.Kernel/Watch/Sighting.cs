using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Kernel.Watch;

/// <summary>An operation that a rule watches for, and the place to report about it.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="ContainingSymbol">The method, field or property it belongs to.</param>
/// <param name="Model">The document around, and where findings go.</param>
public readonly record struct Sighting(IOperation Operation, ISymbol ContainingSymbol, SemanticModelAnalysisContext Model)
{
    public Compilation Compilation => Model.SemanticModel.Compilation;

    public AnalyzerOptions Options => Model.Options;

    public CancellationToken CancellationToken => Model.CancellationToken;

    public void ReportDiagnostic(Diagnostic finding) => Model.ReportDiagnostic(finding);
}
