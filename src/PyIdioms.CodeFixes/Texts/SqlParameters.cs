using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>A parameter that an SQL text gets for a value: <c>@name</c>.</summary>
readonly record struct SqlParameter(string Name, string Expression, bool MayBeNull);

/// <summary>An SQL text whose values become parameters.</summary>
sealed class SqlParameters
{
    readonly SpelledText text;
    readonly SqlValues values;

    SqlParameters(SpelledText text, SqlValues values)
    {
        this.text = text;
        this.values = values;
    }

    /// <param name="sql">What spells the text out.</param>
    /// <param name="model">Of its file.</param>
    /// <param name="everyHole">Whether numbers and dates become parameters too.</param>
    public static SqlParameters? Of(ExpressionSyntax sql, SemanticModel model, bool everyHole = false) =>
        SpelledText.Of(sql, model) is { } text && SqlValues.In(text, model, everyHole) is { } values ? new(text, values) : null;

    /// <summary>Puts <c>@name</c> where values stand, and says which they are.</summary>
    public List<SqlParameter> Name(TextEdits edits, string mark)
    {
        var parameters = new List<SqlParameter>();
        var taken = new HashSet<string>(Marked(), StringComparer.OrdinalIgnoreCase);
        foreach (var value in values.Values)
        {
            var known = parameters.FirstOrDefault(p => p.Expression == value.Expression);
            if (known.Name is null)
            {
                var name = value.Name;
                for (var number = 2; !taken.Add(name); number++) name = value.Name + number;
                parameters.Add(known = new(name, value.Expression, value.MayBeNull));
            }
            edits.Replace(value.Span, mark + known.Name + (value.Last is null ? Closing(value) : ""));
        }
        foreach (var owner in text.Pieces.Select(p => p.Owner).OfType<InterpolatedStringExpressionSyntax>().Distinct()) Calm(owner, edits);
        return parameters;
    }

    /// <summary>A hole behind the last string takes that string's closing quote with it.</summary>
    static string Closing(SqlValue value) => value.Holes is [{ Owner: var owner, Hole: var hole }] && owner == hole ? SpelledText.ClosingOf(value.First.Owner) : "";

    /// <summary>Names of parameters that the text has already.</summary>
    IEnumerable<string> Marked() => string.Concat(text.Pieces.Select(p => p.Hole is null ? string.Concat(p.Letters.Select(l => l.Value)) : "?")).Split('@', ':').Skip(1)
        .Select(rest => string.Concat(rest.TakeWhile(c => c == '_' || char.IsLetterOrDigit(c))));

    /// <summary>A string without holes needs no dollar.</summary>
    void Calm(InterpolatedStringExpressionSyntax owner, TextEdits edits)
    {
        var isFilled = values.Left.Any(h => h.Owner == owner) || text.Pieces.Any(p => p.Owner == owner && (p.IsConstant || p.Letters.Any(l => l.Value is '{' or '}')));
        if (isFilled) return;
        var start = owner.StringStartToken;
        edits.Replace(start.Span, start.Text.Replace("$", ""));
    }

    /// <summary>Makes one interpolated string of the text, in which the values are holes; false where it does not become one.</summary>
    public bool Interpolate(TextEdits edits)
    {
        var owners = text.Pieces.Where(p => p.IsSpelled).Select(p => p.Owner).Distinct().ToArray();
        if (text.Pieces.Any(p => p.IsConstant)) return false;
        var isInterpolated = owners[0] is InterpolatedStringExpressionSyntax;
        var opening = SpelledText.OpeningOf(owners[0]);
        if (opening.StartsWith("$$", StringComparison.Ordinal) || !isInterpolated && text.Pieces.Any(p => p.Letters.Any(l => l.Value is '{' or '}'))) return false;
        foreach (var (left, right) in text.Pieces.Zip(text.Pieces.Skip(1), (left, right) => (left, right)))
        {
            if (left.Owner != right.Owner && !values.Values.Any(v => v.Span.Start <= left.Span.End && v.Span.End >= right.Span.Start)) return false;
        }
        foreach (var value in values.Values) edits.Replace(value.Span, "{" + (IsAmbiguous(value.Expression) ? $"({value.Expression})" : value.Expression) + "}" + (value.Last is null ? Closing(value) : ""));
        if (!isInterpolated) edits.Replace(new TextSpan(owners[0].SpanStart, 0), "$");
        return true;
    }

    /// <summary>A colon would begin the format of a hole.</summary>
    static bool IsAmbiguous(string expression) => SyntaxFactory.ParseExpression(expression) is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax) && expression.Contains(':');
}
