using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PyIdioms.Tests.ConstEval;

/// <summary>Constants of the compiler of every kind that there is.</summary>
public static partial class Tables
{
    [ConstEval]
    public static partial long Factorial20 { get; }

    static long Factorial20Core()
    {
        var product = 1L;
        for (var i = 2; i <= 20; i++) product *= i;
        return product;
    }

    [ConstEval]
    public static partial ReadOnlySpan<uint> Crc { get; }

    internal static ReadOnlySpan<uint> CrcCore()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var c = i;
            for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[i] = c;
        }
        return table;
    }

    [ConstEval]
    internal static partial int[] Primes();

    internal static int[] PrimesCore() => [.. Enumerable.Range(2, 60).Where(static n => Enumerable.Range(2, n).TakeWhile(d => d * d <= n).All(d => n % d != 0))];

    [ConstEval]
    public static partial ImmutableArray<string> Names { get; }

    internal static ImmutableArray<string> NamesCore()
    {
        var names = new List<string>();
        foreach (var c in "abc") names.Add($"{c}{(int)c,4}");
        return [.. names];
    }

    [ConstEval]
    public static partial (int Least, string? Label, DayOfWeek @Day, double Zero) @event { get; }

    internal static (int Least, string? Label, DayOfWeek Day, double Zero) eventCore() => (Primes().Min(), null, DayOfWeek.Friday, -0.0);

    [ConstEval]
    public static partial IReadOnlyList<double> Sines { get; }

    internal static IReadOnlyList<double> SinesCore()
    {
        var sines = new double[5];
        for (var i = 0; i < sines.Length; i++) sines[i] = Math.Sin(i * Math.PI / 8);
        return sines;
    }

    [ConstEval]
    public static partial int[,] Grid { get; }

    internal static int[,] GridCore()
    {
        var grid = new int[2, 3];
        for (var i = 0; i < grid.GetLength(0); i++)
        {
            for (var j = 0; j < grid.GetLength(1); j++) grid[i, j] = i * 10 + j;
        }
        return grid;
    }

    [ConstEval]
    public static partial string Text { get; }

    internal static string TextCore()
    {
        var text = new StringBuilder();
        Span<char> line = stackalloc char[4];
        line[0] = 'x';
        line[1..].Fill('-');
        text.Append(line.ToArray()).Append((-5).ToString(CultureInfo.InvariantCulture)).Append($"<{Primes().Length}>");
        return text.ToString();
    }

    [ConstEval]
    public static partial ReadOnlySpan<(string Name, decimal Price)> Prices { get; }

    internal static ReadOnlySpan<(string Name, decimal Price)> PricesCore()
    {
        var prices = new Dictionary<string, decimal> { ["tea"] = 2.50m };
        prices["cake"] = prices["tea"] * 2 - 0.10m;
        return prices.Select(static entry => (entry.Key, entry.Value)).ToArray();
    }
}
