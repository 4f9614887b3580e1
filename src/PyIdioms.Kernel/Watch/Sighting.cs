using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>An operation that a rule watches for, and the place to report about it.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="ContainingSymbol">The method, field or property it belongs to.</param>
/// <param name="Body">What it stands in.</param>
/// <param name="Model">The document around, and where findings go.</param>
public readonly record struct Sighting(IOperation Operation, ISymbol ContainingSymbol, WatchedBody Body, SemanticModelAnalysisContext Model)
{
    /// <summary>The control-flow graph of the body around, shared by all rules; null where there is none.</summary>
    public ControlFlowGraph? Graph => Body.Graph(CancellationToken);

    public Compilation Compilation => Model.SemanticModel.Compilation;

    public AnalyzerOptions Options => Model.Options;

    public CancellationToken CancellationToken => Model.CancellationToken;

    public void ReportDiagnostic(Diagnostic finding) => Model.ReportDiagnostic(finding);
}
