using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace PyIdioms;

/// <summary>Values as Python writes them: <c>repr</c>.</summary>
static class PythonRepr
{
    /// <summary>Writes a value. <paramref name="enter"/> is told of each value in a value and of the length of each text, and may throw; <paramref name="leave"/> of its end.</summary>
    public static void Write(StringBuilder text, object? value, Action<long> enter, Action leave)
    {
        enter(value is string or BigInteger or byte[] ? SizeOf(value) : 1);
        switch (value)
        {
            case null: text.Append("None"); break;
            case bool truth: text.Append(truth ? "True" : "False"); break;
            case long number: text.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case BigInteger number: text.Append(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: text.Append(Of(number)); break;
            case string one: Write(text, one); break;
            case byte[] bytes: Write(text, bytes); break;
            case Complex number: text.Append(Of(number)); break;
            case PyTuple tuple:
                text.Append('(');
                Write(text, tuple, enter, leave);
                text.Append(tuple.Count == 1 ? ",)" : ")");
                break;
            case ISet<object?> set:
                text.Append(set.Count == 0 ? "set()" : "{");
                Write(text, set, enter, leave);
                if (set.Count > 0) text.Append('}');
                break;
            case IDictionary<object, object?> dictionary:
                Write(text, dictionary, enter, leave);
                break;
            case IReadOnlyList<object?> list:
                text.Append('[');
                Write(text, list, enter, leave);
                text.Append(']');
                break;
            default: throw new ArgumentException($"A {value.GetType().Name} is not a value of a literal.", nameof(value));
        }
        leave();
    }

    static long SizeOf(object value) => value switch { string text => text.Length, byte[] bytes => bytes.Length, BigInteger number => PythonNumbers.Words(number) * PythonNumbers.Words(number) / 8 + 1, _ => 1 };

    static void Write(StringBuilder text, IEnumerable<object?> values, Action<long> enter, Action leave)
    {
        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            Write(text, value, enter, leave);
        }
    }

    static void Write(StringBuilder text, IDictionary<object, object?> dictionary, Action<long> enter, Action leave)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (key, value) in dictionary)
        {
            if (!isFirst) text.Append(", ");
            isFirst = false;
            Write(text, key, enter, leave);
            text.Append(": ");
            Write(text, value, enter, leave);
        }
        text.Append('}');
    }

    /// <summary>The shortest text that gives the float again, with an exponent from 1e16 and below 1e-4.</summary>
    public static string Of(double number)
    {
        if (double.IsNaN(number)) return "nan";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        if (number == 0) return double.IsNegative(number) ? "-0.0" : "0.0";
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Parts(shortest.TrimStart('-'));
        var sign = number < 0 ? "-" : "";
        if (exponent is >= 16 or < -4)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }
        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1 ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0" : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The digits without zeros around them, and the power of ten of the first.</summary>
    static (string Digits, int Exponent) Parts(string text)
    {
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        exponent += (point < 0 ? digits.Length : point) - 1;
        var zeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), exponent - zeros);
    }

    static string Of(Complex number)
    {
        var imaginary = Bare(number.Imaginary);
        if (number.Real == 0 && !double.IsNegative(number.Real)) return imaginary + "j";
        return $"({Bare(number.Real)}{(imaginary[0] == '-' ? "" : "+")}{imaginary}j)";

        static string Bare(double part) => Of(part) is var text && text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }

    static void Write(StringBuilder text, string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == quote || c == '\\') text.Append('\\').Append(c);
            else if (c is '\n' or '\r' or '\t') text.Append('\\').Append(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            else if (c is >= ' ' and < (char)127) text.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                var point = char.ConvertToUtf32(c, value[i + 1]);
                if (IsPrintable(CharUnicodeInfo.GetUnicodeCategory(point))) text.Append(c).Append(value[i + 1]);
                else text.Append(CultureInfo.InvariantCulture, $"\\U{point:x8}");
                i++;
            }
            else if (c > 127 && IsPrintable(char.GetUnicodeCategory(c))) text.Append(c);
            else if (c < 256) text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        text.Append(quote);
    }

    static bool IsPrintable(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    static void Write(StringBuilder text, byte[] bytes)
    {
        var quote = Array.IndexOf(bytes, (byte)'\'') >= 0 && Array.IndexOf(bytes, (byte)'"') < 0 ? '"' : '\'';
        text.Append('b').Append(quote);
        foreach (var b in bytes)
        {
            var c = (char)b;
            if (c == quote || c == '\\') text.Append('\\').Append(c);
            else if (c is '\n' or '\r' or '\t') text.Append('\\').Append(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            else if (c is >= ' ' and < (char)127) text.Append(c);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }
        text.Append(quote);
    }
}
