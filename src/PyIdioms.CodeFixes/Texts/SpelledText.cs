using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>A character of a text and the characters of the source that spell it.</summary>
readonly record struct Letter(char Value, int Start, int End);

/// <summary>A stretch of a text: letters, or an expression whose text stands there.</summary>
/// <param name="Letters">The letters; of a constant their place is that of the expression.</param>
/// <param name="Hole">The expression; null for letters.</param>
/// <param name="Span">The letters without their quotes, or the hole with its braces.</param>
/// <param name="Owner">The literal or interpolated string that it belongs to; the hole itself between two strings.</param>
/// <param name="IsConstant">Whether the letters are those of a constant, which stands for them.</param>
sealed record Piece(ImmutableArray<Letter> Letters, ExpressionSyntax? Hole, TextSpan Span, ExpressionSyntax Owner, bool IsConstant = false)
{
    /// <summary>Whether the letters can be edited here.</summary>
    public bool IsSpelled => Hole is null && !IsConstant;

    /// <summary>Whether a hole has a format or an alignment.</summary>
    public bool IsFormatted => Hole?.Parent is InterpolationSyntax { AlignmentClause: not null } or InterpolationSyntax { FormatClause: not null };
}

/// <summary>A text as an expression spells it out: literals and interpolated strings, one behind the other, with holes.</summary>
sealed class SpelledText
{
    readonly List<Piece> pieces = [];
    readonly SemanticModel model;

    SpelledText(SemanticModel model) => this.model = model;

    public IReadOnlyList<Piece> Pieces => pieces;

    public IEnumerable<Piece> Holes => pieces.Where(p => p.Hole is not null);

    /// <summary>Null where the expression does not spell a text out, or does so with escapes that are hard to keep.</summary>
    public static SpelledText? Of(ExpressionSyntax expression, SemanticModel model)
    {
        var text = new SpelledText(model);
        return text.Add(expression) && text.pieces.Any(p => p.IsSpelled) ? text : null;
    }

    bool Add(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when model.GetTypeInfo(sum).Type?.SpecialType == SpecialType.System_String:
                return Add(sum.Left) && Add(sum.Right);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                var start = OpeningOf(literal).Length;
                return AddLetters(literal.Token.Text.Substring(start, literal.Token.Text.Length - start - ClosingOf(literal).Length), literal.SpanStart + start, literal);
            case InterpolatedStringExpressionSyntax interpolated:
                return interpolated.Contents.All(part => part is InterpolatedStringTextSyntax letters ? AddLetters(letters.TextToken.Text, letters.SpanStart, interpolated) : AddHole(((InterpolationSyntax)part).Expression, part.Span, interpolated));
            default:
                return AddHole(expression, expression.Span, expression);
        }
    }

    bool AddHole(ExpressionSyntax hole, TextSpan span, ExpressionSyntax owner)
    {
        var constant = model.GetConstantValue(hole) is { HasValue: true, Value: string known } ? known : null;
        pieces.Add(constant is null ? new([], hole, span, owner) : new([.. constant.Select(c => new Letter(c, span.Start, span.End))], null, span, owner, IsConstant: true));
        return true;
    }

    bool AddLetters(string source, int start, ExpressionSyntax owner)
    {
        var letters = ImmutableArray.CreateBuilder<Letter>(source.Length);
        var opening = OpeningOf(owner);
        var isRaw = opening.EndsWith("\"\"\"", StringComparison.Ordinal);
        var isVerbatim = opening.Contains('@');
        var isInterpolated = opening.Contains('$');
        for (var i = 0; i < source.Length;)
        {
            var (value, length) = (source[i], 1);
            if (!isRaw && (isInterpolated && value is '{' or '}' || isVerbatim && value == '"')) length = 2;
            else if (!isRaw && !isVerbatim && value == '\\')
            {
                if (i + 1 == source.Length || Unescaped(source[i + 1]) is not { } escaped) return false;
                (value, length) = (escaped, 2);
            }
            letters.Add(new(value, start + i, start + i + length));
            i += length;
        }
        pieces.Add(new(letters.ToImmutable(), null, new(start, source.Length), owner));
        return true;
    }

    static char? Unescaped(char letter) => letter switch
    {
        'n' => '\n', 'r' => '\r', 't' => '\t', '"' or '\\' => letter,
        _ => null,
    };

    /// <summary>What a string begins with: dollars, at signs and quotes.</summary>
    public static string OpeningOf(ExpressionSyntax owner) => owner switch
    {
        InterpolatedStringExpressionSyntax interpolated => interpolated.StringStartToken.Text,
        LiteralExpressionSyntax literal => literal.Token.Text is var text && text[0] == '@' ? "@\"" : text.StartsWith("\"\"\"", StringComparison.Ordinal) ? new('"', text.Length - text.TrimStart('"').Length) : "\"",
        _ => "",
    };

    public static string ClosingOf(ExpressionSyntax owner) => owner switch
    {
        InterpolatedStringExpressionSyntax interpolated => interpolated.StringEndToken.Text,
        _ => OpeningOf(owner).TrimStart('@'),
    };

    /// <summary>Whether what is inside of two strings can stand inside of one.</summary>
    public static bool AreJoinable(ExpressionSyntax left, ExpressionSyntax right) => left == right || OpeningOf(left) is { Length: > 0 } opening && opening == OpeningOf(right) && !opening.EndsWith("\"\"\"", StringComparison.Ordinal);
}
