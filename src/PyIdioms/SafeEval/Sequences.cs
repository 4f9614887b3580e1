using System.Numerics;

namespace PyIdioms;

/// <summary>Python's texts, lists and tuples: put together, repeated, indexed, cut and searched.</summary>
static class Sequences
{
    const int Slot = 8;

    /// <summary>The sequence of both; null where they are none of one type.</summary>
    public static object? Concatenate(object? left, object? right, Spending meter)
    {
        switch (left, right)
        {
            case (string a, string b):
                meter.Allocate(2L * (a.Length + (long)b.Length));
                return a + b;
            case (List<object?> a, List<object?> b):
                meter.Allocate(Slot * (a.Count + (long)b.Count));
                return (List<object?>)[.. a, .. b];
            case (PyTuple a, PyTuple b):
                meter.Allocate(Slot * (a.Count + (long)b.Count));
                return new PyTuple([.. a, .. b]);
            default:
                return null;
        }
    }

    /// <summary>A sequence again and again; null of what is none.</summary>
    public static object? Repeat(object? sequence, BigInteger times, Spending meter)
    {
        var length = sequence switch { string text => text.Length, List<object?> list => list.Count, PyTuple tuple => tuple.Count, _ => -1 };
        if (length < 0) return null;
        var all = times.Sign <= 0 ? 0 : length * times;
        meter.Allocate((long)BigInteger.Min(all * (sequence is string ? 2 : Slot), long.MaxValue));
        var count = length == 0 ? 0 : (int)(all / length);
        switch (sequence)
        {
            case string text:
                return string.Create((int)all, text, static (span, part) =>
                {
                    for (; span.Length > 0; span = span[part.Length..]) part.CopyTo(span);
                });
            case List<object?> list:
                var repeated = new List<object?>((int)all);
                for (var i = 0; i < count; i++) repeated.AddRange(list);
                return repeated;
            default:
                var items = new object?[(int)all];
                for (var i = 0; i < count; i++) ((PyTuple)sequence!).Items.CopyTo(items.AsSpan(i * length));
                return new PyTuple(items);
        }
    }

    public static long LengthOf(object? value, Spending meter)
    {
        switch (value)
        {
            case string text:
                meter.Step(text.Length >> 5);
                return CodePoints.Count(text);
            case List<object?> list: return list.Count;
            case PyTuple tuple: return tuple.Count;
            default: throw meter.Error(EvalErrorKind.Type, $"{PythonTypes.NameOf(value)} has no length");
        }
    }

    public static object? Index(object? sequence, object? index, Spending meter)
    {
        if (sequence is not (string or List<object?> or PyTuple)) throw meter.Error(EvalErrorKind.Type, $"{PythonTypes.NameOf(sequence)} has no items");
        if (!PythonNumbers.IsWhole(index, out var asked)) throw meter.Error(EvalErrorKind.Type, $"an index is an int, not {PythonTypes.NameOf(index)}");
        var length = LengthOf(sequence, meter);
        var at = asked.Sign < 0 ? asked + length : asked;
        if (at.Sign < 0 || at >= length) throw meter.Error(EvalErrorKind.Index, $"there is no item {asked}: the {PythonTypes.NameOf(sequence)} has {length}");
        return sequence switch
        {
            List<object?> list => list[(int)at],
            PyTuple tuple => tuple[(int)at],
            _ => TextAt((string)sequence, (int)at, length, meter),
        };
    }

    static string TextAt(string text, int at, long length, Spending meter)
    {
        if (length == text.Length) return text[at].ToString();
        meter.Step(text.Length >> 2);
        return Characters(text)[at];
    }

    /// <summary>The items from <paramref name="start"/> to before <paramref name="stop"/> in steps; null for an end or 1.</summary>
    public static object? Slice(object? sequence, object? start, object? stop, object? step, Spending meter)
    {
        if (sequence is not (string or List<object?> or PyTuple)) throw meter.Error(EvalErrorKind.Type, $"{PythonTypes.NameOf(sequence)} has no items");
        var length = LengthOf(sequence, meter);
        var by = Bound(step, meter) ?? 1;
        if (by.IsZero) throw meter.Error(EvalErrorKind.Value, "the step of a slice is not zero");
        BigInteger lowest = by.Sign < 0 ? -1 : 0, highest = by.Sign < 0 ? length - 1 : length;
        var from = Clamp(Bound(start, meter), by.Sign < 0 ? highest : lowest);
        var to = Clamp(Bound(stop, meter), by.Sign < 0 ? lowest : highest);
        var count = by.Sign < 0 ? from > to ? (from - to - 1) / -by + 1 : 0 : from < to ? (to - from - 1) / by + 1 : 0;
        meter.Allocate((long)count * Slot);
        var indices = new int[(int)count];
        for (var i = 0; i < indices.Length; i++) indices[i] = (int)(from + i * by);
        switch (sequence)
        {
            case List<object?> list: return indices.Select(i => list[i]).ToList();
            case PyTuple tuple: return new PyTuple([.. indices.Select(i => tuple[i])]);
            default:
                meter.Step(((string)sequence).Length >> 2);
                var characters = Characters((string)sequence);
                return string.Concat(indices.Select(i => characters[i]));
        }

        BigInteger Clamp(BigInteger? asked, BigInteger otherwise) =>
            asked is not { } value ? otherwise : BigInteger.Max(lowest, BigInteger.Min(highest, value.Sign < 0 ? value + length : value));
    }

    static BigInteger? Bound(object? value, Spending meter) =>
        value is null ? null : PythonNumbers.IsWhole(value, out var whole) ? whole : throw meter.Error(EvalErrorKind.Type, $"the ends of a slice are ints, not {PythonTypes.NameOf(value)}");

    public static bool Contains(object? container, object? value, Spending meter)
    {
        switch (container)
        {
            case string text:
                if (value is not string part) throw meter.Error(EvalErrorKind.Type, $"'in' a text looks for a text, not {PythonTypes.NameOf(value)}");
                meter.Step((text.Length >> 4) + (long)text.Length * part.Length / 64);
                return text.Contains(part, StringComparison.Ordinal);
            case List<object?> or PyTuple:
                foreach (var item in (IReadOnlyList<object?>)container)
                {
                    if (Comparison.AreSame(item, value, meter)) return true;
                }
                return false;
            default:
                throw meter.Error(EvalErrorKind.Type, $"'in' is not for {PythonTypes.NameOf(container)}");
        }
    }

    /// <summary>The items of a value that has some.</summary>
    public static IReadOnlyList<object?> Items(object? value, Spending meter)
    {
        switch (value)
        {
            case List<object?> list: return list;
            case PyTuple tuple: return tuple;
            case string text:
                meter.Allocate(text.Length * 32L);
                return Characters(text);
            default: throw meter.Error(EvalErrorKind.Type, $"{PythonTypes.NameOf(value)} has no items");
        }
    }

    /// <summary>The characters of a text; a pair of surrogates is one.</summary>
    static List<string> Characters(string text)
    {
        var characters = new List<string>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            characters.Add(text.Substring(i, length));
            i += length - 1;
        }
        return characters;
    }
}
