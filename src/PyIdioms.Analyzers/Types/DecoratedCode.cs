using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Decorators;

namespace PyIdioms.Analyzers.Types;

/// <summary>Silences advice to change the signature of a decorated method's Core: its decorators call it, and it is what the declaration is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DecoratedCode : DiagnosticSuppressor
{
    const string Reason = "The signature of the method with the body of a decorated one is that of its declaration, which its decorators call it by";

    /// <summary>Advice about a method as a whole: make it static, return another type, call it otherwise.</summary>
    static readonly string[] OfMethods = ["CA1822", "CA1859", "IDE1006", "MA0038", "MA0137", "RCS1046", "S2325", "S3400", "VSTHRD200"];

    /// <summary>Advice about a parameter: remove it, take another type.</summary>
    static readonly string[] OfParameters = ["CA1859", "IDE0060", "RCS1163", "S1172"];

    static readonly ImmutableDictionary<string, SuppressionDescriptor> ById = OfMethods.Union(OfParameters).ToImmutableDictionary(id => id, id => new SuppressionDescriptor("PYIS" + id, id, Reason));

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. ById.Values.OrderBy(s => s.Id, StringComparer.Ordinal)];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var advice in context.ReportedDiagnostics)
        {
            if (advice.Location.SourceTree is not { } tree || !ById.TryGetValue(advice.Id, out var suppression)) continue;
            if (MethodOf(advice, tree.GetRoot(context.CancellationToken)) is not { } declaration) continue;
            if (context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken) is IMethodSymbol method && Decorated.OfCore(method) is not null) context.ReportSuppression(Suppression.Create(suppression, advice));
        }
    }

    /// <summary>The method whose name or parameter the advice points at; null for any other place, its body too.</summary>
    static MethodDeclarationSyntax? MethodOf(Diagnostic advice, SyntaxNode root)
    {
        var span = advice.Location.SourceSpan;
        if (root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax method) return null;
        var isOfMethod = OfMethods.Contains(advice.Id) && (method.Identifier.Span.Contains(span) || method.ReturnType.Span.Contains(span));
        var isOfParameter = OfParameters.Contains(advice.Id) && method.ParameterList.Parameters.Any(p => p.Span.Contains(span));
        return isOfMethod || isOfParameter ? method : null;
    }
}
