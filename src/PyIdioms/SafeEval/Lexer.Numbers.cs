using System.Globalization;
using System.Numerics;

namespace PyIdioms;

/// <summary>Numbers: <c>1_000</c>, <c>0xff</c>, <c>1e5</c>, <c>2j</c>.</summary>
sealed partial class Lexer
{
    void ReadNumber()
    {
        if (text[at] == '0' && at + 1 < text.Length)
        {
            switch (text[at + 1])
            {
                case 'x' or 'X': ReadRadix(4, "hexadecimal"); return;
                case 'o' or 'O': ReadRadix(3, "octal"); return;
                case 'b' or 'B': ReadRadix(1, "binary"); return;
            }
        }
        var isFloat = false;
        Digits(text[at] == '.');
        var whole = at;
        if (at < text.Length && text[at] == '.')
        {
            isFloat = true;
            at++;
            if (at < text.Length && char.IsAsciiDigit(text[at])) Digits(false);
        }
        if (at < text.Length && text[at] is 'e' or 'E' && HasExponent())
        {
            isFloat = true;
            at += text[at + 1] is '+' or '-' ? 2 : 1;
            Digits(false);
        }
        if (at < text.Length && text[at] is 'j' or 'J')
        {
            Value = FloatOf(text.AsSpan(Start, at - Start));
            at++;
            Kind = Token.Imaginary;
        }
        else if (isFloat)
        {
            Value = FloatOf(text.AsSpan(Start, at - Start));
            Kind = Token.Float;
        }
        else
        {
            var digits = text.AsSpan(Start, whole - Start);
            if (digits[0] == '0' && digits.ContainsAnyExcept('0', '_')) throw Error(EvalErrorKind.Syntax, "a number does not begin with zeros: octal ones are written 0o17", Start);
            Value = WholeOf(digits);
            Kind = Token.Int;
        }
        EndNumber("decimal");
    }

    bool HasExponent() => at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '+' or '-' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]));

    /// <summary>Digits, with one underscore at most between two.</summary>
    void Digits(bool none)
    {
        if (none) return;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '_'))
        {
            if (text[at] == '_' && (at + 1 == text.Length || !char.IsAsciiDigit(text[at + 1]))) throw Error(EvalErrorKind.Syntax, "an underscore stands between two digits", at);
            at++;
        }
    }

    void ReadRadix(int bits, string name)
    {
        at += 2;
        var value = BigInteger.Zero;
        var digits = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            if (text[at] == '_' && at + 1 < text.Length && char.IsAsciiHexDigit(text[at + 1])) at++;
            if (!char.IsAsciiHexDigit(text[at]) || Convert.ToInt32(text[at].ToString(), 16) >= 1 << bits) break;
            digits.Append(text[at++]);
        }
        if (digits.Length == 0 || at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '_')) throw Error(EvalErrorKind.Syntax, $"this is no {name} number", Start);
        if (digits.Length * bits <= 63)
        {
            var small = 0L;
            foreach (var chunk in digits.GetChunks())
            {
                foreach (var c in chunk.Span) small = small << bits | (long)Convert.ToInt32(c.ToString(), 16);
            }
            Value = small;
        }
        else
        {
            // A digit of 0 in front: the first bit of a hexadecimal text is a sign.
            value = bits switch
            {
                4 => BigInteger.Parse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                1 => BigInteger.Parse($"0{digits}", NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture),
                _ => BigInteger.Parse("0" + string.Concat(digits.ToString().Select(static d => Convert.ToString(d - '0', 2).PadLeft(3, '0'))), NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture),
            };
            Value = PythonNumbers.Whole(value);
        }
        Kind = Token.Int;
        EndNumber(name);
    }

    /// <summary>A keyword may follow a number at once, as in <c>1if x else 2</c>; another name may not.</summary>
    void EndNumber(string name)
    {
        if (at == text.Length || !IsNameStart()) return;
        var start = at;
        while (at < text.Length && IsNamePart()) { }
        var isKeyword = KeywordOf(text.AsSpan(start, at - start)) is Token.And or Token.Or or Token.Not or Token.If or Token.Else or Token.In or Token.Is or Token.For;
        if (!isKeyword) throw Error(EvalErrorKind.Syntax, $"this is no {name} number: {Short(text.AsSpan(Start, at - Start))}", Start);
        at = start;
    }

    static object WholeOf(ReadOnlySpan<char> digits)
    {
        if (digits.Length <= 18 && !digits.Contains('_')) return long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return PythonNumbers.Whole(BigInteger.Parse(digits.ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    static double FloatOf(ReadOnlySpan<char> digits) =>
        digits.Contains('_') ? FloatOf(digits.ToString().Replace("_", "", StringComparison.Ordinal)) : double.Parse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
}
