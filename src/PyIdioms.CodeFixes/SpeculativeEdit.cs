using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes;

/// <summary>Asks the compiler about a text before it is offered.</summary>
static class SpeculativeEdit
{
    /// <summary>Whether the member around a node has no problem after the edits that it has not before: an error, or a warning of the compiler.</summary>
    public static async Task<bool> Compiles(Document document, SemanticModel before, SyntaxNode root, TextEdits edits, SyntaxNode around, CancellationToken cancel)
    {
        if (around.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax) is not { } member) return false;
        var changes = edits.ToImmutable();
        var changed = document.WithText(edits.Text.WithChanges(changes));
        if (await changed.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } after) return false;
        var start = member.SpanStart + changes.Where(c => c.Span.End <= member.SpanStart).Sum(c => c.NewText!.Length - c.Span.Length);
        var length = member.Span.Length + changes.Where(c => c.Span.Start > member.SpanStart && c.Span.Start < member.Span.End).Sum(c => c.NewText!.Length - c.Span.Length);
        return Problems(after, new(start, length), cancel) <= Problems(before, member.Span, cancel);
    }

    static int Problems(SemanticModel model, TextSpan span, CancellationToken cancel) =>
        model.GetDiagnostics(span, cancel).Count(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed);
}
