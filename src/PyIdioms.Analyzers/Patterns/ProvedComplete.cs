using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Silences warnings about switches that miss nothing which has a name: the compiler counts unnamed numbers of an enumeration, and does not know closed types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProvedComplete : DiagnosticSuppressor
{
    const string Reason = "All cases are dealt with: the enumeration has no other names, the closed type no other subtypes, the list no other values";

    static readonly ImmutableDictionary<string, SuppressionDescriptor> ById = new[] { "CS8509", "CS8524", "IDE0010", "IDE0072" }.ToImmutableDictionary(id => id, id => new SuppressionDescriptor("PYIS" + id, id, Reason));

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. ById.Values.OrderBy(s => s.Id, StringComparer.Ordinal)];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var warning in context.ReportedDiagnostics)
        {
            if (warning.Location.SourceTree is not { } tree || !ById.TryGetValue(warning.Id, out var suppression)) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(warning.Location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(n => n is SwitchExpressionSyntax or SwitchStatementSyntax);
            if (node is not null && IsComplete(node, context.GetSemanticModel(tree), context.Options, context.CancellationToken)) context.ReportSuppression(Suppression.Create(suppression, warning));
        }
    }

    static bool IsComplete(SyntaxNode node, SemanticModel model, AnalyzerOptions options, CancellationToken cancel) =>
        model.Bind(node, cancel) is { } operation && Arms.Of(operation) is { } arms && Question.About(arms.Subject, model, options, cancel) is { } question
        && question.Missing(new(Approach.To(operation), arms.Subject), arms) is { Count: 0 };
}
