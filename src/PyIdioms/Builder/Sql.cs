using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>A piece of SQL written as an interpolated string, of which every value becomes a parameter: <c>Sql adults = $"age >= {age}"</c>.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Builder pattern"; PEP 675. The literal parts are constants of the program. A value in braces is never text: a list becomes
/// the list of an <c>IN</c>, another piece and a <see cref="QueryBuilder"/> go in as they are, <see cref="Name"/> is the one way for a name that is computed.
/// </remarks>
[InterpolatedStringHandler]
public sealed class Sql
{
    SqlPart[] parts;
    int count;

    /// <summary>Begins a piece. The compiler calls it.</summary>
    /// <param name="literalLength">How long the literal parts are.</param>
    /// <param name="formattedCount">How many values there are.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Sql(int literalLength, int formattedCount) => parts = new SqlPart[Math.Max(1, Math.Min(2 * formattedCount + 1, literalLength + formattedCount))];

    Sql(SqlPart part) => (parts, count) = ([part], 1);

    internal ReadOnlySpan<SqlPart> Parts => new(parts, 0, count);

    internal bool IsEmpty => Parts is [] || Parts is [{ Text: { } text }] && string.IsNullOrWhiteSpace(text);

    /// <summary>Whether it says OR outside of parentheses and quotes, and needs parentheses beside something else.</summary>
    internal bool HasOr
    {
        get
        {
            var (depth, isQuoted) = (0, false);
            foreach (var part in Parts)
            {
                for (var i = 0; part.Text is { } text && i < text.Length; i++)
                {
                    if (text[i] == '\'') isQuoted = !isQuoted;
                    else if (isQuoted) continue;
                    else if (text[i] == '(') depth++;
                    else if (text[i] == ')') depth--;
                    else if (depth <= 0 && IsOr(text, i)) return true;
                }
            }
            return false;
        }
    }

    static bool IsOr(string text, int at) =>
        string.Compare(text, at, "OR", 0, 2, StringComparison.OrdinalIgnoreCase) == 0 && at + 2 <= text.Length && !IsWord(text, at - 1) && !IsWord(text, at + 2);

    static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$');

    /// <summary>Text that the program itself wrote.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">There is no text, or nothing but white space.</exception>
    public static Sql Of([LiteralString] string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new(SqlPart.Literal(text));
    }

    /// <summary>The name of a column or table in double quotes, whatever it consists of: the way for a name that is computed.</summary>
    /// <param name="name">The name; dots are part of it.</param>
    /// <remarks>It does no harm, but a user may still name a column that you did not mean: compare with those you mean where that matters.</remarks>
    /// <exception cref="ArgumentException">The name is empty or has a NUL in it.</exception>
    public static Sql Name(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A name has no NUL in it.", nameof(name));
        return new(SqlPart.Literal($"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }

    /// <summary>Takes a literal part. The compiler calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral([LiteralString] string text) => Add(SqlPart.Literal(text));

    /// <summary>Takes a piece. The compiler calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted(Sql piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        if (!piece.HasOr)
        {
            Add(piece.Parts);
            return;
        }
        Add(SqlPart.Literal("("));
        Add(piece.Parts);
        Add(SqlPart.Literal(")"));
    }

    /// <summary>Takes a query, in parentheses. The compiler calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted(QueryBuilder query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Add(SqlPart.Inner(query));
    }

    /// <summary>Takes a text as a value. The compiler calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted(string? value) => Add(SqlPart.Parameter(value));

    /// <summary>Takes a value. The compiler calls it.</summary>
    /// <exception cref="ArgumentException">A list has null in it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value)
    {
        switch (value)
        {
            case Sql piece: AppendFormatted(piece); break;
            case QueryBuilder query: AppendFormatted(query); break;
            case null or string or byte[] or not IEnumerable: Add(SqlPart.Parameter(value)); break;
            case IEnumerable items: Add(SqlPart.List(items)); break;
        }
    }

    /// <summary>The text, with a question mark for each value.</summary>
    public override string ToString() => string.Concat(parts.Take(count).Select(static part => part.Text ?? "?"));

    void Add(SqlPart part) => Add(new ReadOnlySpan<SqlPart>(in part));

    void Add(ReadOnlySpan<SqlPart> more)
    {
        if (count + more.Length > parts.Length) Array.Resize(ref parts, Math.Max(2 * parts.Length, count + more.Length));
        more.CopyTo(parts.AsSpan(count));
        count += more.Length;
    }
}
