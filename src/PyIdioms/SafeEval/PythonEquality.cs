using System.Numerics;
using System.Runtime.InteropServices;

namespace PyIdioms;

/// <summary>Which values Python takes for one key: 1, 1.0 and True are.</summary>
sealed class PythonEquality : IEqualityComparer<object?>
{
    public static PythonEquality Instance { get; } = new();

    public new bool Equals(object? x, object? y)
    {
        if (ReferenceEquals(x, y)) return true;
        if (x is null || y is null) return false;
        if (IsReal(x) && IsReal(y)) return PythonNumbers.Compare(Real(x), Real(y)) == 0;
        return (x, y) switch
        {
            (string a, string b) => a == b,
            (Complex a, Complex b) => a == b,
            (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
            (PyTuple a, PyTuple b) => a.SequenceEqual(b, this),
            (ISet<object?> a, ISet<object?> b) => a.SetEquals(b),
            (IDictionary<object, object?> a, IDictionary<object, object?> b) => a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && Equals(pair.Value, other)),
            (List<object?> a, List<object?> b) => a.SequenceEqual(b, this),
            _ => x.Equals(y),
        };
    }

    public int GetHashCode(object? obj)
    {
        switch (obj)
        {
            case null: return 0;
            case string text: return text.GetHashCode(StringComparison.Ordinal);
            case byte[] bytes:
                var all = new HashCode();
                all.AddBytes(bytes);
                return all.ToHashCode();
            case PyTuple tuple:
                var hash = new HashCode();
                foreach (var item in tuple.Items) hash.Add(item, this);
                return hash.ToHashCode();
            case Complex { Imaginary: not 0 } number: return number.GetHashCode();
            default: return IsReal(obj) ? HashOf(Real(obj)) : obj is IReadOnlyCollection<object?> several ? several.Count : 1;
        }
    }

    static int HashOf(object number)
    {
        if (number is double value)
        {
            if (!double.IsFinite(value) || value != Math.Truncate(value)) return value.GetHashCode();
            number = Math.Abs(value) < 1e18 ? (long)value : PythonNumbers.Whole(new BigInteger(value));
        }
        return PythonNumbers.IsWhole(number, out var whole) && PythonNumbers.Whole(whole) is var same ? same.GetHashCode() : 0;
    }

    static bool IsReal(object value) => PythonNumbers.IsNumber(value) || value is Complex { Imaginary: 0 };

    static object Real(object value) => value is Complex number ? number.Real : value;
}
