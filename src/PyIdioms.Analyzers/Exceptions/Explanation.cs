using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Whether a comment at a catch says why it keeps an exception to itself.</summary>
static class Explanation
{
    /// <summary>Words in a comment that say that something is ignored, not why.</summary>
    static readonly HashSet<string> Empty = NameWords.Set("""
        ignore ignored ignoring swallow swallowed swallowing nothing noop no op empty todo fixme hack catch caught exception exceptions error errors fail failure all any every the this that these it here is are be to do just do pass and or of we can safe safely intentionally intentional deliberately
        silently silent quietly
        """);

    /// <summary>Words of who judges the catch, not of who wrote it.</summary>
    static readonly HashSet<string> Judgements = NameWords.Set("noncompliant violation violates flagged finding diagnostic smell antipattern pyi");

    /// <summary>Other tools' findings about the same: who turns one off at the catch has decided.</summary>
    static readonly HashSet<string> Decisions = NameWords.Set("CA1031 S2486 S108 RCS1075 ERP022");

    public static bool Exists(CatchClauseSyntax handler) => handler.DescendantTrivia(descendIntoTrivia: true).Where(IsComment).Sum(t => Telling(t)) >= 2 || IsDecided(handler);

    /// <summary>How many words of a comment tell something: in front of the catch, in it, and behind it on its last line.</summary>
    static int Telling(SyntaxTrivia comment)
    {
        var words = NameWords.Of(comment.ToString()).Words;
        return words.Any(Judgements.Contains) ? 0 : words.Distinct().Count(static w => !Empty.Contains(w) && w.Length > 1);
    }

    static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    static bool IsDecided(CatchClauseSyntax handler) => handler.CatchKeyword.GetPreviousToken() is var before
        && before.TrailingTrivia.Concat(handler.GetLeadingTrivia()).Concat(handler.CatchKeyword.TrailingTrivia)
            .Any(static t => t.GetStructure() is PragmaWarningDirectiveTriviaSyntax { DisableOrRestoreKeyword.RawKind: (int)SyntaxKind.DisableKeyword } pragma && pragma.ErrorCodes.Any(static c => Decisions.Contains(c.ToString())));
}
