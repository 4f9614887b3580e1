namespace PyIdioms;

/// <summary>Python's comparisons of values. Values within values may be many, so each takes a step.</summary>
static class Comparison
{
    public static bool AreEqual(object? left, object? right, Spending meter)
    {
        meter.Step();
        if (left is null || right is null) return left is null && right is null;
        if (PythonNumbers.IsNumber(left) && PythonNumbers.IsNumber(right)) return PythonNumbers.Compare(left, right) == 0;
        switch (left, right)
        {
            case (string a, string b):
                meter.Step(Math.Min(a.Length, b.Length) >> 5);
                return a == b;
            case (List<object?> a, List<object?> b): return a.Count == b.Count && FirstDifference(a, b, meter) < 0;
            case (PyTuple a, PyTuple b): return a.Count == b.Count && FirstDifference(a, b, meter) < 0;
            default: return false;
        }
    }

    /// <summary>Whether two values are one, or equal: how a list is searched.</summary>
    public static bool AreSame(object? left, object? right, Spending meter) => ReferenceEquals(left, right) || AreEqual(left, right, meter);

    /// <summary>Whether a value is before another: less, or with <paramref name="orEqual"/> not greater.</summary>
    public static bool IsLess(object? left, object? right, bool orEqual, string sign, Spending meter)
    {
        meter.Step();
        if (left is not null && right is not null && PythonNumbers.IsNumber(left) && PythonNumbers.IsNumber(right))
        {
            return PythonNumbers.Compare(left, right) is { } order && (order < 0 || orEqual && order == 0);
        }
        switch (left, right)
        {
            case (string a, string b):
                meter.Step(Math.Min(a.Length, b.Length) >> 5);
                var order = CompareTexts(a, b);
                return order < 0 || orEqual && order == 0;
            case (List<object?> a, List<object?> b): return IsLess(a, b, orEqual, sign, meter);
            case (PyTuple a, PyTuple b): return IsLess(a, b, orEqual, sign, meter);
            default: throw meter.Error(EvalErrorKind.Type, $"'{sign}' is not for {PythonTypes.NameOf(left)} and {PythonTypes.NameOf(right)}");
        }
    }

    static bool IsLess(IReadOnlyList<object?> left, IReadOnlyList<object?> right, bool orEqual, string sign, Spending meter)
    {
        var at = FirstDifference(left, right, meter);
        if (at < 0) return left.Count < right.Count || orEqual && left.Count == right.Count;
        meter.Enter();
        var isLess = IsLess(left[at], right[at], orEqual, sign, meter);
        meter.Leave();
        return isLess;
    }

    static int FirstDifference(IReadOnlyList<object?> left, IReadOnlyList<object?> right, Spending meter)
    {
        meter.Enter();
        var count = Math.Min(left.Count, right.Count);
        var at = 0;
        while (at < count && AreSame(left[at], right[at], meter)) at++;
        meter.Leave();
        return at < count ? at : -1;
    }

    /// <summary>By code points: a character beyond U+FFFF is above all others, and its surrogates are not.</summary>
    static int CompareTexts(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length) return left.Length.CompareTo(right.Length);
        var (a, b) = (left[at], right[at]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) == IsPaired(char.IsSurrogate(a) ? left : right, at) ? 1 : -1;
    }

    static bool IsPaired(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
