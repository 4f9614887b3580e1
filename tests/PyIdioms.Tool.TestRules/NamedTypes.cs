using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Tool.TestRules;

/// <summary>Reports types by their names: one rule for each severity, and one that breaks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamedTypes : DiagnosticAnalyzer
{
    static readonly DiagnosticDescriptor Information = Define("PYI9901", DiagnosticSeverity.Info);
    static readonly DiagnosticDescriptor Warning = Define("PYI9902", DiagnosticSeverity.Warning);
    static readonly DiagnosticDescriptor Error = Define("PYI9903", DiagnosticSeverity.Error);
    static readonly DiagnosticDescriptor Silent = Define("PYI9904", DiagnosticSeverity.Hidden);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Information, Warning, Error, Silent];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    static void Check(SymbolAnalysisContext context)
    {
        var name = context.Symbol.Name;
        if (name.StartsWith("Broken", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("a rule that breaks");
        }

        var rule =
            name.StartsWith("Info", StringComparison.Ordinal) ? Information :
            name.StartsWith("Warn", StringComparison.Ordinal) ? Warning :
            name.StartsWith("Error", StringComparison.Ordinal) ? Error :
            name.StartsWith("Silent", StringComparison.Ordinal) ? Silent :
            null;
        if (rule is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, context.Symbol.Locations[0], name));
        }
    }

    static DiagnosticDescriptor Define(string id, DiagnosticSeverity severity) =>
        new(id, "A type of that name", "The type '{0}' is here", "Test", severity, isEnabledByDefault: true, helpLinkUri: "https://example.invalid/" + id);
}
