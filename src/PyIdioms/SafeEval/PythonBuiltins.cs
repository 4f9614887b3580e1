using System.Globalization;
using System.Numerics;
using System.Text;

namespace PyIdioms;

/// <summary>The functions of Python that expressions may be allowed to call.</summary>
static class PythonBuiltins
{
    public static object? Call(SafeBuiltins builtin, ReadOnlySpan<object?> arguments, Spending meter) => builtin switch
    {
        SafeBuiltins.Abs => Abs(arguments[0], meter),
        SafeBuiltins.Max => Most(arguments, isMax: true, meter),
        SafeBuiltins.Min => Most(arguments, isMax: false, meter),
        SafeBuiltins.Len => Sequences.LengthOf(arguments[0], meter),
        SafeBuiltins.Sum => Sum(arguments, meter),
        SafeBuiltins.Sorted => Sorted(Sequences.Items(arguments[0], meter), meter),
        SafeBuiltins.Int => arguments.Length == 0 ? 0L : WholeNumbers.Of(arguments[0], arguments.Length == 2 ? arguments[1] : null, arguments.Length == 2, meter),
        SafeBuiltins.Float => arguments.Length == 0 ? 0.0 : Float(arguments[0], meter),
        _ => arguments.Length == 0 ? "" : Text(arguments[0], meter),
    };

    static object? Abs(object? value, Spending meter) => value switch
    {
        double number => Math.Abs(number),
        _ when PythonNumbers.IsWhole(value, out var whole) => PythonNumbers.Whole(BigInteger.Abs(whole)),
        _ => throw meter.Error(EvalErrorKind.Type, $"'abs' is not for {PythonTypes.NameOf(value)}"),
    };

    static object? Most(ReadOnlySpan<object?> arguments, bool isMax, Spending meter)
    {
        var items = arguments.Length == 1 ? Sequences.Items(arguments[0], meter) : arguments.ToArray();
        if (items.Count == 0) throw meter.Error(EvalErrorKind.Value, $"'{(isMax ? "max" : "min")}' of nothing has no value");
        var most = items[0];
        for (var i = 1; i < items.Count; i++)
        {
            if (isMax ? Comparison.IsLess(most, items[i], orEqual: false, ">", meter) : Comparison.IsLess(items[i], most, orEqual: false, "<", meter)) most = items[i];
        }
        return most;
    }

    static object? Sum(ReadOnlySpan<object?> arguments, Spending meter)
    {
        var sum = arguments.Length == 2 ? arguments[1] : 0L;
        if (sum is string) throw meter.Error(EvalErrorKind.Type, "'sum' is not for texts");
        foreach (var item in Sequences.Items(arguments[0], meter))
        {
            meter.Step();
            sum = Arithmetic.Add(sum, item, meter);
        }
        return sum;
    }

    /// <summary>Merges, so that equal values keep their order and no comparison has to be consistent.</summary>
    static List<object?> Sorted(IReadOnlyList<object?> items, Spending meter)
    {
        meter.Allocate(items.Count * 16L);
        object?[] from = [.. items], to = new object?[from.Length];
        for (var width = 1; width < from.Length; width *= 2)
        {
            for (var start = 0; start < from.Length; start += 2 * width) Merge(from, to, start, Math.Min(start + width, from.Length), Math.Min(start + 2 * width, from.Length), meter);
            (from, to) = (to, from);
        }
        return [.. from];
    }

    static void Merge(object?[] from, object?[] to, int start, int middle, int end, Spending meter)
    {
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
        {
            var takeRight = left == middle || right < end && Comparison.IsLess(from[right], from[left], orEqual: false, "<", meter);
            to[at] = takeRight ? from[right++] : from[left++];
        }
    }

    static object? Float(object? value, Spending meter)
    {
        if (PythonNumbers.IsNumber(value)) return Arithmetic.Float(value, meter);
        if (value is not string text) throw meter.Error(EvalErrorKind.Type, $"float cannot be made of {PythonTypes.NameOf(value)}");
        meter.Step(text.Length >> 2);
        var bare = text.Trim();
        var unsigned = bare.TrimStart('+', '-');
        var isSigned = bare.Length - unsigned.Length;
        if (isSigned <= 1 && unsigned.ToUpperInvariant() is "INF" or "INFINITY") return bare[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        if (isSigned <= 1 && unsigned.ToUpperInvariant() is "NAN") return double.NaN;
        if (isSigned <= 1 && WholeNumbers.WithoutUnderscores(bare) is { } digits && digits.AsSpan().IndexOfAnyExcept("0123456789+-.eE") < 0
            && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        throw meter.Error(EvalErrorKind.Value, $"float cannot be made of {Short(text)}");
    }

    static string Text(object? value, Spending meter)
    {
        if (value is string) return (string)value;
        var text = new StringBuilder();
        PythonRepr.Write(text, value, size =>
        {
            meter.Enter();
            meter.Allocate(size * 4 + 16);
        }, meter.Leave);
        return text.ToString();
    }

    /// <summary>A text in a message.</summary>
    public static string Short(string text) => $"'{(text.Length <= 30 ? text : text[..29] + "…")}'";
}
