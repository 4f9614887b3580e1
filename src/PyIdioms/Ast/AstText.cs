using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PyIdioms;

/// <summary>A syntax tree as text.</summary>
/// <remarks>Handbook, CPython Internals, "AST"; Python's <c>ast.dump</c>, with values as C# writes them.</remarks>
public static class AstText
{
    const int FewFields = 3;

    /// <summary>A node and all below it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="indent">By how many blanks each level is set off on lines of its own; null for one line.</param>
    /// <returns><c>Bin(Left=Num(Value=1), Op=Add, Right=Num(Value=2))</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="indent"/> is negative.</exception>
    /// <exception cref="InsufficientExecutionStackException">The tree is too deep.</exception>
    public static string Dump(IAstNode node, int? indent = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (indent is { } width) ArgumentOutOfRangeException.ThrowIfNegative(width, nameof(indent));
        return Format(node, indent, 0).Text;
    }

    /// <summary>A value, and whether it is so simple that a few of it go on a line.</summary>
    static (string Text, bool IsSimple) Format(object? value, int? indent, int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case IAstNode node:
                var fields = node.Fields.Select(f => (f.Key, Value: Format(f.Value, indent, level + 1))).ToList();
                var texts = fields.ConvertAll(static f => $"{f.Key}={f.Value.Text}");
                var fits = indent is null || fields.Count <= FewFields && fields.TrueForAll(static f => f.Value.IsSimple);
                return ($"{node.NodeName}({(fits ? string.Join(", ", texts) : OnLines(texts, indent, level + 1))})", fields.Count == 0);
            case string text:
                return (Quote(text, '"'), true);
            case IEnumerable sequence:
                var items = sequence.Cast<object?>().Select(item => Format(item, indent, level + 1).Text).ToList();
                return ($"[{OnLines(items, indent, level + 1)}]", items.Count == 0);
            case null:
                return ("null", true);
            case bool truth:
                return (truth ? "true" : "false", true);
            case char letter:
                return (Quote(letter.ToString(), '\''), true);
            case IFormattable number:
                return (number.ToString(null, CultureInfo.InvariantCulture), true);
            default:
                return (value.ToString() ?? "", true);
        }
    }

    static string OnLines(List<string> parts, int? indent, int level)
    {
        if (indent is not { } width || parts.Count == 0) return string.Join(", ", parts);
        var line = "\n" + new string(' ', width * level);
        return line + string.Join("," + line, parts);
    }

    static string Quote(string text, char quote)
    {
        var quoted = new StringBuilder(text.Length + 2).Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                '\\' => quoted.Append(@"\\"),
                _ when c == quote => quoted.Append('\\').Append(c),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append(quote).ToString();
    }
}
