using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>A text with named holes, as structured logs have it, made of a text that was put together.</summary>
/// <param name="Text">The template, as it is written in C#.</param>
/// <param name="Arguments">What fills its holes, in their order.</param>
sealed record MessageTemplate(string Text, ImmutableArray<string> Arguments)
{
    static readonly Regex Hole = new(@"(?<!\{)(?:\{\{)*\{(?<name>[@$]?[A-Za-z0-9_]+)(?<rest>[,:][^{}]*)?\}", RegexOptions.CultureInvariant);

    /// <summary>Null where its pieces cannot be told apart.</summary>
    /// <param name="expression">An interpolated string, a sum, a call of <c>string.Format</c>.</param>
    /// <param name="given">What fills holes that it has already.</param>
    public static MessageTemplate? Of(ExpressionSyntax expression, ImmutableArray<string> given, SemanticModel model, CancellationToken cancel)
    {
        var writer = new Writer(given, model, cancel);
        while (expression is ParenthesizedExpressionSyntax inner) expression = inner.Expression;
        var text = expression switch
        {
            InterpolatedStringExpressionSyntax interpolated => writer.OfInterpolated(interpolated),
            BinaryExpressionSyntax sum => writer.OfSum(sum),
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax format }, ..] values } when given.IsEmpty => writer.OfFormat(format, [.. values.Skip(1).Select(v => v.Expression)]),
            _ => null,
        };
        return text is null || !writer.IsComplete ? null : new(text, writer.Arguments);
    }

    sealed class Writer(ImmutableArray<string> given, SemanticModel model, CancellationToken cancel)
    {
        readonly ImmutableArray<string>.Builder arguments = ImmutableArray.CreateBuilder<string>();
        readonly HoleNames names = new();
        int taken;

        public bool IsComplete => taken == given.Length;

        public ImmutableArray<string> Arguments => arguments.ToImmutable();

        /// <summary>The literal stays as it is written, but for its holes.</summary>
        public string? OfInterpolated(InterpolatedStringExpressionSyntax text)
        {
            var start = text.StringStartToken.Text;
            var isRaw = start.EndsWith("\"\"\"", StringComparison.Ordinal);
            var dollars = start.Count(c => c == '$');
            var result = new StringBuilder(start.Replace("$", ""));
            foreach (var part in text.Contents)
            {
                if (part is InterpolatedStringTextSyntax words)
                {
                    var own = words.TextToken.Text;
                    // With $$""" a single brace is text; a template doubles it.
                    if (dollars > 1) own = given.IsEmpty ? own.Replace("{", "{{").Replace("}", "}}") : own;
                    else if (!given.IsEmpty) own = own.Replace("{{", "{").Replace("}}", "}");
                    result.Append(Known(own));
                }
                else if (part is InterpolationSyntax hole)
                {
                    if (Inlined(hole.Expression) is { } constant && hole is { AlignmentClause: null, FormatClause: null }) result.Append(constant);
                    else Add(result, hole.Expression, hole.AlignmentClause?.ToString().Replace(" ", ""), hole.FormatClause?.ToString());
                }
            }
            return isRaw || text.StringEndToken.Text == "\"" ? result.Append(text.StringEndToken.Text).ToString() : null;
        }

        public string? OfSum(BinaryExpressionSyntax sum)
        {
            var result = new StringBuilder();
            foreach (var part in Parts(sum))
            {
                if (model.GetConstantValue(part, cancel) is { HasValue: true, Value: var constant }) result.Append(given.IsEmpty ? Escaped(constant?.ToString() ?? "") : Known(constant?.ToString() ?? ""));
                else if (part is InterpolatedStringExpressionSyntax) return null;
                else Add(result, part, null, null);
            }
            return SymbolDisplay.FormatLiteral(result.ToString(), quote: true);
        }

        /// <summary>The literal of the format with names for its numbers.</summary>
        public string? OfFormat(LiteralExpressionSyntax format, ImmutableArray<ExpressionSyntax> values)
        {
            var isKnown = true;
            var text = Regex.Replace(format.Token.Text, @"(?<!\{)\{(?<index>\d+)(?<rest>[,:][^{}]*)?\}(?!\})", match =>
            {
                var index = int.Parse(match.Groups["index"].Value, System.Globalization.CultureInfo.InvariantCulture);
                if (index >= values.Length)
                {
                    isKnown = false;
                    return match.Value;
                }
                arguments.Add(Argument(values[index]));
                return "{" + names.Of(values[index]) + match.Groups["rest"].Value + "}";
            });
            return isKnown && arguments.Count > 0 ? text : null;
        }

        /// <summary>The operands of a concatenation; sums of numbers in front of it stay together.</summary>
        IEnumerable<ExpressionSyntax> Parts(ExpressionSyntax expression)
        {
            switch (expression)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when model.GetTypeInfo(sum, cancel).Type?.SpecialType == SpecialType.System_String:
                    return Parts(sum.Left).Concat(Parts(sum.Right));
                case ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax inner } when model.GetTypeInfo(inner, cancel).Type?.SpecialType == SpecialType.System_String:
                    return Parts(inner);
                default:
                    return [expression];
            }
        }

        void Add(StringBuilder text, ExpressionSyntax value, string? alignment, string? format)
        {
            arguments.Add(Argument(value));
            text.Append('{').Append(names.Of(value)).Append(alignment).Append(format).Append('}');
        }

        static string Argument(ExpressionSyntax value) => value is ParenthesizedExpressionSyntax inner ? inner.Expression.ToString() : value.ToString();

        /// <summary>A text with holes that arguments fill already: they take theirs, in order.</summary>
        string Known(string text)
        {
            if (given.IsEmpty) return text;
            foreach (Match match in Hole.Matches(text))
            {
                names.Take(match.Groups["name"].Value);
                if (taken < given.Length) arguments.Add(given[taken]);
                taken++;
            }
            return text;
        }

        /// <summary>A name of the program is text, not a value.</summary>
        string? Inlined(ExpressionSyntax value) => model.GetConstantValue(value, cancel) is { HasValue: true, Value: string { Length: > 0 } constant } && constant.All(c => char.IsLetterOrDigit(c) || c is '_' or ' ' or '.' or '-') ? constant : null;

        static string Escaped(string text) => text.Replace("{", "{{").Replace("}", "}}");
    }
}
