using System.Globalization;
using System.Numerics;

namespace PyIdioms;

/// <summary>What <c>int(x)</c> and <c>int(x, base)</c> make of values.</summary>
static class WholeNumbers
{
    public static object? Of(object? value, object? radix, bool hasRadix, Spending meter)
    {
        if (hasRadix)
        {
            if (value is not string digits) throw meter.Error(EvalErrorKind.Type, "int with a base is for texts");
            if (!PythonNumbers.IsWhole(radix, out var asked)) throw meter.Error(EvalErrorKind.Type, $"a base is an int, not {PythonTypes.NameOf(radix)}");
            if (asked != 0 && (asked < 2 || asked > 36)) throw meter.Error(EvalErrorKind.Value, "a base is 0, or 2 to 36");
            return Parse(digits, (int)asked, meter);
        }
        switch (value)
        {
            case double number:
                if (double.IsNaN(number)) throw meter.Error(EvalErrorKind.Value, "int cannot be made of nan");
                if (double.IsInfinity(number)) throw meter.Error(EvalErrorKind.Overflow, "int cannot be made of inf");
                return PythonNumbers.Whole(new BigInteger(number));
            case string text: return Parse(text, 10, meter);
            default: return PythonNumbers.IsWhole(value, out var whole) ? PythonNumbers.Whole(whole) : throw meter.Error(EvalErrorKind.Type, $"int cannot be made of {PythonTypes.NameOf(value)}");
        }
    }

    static object Parse(string text, int radix, Spending meter)
    {
        meter.Step((text.Length >> 2) + (long)text.Length * text.Length / 512);
        var digits = text.AsSpan().Trim();
        var isNegative = digits.StartsWith("-");
        if (isNegative || digits.StartsWith("+")) digits = digits[1..];
        var given = digits.Length > 1 && digits[0] == '0' ? char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 } : 0;
        if (given != 0 && (radix == 0 || radix == given))
        {
            radix = given;
            digits = digits[2..].StartsWith("_") ? digits[3..] : digits[2..];
        }
        else if (radix == 0 && digits.Length > 1 && digits[0] == '0' && digits.ContainsAnyExcept('0', '_')) throw Wrong(text, 0, meter);
        if (WithoutUnderscores(digits) is not { Length: > 0 } bare) throw Wrong(text, radix, meter);
        radix = radix == 0 ? 10 : radix;
        BigInteger value;
        if (radix == 10)
        {
            if (bare.AsSpan().ContainsAnyExceptInRange('0', '9')) throw Wrong(text, radix, meter);
            value = BigInteger.Parse(bare, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        else
        {
            value = BigInteger.Zero;
            foreach (var c in bare)
            {
                var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10 : 99;
                if (digit >= radix) throw Wrong(text, radix, meter);
                value = value * radix + digit;
            }
        }
        return PythonNumbers.Whole(isNegative ? -value : value);
    }

    /// <summary>Digits without the single underscores between them; null where one stands elsewhere.</summary>
    public static string? WithoutUnderscores(ReadOnlySpan<char> digits)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_' && (i == 0 || i + 1 == digits.Length || !char.IsAsciiLetterOrDigit(digits[i - 1]) || !char.IsAsciiLetterOrDigit(digits[i + 1]))) return null;
        }
        return digits.ToString().Replace("_", "", StringComparison.Ordinal);
    }

    static SafeEvalException Wrong(string text, int radix, Spending meter) => meter.Error(EvalErrorKind.Value, $"int cannot be made of {PythonBuiltins.Short(text)}{(radix == 10 ? "" : $" with the base {radix}")}");
}
