using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PyIdioms.Generators.Parts;

/// <summary>What is put between the tokens of a text.</summary>
sealed class TokenEdits
{
    readonly Dictionary<int, string> before = [];
    readonly Dictionary<int, string> after = [];
    readonly Dictionary<int, string> instead = [];

    /// <summary>In front of a token, behind what was put there before.</summary>
    public void Before(SyntaxToken token, string text) => before[token.SpanStart] = (before.TryGetValue(token.SpanStart, out var earlier) ? earlier : "") + text;

    /// <summary>Behind a token, and behind what was put there before.</summary>
    public void After(SyntaxToken token, string text) => after[token.SpanStart] = (after.TryGetValue(token.SpanStart, out var earlier) ? earlier : "") + text;

    /// <summary>In place of a token.</summary>
    public void Replace(SyntaxToken token, string text) => instead[token.SpanStart] = text;

    /// <summary>The text of a node with the edits, without what stands around it.</summary>
    public string Write(SyntaxNode node)
    {
        var text = new StringBuilder();
        var (first, last) = (node.GetFirstToken(), node.GetLastToken());
        foreach (var token in node.DescendantTokens())
        {
            // A token that is not there, such as the argument list's end of a half-typed call, has no place of its own.
            if (token.IsMissing) continue;
            if (token != first) TokenText.Append(text, token.LeadingTrivia);
            if (before.TryGetValue(token.SpanStart, out var front)) text.Append(front);
            text.Append(instead.TryGetValue(token.SpanStart, out var other) ? other : TokenText.Of(token));
            if (after.TryGetValue(token.SpanStart, out var behind)) text.Append(behind);
            if (token != last) TokenText.Append(text, token.TrailingTrivia);
        }
        return text.ToString();
    }
}
