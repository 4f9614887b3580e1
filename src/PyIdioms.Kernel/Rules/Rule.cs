using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Rules;

/// <summary>A handbook rule: its descriptors and one analysis. The only base class of rules, one level deep.</summary>
public abstract class Rule(params DiagnosticDescriptor[] descriptors) : DiagnosticAnalyzer
{
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. descriptors];

    /// <summary>What <c>.editorconfig</c> can change about this rule; its page lists them.</summary>
    public virtual ImmutableArray<Option> Options => [];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start => Start(start, KnownTypes.Of(start.Compilation)));
    }

    /// <summary>Registers the analysis for one compilation; registers nothing where the types it is about are absent.</summary>
    protected abstract void Start(CompilationStartAnalysisContext context, KnownTypes types);

    /// <summary>Category, help link, page and README row follow from these values.</summary>
    protected static DiagnosticDescriptor Define(string id, string title, string message, DiagnosticSeverity severity, bool enabled = true) =>
        new(id, title, message, Handbook.SectionOf(id).Title, severity, enabled, helpLinkUri: Handbook.PageOf(id));
}
