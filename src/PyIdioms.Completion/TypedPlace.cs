using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Completion;

/// <summary>What is being typed at a position: a text in quotes, a word, or nothing yet.</summary>
/// <param name="Span">What has been typed so far.</param>
/// <param name="IsInQuotes">Whether it is in quotes.</param>
readonly record struct TypedPlace(TextSpan Span, bool IsInQuotes)
{
    /// <summary>Null where no value is typed: in a comment, behind a member access.</summary>
    public static async Task<TypedPlace?> Of(Document document, int position, CancellationToken cancel)
    {
        if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root || position > root.FullSpan.End) return null;
        var left = Left(root, position);
        if (root.FindTrivia(position) is { RawKind: not 0 } trivia && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia) && trivia.SpanStart < position) return null;
        if (left.IsKind(SyntaxKind.StringLiteralToken) || left.IsKind(SyntaxKind.CharacterLiteralToken))
        {
            var isOpen = left.Span.Length == 1 || left.Text[left.Text.Length - 1] != left.Text[0];
            return position < left.Span.End || isOpen ? new(isOpen ? TextSpan.FromBounds(left.SpanStart, position) : left.Span, true) : null;
        }
        if (!left.IsKind(SyntaxKind.IdentifierToken) && !left.IsKind(SyntaxKind.NumericLiteralToken)) return left.IsKind(SyntaxKind.DotToken) ? null : new(new(position, 0), false);
        return position > left.Span.End ? new(new(position, 0), false) : left.GetPreviousToken().IsKind(SyntaxKind.DotToken) ? null : new(left.Span, false);
    }

    /// <summary>The token that ends at a position or before, or that the position is inside of.</summary>
    static SyntaxToken Left(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Max(0, Math.Min(position, root.FullSpan.End - 1)));
        return token.SpanStart >= position || token.IsKind(SyntaxKind.EndOfFileToken) ? token.GetPreviousToken(includeSkipped: true) : token;
    }
}
