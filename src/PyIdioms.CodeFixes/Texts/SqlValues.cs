using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>A value that an SQL text spells out with holes, and that can be a parameter instead.</summary>
/// <param name="Span">The value with its quotes.</param>
/// <param name="Expression">The value as C#.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="First">The piece that the value begins in or stands behind.</param>
/// <param name="Last">The piece that it ends in or stands before; null where it ends the text.</param>
/// <param name="Holes">The holes in it.</param>
sealed record SqlValue(TextSpan Span, string Expression, string Name, Piece First, Piece? Last, ImmutableArray<Piece> Holes)
{
    /// <summary>Whether null can get here.</summary>
    public bool MayBeNull { get; init; }
}

/// <summary>Finds the values among the holes of an SQL text: what stands in quotes, or where only a value can stand.</summary>
sealed class SqlValues
{
    static readonly Regex Statement = new(@"^\(*\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|REPLACE|VALUES|EXEC|EXECUTE|CALL)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    static readonly Regex BeforeQuoted = new(@"([=<>+(,]|\|\||\b(LIKE|ILIKE|GLOB|REGEXP|BETWEEN|AND|OR|IN|WHEN|THEN|ELSE|SELECT|RETURNING|VALUES)\s*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    static readonly Regex BeforeBare = new(@"([=<>]|\b(LIKE|ILIKE)|\bVALUES\s*\(([^()]|\([^()]*\))*[(,]|\bVALUES\s*\()\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    readonly SpelledText text;
    readonly SemanticModel model;
    readonly bool everyHole;
    readonly List<SqlValue> values = [];
    readonly List<Piece> left = [];

    /// <summary>The statement so far, its values and comments as marks.</summary>
    readonly StringBuilder before = new();

    SqlValues(SpelledText text, SemanticModel model, bool everyHole)
    {
        this.text = text;
        this.model = model;
        this.everyHole = everyHole;
    }

    public IReadOnlyList<SqlValue> Values => values;

    /// <summary>Holes that stay: numbers and dates outside of quotes.</summary>
    public IReadOnlyList<Piece> Left => left;

    /// <summary>Null where a hole that may hold any text, or any hole at all, is no value.</summary>
    public static SqlValues? In(SpelledText text, SemanticModel model, bool everyHole)
    {
        var found = new SqlValues(text, model, everyHole);
        return found.Scan() && found.values.Count > 0 ? found : null;
    }

    bool Scan()
    {
        for (var (piece, letter) = (0, 0); piece < text.Pieces.Count;)
        {
            var at = text.Pieces[piece];
            if (at.Hole is not null)
            {
                if (!AddBare(piece)) return false;
                before.Append('?');
                (piece, letter) = (piece + 1, 0);
            }
            else if (letter >= at.Letters.Length) (piece, letter) = (piece + 1, 0);
            else if (at.Letters[letter].Value == '\'')
            {
                if (Quoted(ref piece, ref letter) is false) return false;
                before.Append('?');
            }
            else if (!Skip(ref piece, ref letter)) return false;
        }
        return true;
    }

    /// <summary>A letter, a quoted name or a comment; these have no holes.</summary>
    bool Skip(ref int piece, ref int letter)
    {
        var letters = text.Pieces[piece].Letters;
        var (value, next) = (letters[letter].Value, letter + 1 < letters.Length ? letters[letter + 1].Value : '\0');
        var end = (value, next) switch { ('"', _) => "\"", ('`', _) => "`", ('[', _) => "]", ('-', '-') => "\n", ('/', '*') => "*/", _ => "" };
        if (value == ';') before.Clear();
        else before.Append(end is "" or "]" ? value : end is "\"" or "`" ? 'x' : ' ');
        if (end.Length == 0)
        {
            letter++;
            return true;
        }
        for (var at = letter + 1; at < letters.Length; at++)
        {
            if (at + end.Length > letters.Length || !end.Select((c, i) => letters[at + i].Value == c).All(same => same)) continue;
            letter = at + end.Length;
            return true;
        }
        var isLast = text.Pieces.Skip(piece + 1).All(p => p.Hole is null);
        letter = letters.Length;
        return isLast;
    }

    /// <summary>From one quote to the other.</summary>
    bool Quoted(ref int piece, ref int letter)
    {
        var (first, open) = (piece, letter);
        var parts = new List<object>();
        var content = new StringBuilder();
        for (letter++; piece < text.Pieces.Count; (piece, letter) = (piece + 1, 0))
        {
            var at = text.Pieces[piece];
            if (at.Hole is not null)
            {
                if (content.Length > 0) parts.Add(content.ToString());
                content.Clear();
                parts.Add(at);
            }
            for (; letter < at.Letters.Length; letter++)
            {
                if (at.Letters[letter].Value != '\'')
                {
                    content.Append(at.Letters[letter].Value);
                    continue;
                }
                if (letter + 1 < at.Letters.Length && at.Letters[letter + 1].Value == '\'')
                {
                    content.Append('\'');
                    letter++;
                    continue;
                }
                letter++;
                if (content.Length > 0) parts.Add(content.ToString());
                return !parts.OfType<Piece>().Any() || AddQuoted(first, open, piece, letter - 1, parts);
            }
        }
        return false;
    }

    bool AddQuoted(int first, int open, int last, int close, List<object> parts)
    {
        var (opening, closing) = (text.Pieces[first], text.Pieces[last]);
        var isUnicode = open > 0 && opening.Letters[open - 1].Value is 'N' or 'n' && (open == 1 || !IsWord(opening.Letters[open - 2].Value));
        var statement = (isUnicode ? before.ToString(0, before.Length - 1) : before.ToString()).TrimEnd();
        var holes = parts.OfType<Piece>().ToImmutableArray();
        if (holes.All(h => !MayHoldText(h)))
        {
            left.AddRange(holes);
            return true;
        }
        if (!Statement.IsMatch(before.ToString().TrimStart()) || !BeforeQuoted.IsMatch(statement)) return false;
        if (close + 1 < closing.Letters.Length && IsWord(closing.Letters[close + 1].Value)) return false;
        if (!opening.IsSpelled || !closing.IsSpelled || !SpelledText.AreJoinable(opening.Owner, closing.Owner)) return false;
        if (Expression(parts) is not { } expression) return false;
        var span = TextSpan.FromBounds(opening.Letters[isUnicode ? open - 1 : open].Start, closing.Letters[close].End);
        values.Add(new(span, expression, NameOf(holes[0].Hole!), opening, closing, holes) { MayBeNull = parts.Count == 1 && MayBeNull(holes[0].Hole!) });
        return true;
    }

    bool AddBare(int piece)
    {
        var hole = text.Pieces[piece];
        if (!MayHoldText(hole))
        {
            left.Add(hole);
            return true;
        }
        var (previous, next) = (piece > 0 ? text.Pieces[piece - 1] : null, piece + 1 < text.Pieces.Count ? text.Pieces[piece + 1] : null);
        if (previous?.Hole is not null || next?.Hole is not null || previous is null || hole.IsFormatted) return false;
        if (next is { Letters: [var following, ..] } && (IsWord(following.Value) || following.Value is '.' or '(' or '\'')) return false;
        if (!Statement.IsMatch(before.ToString().TrimStart()) || !BeforeBare.IsMatch(before.ToString())) return false;
        if (hole.Owner == hole.Hole && !(previous.IsSpelled && (next is null || next.IsSpelled && SpelledText.AreJoinable(previous.Owner, next.Owner)))) return false;
        if (Expression([hole]) is not { } expression) return false;
        var span = hole.Owner != hole.Hole ? hole.Span : TextSpan.FromBounds(previous.Span.End, next?.Span.Start ?? hole.Span.End);
        values.Add(new(span, expression, NameOf(hole.Hole!), previous, next, [hole]) { MayBeNull = MayBeNull(hole.Hole!) });
        return true;
    }

    static bool IsWord(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    bool MayHoldText(Piece hole) => everyHole || !model.GetTypeInfo(hole.Hole!).Type.IsScalar();

    bool MayBeNull(ExpressionSyntax hole) => model.GetTypeInfo(hole).Nullability.FlowState == NullableFlowState.MaybeNull;

    /// <summary>The value as C#: the hole itself, or text around it.</summary>
    string? Expression(List<object> parts)
    {
        if (parts is [Piece only]) return only.IsFormatted ? null : ExpressionOf(only.Hole!, isAlone: true);
        if (parts[0] is Piece && parts[1] is Piece && model.GetTypeInfo(((Piece)parts[0]).Hole!).Type?.SpecialType != SpecialType.System_String) return null;
        var operands = parts.Select(part => part is Piece hole ? hole.IsFormatted ? null : ExpressionOf(hole.Hole!, isAlone: false) : SymbolDisplay.FormatLiteral((string)part, quote: true)).ToArray();
        return operands.Contains(null) ? null : string.Join(" + ", operands);
    }

    string? ExpressionOf(ExpressionSyntax hole, bool isAlone)
    {
        while (hole is ParenthesizedExpressionSyntax inner && isAlone) hole = inner.Expression;
        hole = Unescaped(hole);
        if (hole.DescendantTokens().Any(t => t.ValueText.Contains('\''))) return null;
        var code = hole.ToString();
        var type = model.GetTypeInfo(hole).Type;
        var isPrimary = hole is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax;
        if (type is { SpecialType: SpecialType.System_String } || type.IsScalar()) return isPrimary || isAlone ? code : $"({code})";
        return type is { IsValueType: true, TypeKind: TypeKind.Struct, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } and not INamedTypeSymbol { IsRefLikeType: true } ? isPrimary ? code + ".ToString()" : $"({code}).ToString()" : null;
    }

    /// <summary>name.Replace("'", "''") is name: a parameter needs no quotes doubled.</summary>
    static ExpressionSyntax Unescaped(ExpressionSyntax hole) =>
        hole is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" } access, ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.ValueText: "'" } }, { Expression: LiteralExpressionSyntax { Token.ValueText: "''" } }, ..] }
            ? access.Expression : hole;

    static string NameOf(ExpressionSyntax hole) => (hole switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is var member && member is "Value" ? NameOf(access.Expression) : member,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => NameOf(call.Expression),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } => new string([.. key.Token.ValueText.Where(IsWord)]),
        ElementAccessExpressionSyntax element => NameOf(element.Expression),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax member } => member.Name.Identifier.ValueText,
        ParenthesizedExpressionSyntax inner => NameOf(inner.Expression),
        PostfixUnaryExpressionSyntax unary => NameOf(unary.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => NameOf(coalesce.Left),
        AwaitExpressionSyntax awaited => NameOf(awaited.Expression),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        _ => "value",
    }).TrimStart('_') is { Length: > 0 } found && !char.IsDigit(found[0]) ? found : "value";
}
