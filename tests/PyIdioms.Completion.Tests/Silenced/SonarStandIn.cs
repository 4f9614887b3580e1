using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Completion.Tests.Silenced;

/// <summary>Says of every method what Sonar's rules say of some, at the places where they say it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
sealed class SonarStandIn : DiagnosticAnalyzer
{
    static readonly DiagnosticDescriptor Unused = Rule("S1172"), Static = Rule("S2325"), Constant = Rule("S3400");

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Unused, Static, Constant];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(static c =>
        {
            var method = (MethodDeclarationSyntax)c.Node;
            c.ReportDiagnostic(Diagnostic.Create(Static, method.Identifier.GetLocation()));
            c.ReportDiagnostic(Diagnostic.Create(Constant, method.Identifier.GetLocation()));
            foreach (var parameter in method.ParameterList.Parameters) c.ReportDiagnostic(Diagnostic.Create(Unused, parameter.GetLocation()));
        }, SyntaxKind.MethodDeclaration);
    }

    static DiagnosticDescriptor Rule(string id) => new(id, id, id, "Sonar", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
