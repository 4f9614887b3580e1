using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PyIdioms.Generators.Parts;

/// <summary>The text of code in another file: what it says, without the directives around it.</summary>
static class TokenText
{
    /// <summary>A node in one line.</summary>
    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        foreach (var token in node.DescendantTokens())
        {
            if (text.Length > 0 && (token.HasLeadingTrivia || token.GetPreviousToken().HasTrailingTrivia)) text.Append(' ');
            text.Append(Of(token));
        }
        return text.ToString();
    }

    /// <summary>A token. A text over several lines is written in one, for the file it goes to has line endings of its own.</summary>
    public static string Of(SyntaxToken token)
    {
        var text = token.Text;
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken when text.Contains('\n') => SymbolDisplay.FormatLiteral(token.ValueText, quote: true),
            SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken when text.Contains('\n') => SymbolDisplay.FormatLiteral(token.ValueText, quote: true) + "u8",
            _ => text,
        };
    }

    /// <summary>White space and comments; directives, and what they switch off, are gone.</summary>
    public static void Append(StringBuilder text, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
        {
            if (piece.IsDirective || piece.IsKind(SyntaxKind.DisabledTextTrivia) || piece.IsKind(SyntaxKind.SkippedTokensTrivia)) text.Append('\n');
            else text.Append(piece.ToFullString());
        }
    }
}
