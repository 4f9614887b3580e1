using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>A command line as the arguments it is split into: at spaces, outside of quotes.</summary>
static class CommandLine
{
    /// <summary>The arguments as C#; null where a hole is not a whole argument.</summary>
    public static List<string>? Arguments(ExpressionSyntax line, SemanticModel model)
    {
        if (SpelledText.Of(line, model) is not { } text) return null;
        var arguments = new List<string>();
        var word = new StringBuilder();
        var (isOpen, isQuoted, hole) = (false, false, (Piece?)null);
        foreach (var piece in text.Pieces)
        {
            if (piece.Hole is not null)
            {
                if (word.Length > 0 || hole is not null || IsSeveral(piece.Hole)) return null;
                (hole, isOpen) = (piece, true);
            }
            for (var i = 0; i < piece.Letters.Length; i++)
            {
                var letter = piece.Letters[i].Value;
                if (char.IsWhiteSpace(letter) && !isQuoted) End();
                else if (letter == '\\' && i + 1 < piece.Letters.Length && piece.Letters[i + 1].Value == '"') return null;
                else if (letter == '"') (isQuoted, isOpen) = (!isQuoted, true);
                else if (hole is not null) return null;
                else
                {
                    word.Append(letter);
                    isOpen = true;
                }
            }
        }
        End();
        return isQuoted ? null : arguments;

        void End()
        {
            if (isOpen) arguments.Add(hole is null ? SymbolDisplay.FormatLiteral(word.ToString(), quote: true) : Argument(hole, model));
            word.Clear();
            (isOpen, hole) = (false, null);
        }
    }

    /// <summary>string.Join(" ", files): more than one argument.</summary>
    static bool IsSeveral(ExpressionSyntax hole) => hole is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Join" } };

    static string Argument(Piece piece, SemanticModel model)
    {
        var hole = piece.Hole!;
        var code = hole.ToString();
        var info = model.GetTypeInfo(hole);
        if (piece.IsFormatted) return "$\"" + hole.Parent + "\"";
        var isPrimary = hole is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalAccessExpressionSyntax;
        if (info.Type?.SpecialType != SpecialType.System_String) return isPrimary ? $"$\"{{{code}}}\"" : $"$\"{{({code})}}\"";
        return info.Nullability.FlowState != NullableFlowState.MaybeNull ? code : isPrimary ? code + " ?? \"\"" : $"({code}) ?? \"\"";
    }
}
