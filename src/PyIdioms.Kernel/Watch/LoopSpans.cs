using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Loops;

namespace PyIdioms.Kernel.Watch;

/// <summary>Where a document may repeat something, by its text alone: loop statements, queries, and calls that a lambda is passed to.</summary>
public sealed class LoopSpans
{
    static readonly ConditionalWeakTable<SyntaxTree, LoopSpans> Known = new();
    static readonly Words Beginnings = Words.Of(["for", "foreach", "while", "do", "from", .. Repeating.Names]);

    /// <summary>The outermost ones, in the order of the text.</summary>
    readonly List<TextSpan> spans = [];

    public static LoopSpans Of(SyntaxTree tree, CancellationToken cancel) => Known.TryGetValue(tree, out var known) ? known : Known.GetValue(tree, t => new(t, cancel));

    LoopSpans(SyntaxTree tree, CancellationToken cancel)
    {
        SyntaxNode? root = null;
        foreach (var place in Beginnings.In(WordIndex.Of(tree, cancel)).OrderBy(static p => p))
        {
            if (spans.Count > 0 && spans[spans.Count - 1].Contains(place)) continue;
            if (SpanOf((root ??= tree.GetRoot(cancel)).FindToken(place)) is { } span) spans.Add(span);
        }
    }

    static TextSpan? SpanOf(SyntaxToken token) => token.Parent switch
    {
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => token.Parent.Span,
        FromClauseSyntax { Parent: QueryExpressionSyntax query } => query.Span,
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name when access.Name == name => Span(call),
        SimpleNameSyntax { Parent: MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } } => Span(call),
        SimpleNameSyntax { Parent: InvocationExpressionSyntax call } => Span(call),
        _ => null,
    };

    static TextSpan? Span(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Any(static a => a.Expression is AnonymousFunctionExpressionSyntax) ? call.ArgumentList.Span : null;

    public IReadOnlyList<TextSpan> All => spans;

    public bool Contains(int place)
    {
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].End <= place) low = middle + 1;
            else high = middle;
        }
        return low < spans.Count && spans[low].Contains(place);
    }
}
