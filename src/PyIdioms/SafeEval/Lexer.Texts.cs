using System.Text;

namespace PyIdioms;

/// <summary>Texts: <c>'a'</c>, <c>r"\d"</c>, <c>b'\x00'</c>, three quotes, and several in a row, which are one.</summary>
sealed partial class Lexer
{
    /// <summary>The letters before a quote, in lower case; null where they are a name.</summary>
    static string? PrefixOf(ReadOnlySpan<char> word) => word.ToString().ToLowerInvariant() switch
    {
        "r" or "b" or "u" or "f" or "t" or "br" or "fr" or "tr" => word.ToString().ToLowerInvariant(),
        "rb" => "br",
        "rf" => "fr",
        "rt" => "tr",
        _ => null,
    };

    void ReadTexts(string prefix)
    {
        var isBytes = prefix.StartsWith('b');
        Kind = isBytes ? Token.Bytes : Token.Text;
        string? one = null;
        StringBuilder? all = null;
        var (start, formatted) = (at, false);
        while (true)
        {
            formatted |= prefix.Contains('f', StringComparison.Ordinal) || prefix.Contains('t', StringComparison.Ordinal);
            var part = ReadText(prefix.Contains('r', StringComparison.Ordinal), isBytes);
            if (one is null) one = part;
            else (all ??= new StringBuilder(one)).Append(part);
            start = at;
            SkipBlanks();
            var word = at;
            while (at < text.Length && at - word < 3 && char.IsAsciiLetter(text[at])) at++;
            if (at == text.Length || text[at] is not ('"' or '\'') || (prefix = at == word ? "" : PrefixOf(text.AsSpan(word, at - word)) ?? "-") == "-") break;
            if (prefix.StartsWith('b') != isBytes) throw Error(EvalErrorKind.Syntax, "bytes and text cannot be put together", word);
        }
        at = start;
        if (formatted) Kind = Token.Format;
        var joined = all?.ToString() ?? one;
        Value = isBytes ? Encoding.Latin1.GetBytes(joined) : joined;
    }

    string ReadText(bool isRaw, bool isBytes)
    {
        var open = at;
        var quote = text[at];
        var isLong = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        at += isLong ? 3 : 1;
        var begin = at;
        // Most texts have nothing to translate.
        var stop = text.AsSpan(at).IndexOfAny([quote, '\\', '\n', '\r']);
        if (!isLong && stop >= 0 && text[at + stop] == quote && !isBytes)
        {
            at += stop + 1;
            return text.Substring(begin, stop);
        }
        var built = new StringBuilder();
        while (true)
        {
            if (at >= text.Length) throw Error(EvalErrorKind.Syntax, isLong ? "the three quotes of a text are not closed" : "the quote of a text is not closed", open);
            var c = text[at];
            if (c == quote && (!isLong || at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote))
            {
                at += isLong ? 3 : 1;
                return built.ToString();
            }
            if (c is '\n' or '\r')
            {
                if (!isLong) throw Error(EvalErrorKind.Syntax, "the quote of a text is not closed in its line", open);
                SkipLineEnd();
                built.Append('\n');
            }
            else if (c == '\\') Escape(built, isRaw, isBytes);
            else
            {
                if (isBytes && c > 127) throw Error(EvalErrorKind.Syntax, "bytes are written in ASCII, others as \\x80", at);
                built.Append(c);
                at++;
            }
        }
    }

    void Escape(StringBuilder built, bool isRaw, bool isBytes)
    {
        var start = at++;
        if (at == text.Length) return;
        var c = text[at];
        if (isRaw)
        {
            built.Append('\\');
            if (c is '\n' or '\r')
            {
                SkipLineEnd();
                built.Append('\n');
            }
            else
            {
                if (isBytes && c > 127) throw Error(EvalErrorKind.Syntax, "bytes are written in ASCII, others as \\x80", at);
                built.Append(c);
                at++;
            }
            return;
        }
        switch (c)
        {
            case '\n' or '\r': SkipLineEnd(); return;
            case '\\' or '\'' or '"': built.Append(c); break;
            case 'a': built.Append('\a'); break;
            case 'b': built.Append('\b'); break;
            case 'f': built.Append('\f'); break;
            case 'n': built.Append('\n'); break;
            case 'r': built.Append('\r'); break;
            case 't': built.Append('\t'); break;
            case 'v': built.Append('\v'); break;
            case >= '0' and <= '7':
                var octal = 0;
                for (var i = 0; i < 3 && at < text.Length && text[at] is >= '0' and <= '7'; i++) octal = octal * 8 + (text[at++] - '0');
                built.Append((char)(isBytes ? octal & 255 : octal));
                return;
            case 'x': Append(built, 2, start); return;
            case 'u' when !isBytes: Append(built, 4, start); return;
            case 'U' when !isBytes: Append(built, 8, start); return;
            case 'N' when !isBytes: throw Error(EvalErrorKind.NotAllowed, "characters by name have no place here: write \\u and a number", start);
            default:
                // Python keeps the backslash of what it does not know; the character itself is read again.
                built.Append('\\');
                return;
        }
        at++;
    }

    void Append(StringBuilder built, int digits, int start)
    {
        at++;
        var value = 0L;
        for (var i = 0; i < digits; i++, at++)
        {
            if (at >= text.Length || !char.IsAsciiHexDigit(text[at])) throw Error(EvalErrorKind.Syntax, $"{digits} hexadecimal digits belong behind \\{text[start + 1]}", start);
            value = value * 16 + Convert.ToInt32(text[at].ToString(), 16);
        }
        if (value > 0x10FFFF) throw Error(EvalErrorKind.Syntax, "there is no such character: the last is \\U0010ffff", start);
        if (value > 0xFFFF) built.Append(char.ConvertFromUtf32((int)value));
        else built.Append((char)value);
    }
}
