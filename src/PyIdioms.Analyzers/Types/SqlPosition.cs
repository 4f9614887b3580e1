using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>Where in an SQL text a part stands: as a name, or as a value.</summary>
static class SqlPosition
{
    static readonly HashSet<string> BeforeNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "VIEW", "INDEX", "SCHEMA", "DATABASE", "SEQUENCE", "PROCEDURE", "FUNCTION", "TRIGGER", "COLUMN", "CONSTRAINT", "TYPE", "ROLE", "USER", "EXISTS", "ONLY", "ON",
        "BY", "SELECT", "DISTINCT", "EXEC", "EXECUTE", "CALL", "AS", "TRUNCATE", "LISTEN", "NOTIFY", "UNLISTEN", "REFERENCES", "RENAME", "TO", "USE", "KEY", "COPY", "PARTITION", "SET", "DELETE", "MERGE", "USING", "REINDEX", "VACUUM", "ANALYZE", "DROP", "ADD", "PRAGMA",
    };

    static readonly HashSet<string> BeforeOperands = new(StringComparer.OrdinalIgnoreCase) { "WHERE", "AND", "OR", "HAVING", "NOT" };

    /// <summary>Whether a part stands where a table, a schema or a column is named.</summary>
    public static bool IsName(Origin part)
    {
        var before = part.Before;
        if (before.Length == 0) return IsQualifier(part.After);
        var last = before[before.Length - 1];
        if (last is '[' or '"' or '`') return true;
        if (last == '.' || IsParameterName(part)) return true;
        if (last == Value.Hole) return false;
        if (last is '_' || char.IsLetterOrDigit(last)) return IsNamePrefix(before);
        var trimmed = before.TrimEnd();
        if (trimmed.Length == 0) return false;
        last = trimmed[trimmed.Length - 1];
        if (last is ',' or '(') return IsInNameList(trimmed);
        if (last == '=') return IsPragma(trimmed);
        var word = LastWord(trimmed);
        return BeforeNames.Contains(word) || BeforeOperands.Contains(word) && IsFollowedByOperator(part.After);
    }

    /// <summary>Whether a part stands between the quotes of an identifier.</summary>
    public static bool IsQuotedName(Origin part) => part.Before is [.., '[' or '"' or '`'] && part.After is null or [] or [']' or '"' or '`', ..];

    /// <summary>{schema}.users, where the text begins: what is in front of a point is a schema or a table.</summary>
    static bool IsQualifier(string? after) => after is ['.', var next, ..] && (next is '_' or '[' or '"' or '`' || char.IsLetter(next));

    /// <summary>@{name}, :{name}, @p_{suffix}: the name of a parameter of the statement.</summary>
    public static bool IsParameterName(Origin part)
    {
        var before = part.Before;
        var at = before.Length - 1;
        while (at >= 0 && (before[at] == '_' || char.IsLetterOrDigit(before[at]))) at--;
        if (at < 0 || before[at] is not ('@' or ':')) return false;
        return at == 0 || char.IsWhiteSpace(before[at - 1]) || before[at - 1] is '(' or ',' or '=' or '<' or '>' or '+' or '-' or '*' or '/' or '|';
    }

    /// <summary>PRAGMA cache_size = {size}: a setting of the database, which takes a word and no parameter.</summary>
    static bool IsPragma(string before)
    {
        var start = before.Length - 1;
        while (start > 0 && (before[start - 1] is '_' or '.' or ' ' or Value.Hole || char.IsLetterOrDigit(before[start - 1]))) start--;
        return before.Substring(start).TrimStart().StartsWith("PRAGMA ", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>FROM app_{tenant}: the rest of a name.</summary>
    static bool IsNamePrefix(string before)
    {
        var start = before.Length;
        while (start > 0 && (before[start - 1] is '_' or '.' || char.IsLetterOrDigit(before[start - 1]))) start--;
        return start > 0 && BeforeNames.Contains(LastWord(before.Substring(0, start).TrimEnd()));
    }

    /// <summary>SELECT a, {column}; INSERT INTO t ({columns}: lists of names, unless they are lists of values.</summary>
    static bool IsInNameList(string before)
    {
        var words = before.Split([' ', ',', '(', ')', '\n', '\r', '\t', Value.Hole], StringSplitOptions.RemoveEmptyEntries);
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (words[i].ToUpperInvariant() is "VALUES" or "IN" or "WHERE" or "LIKE" or "BETWEEN" or "LIMIT" || words[i].IndexOfAny(['=', '\'', '<', '>']) >= 0) return false;
            if (BeforeNames.Contains(words[i])) return true;
        }
        return false;
    }

    static bool IsFollowedByOperator(string? after)
    {
        var rest = (after ?? "").TrimStart();
        return rest.Length > 0 && (rest[0] is '=' or '<' or '>' or '!' || rest.Split(' ')[0].ToUpperInvariant() is "IN" or "IS" or "LIKE" or "BETWEEN" or "NOT");
    }

    static string LastWord(string text)
    {
        var start = text.Length;
        while (start > 0 && (text[start - 1] == '_' || char.IsLetterOrDigit(text[start - 1]))) start--;
        return text.Substring(start);
    }
}
