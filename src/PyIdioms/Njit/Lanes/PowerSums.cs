using System.ComponentModel;

namespace PyIdioms.Lanes;

/// <summary>Sums of powers of whole numbers, as sums of longs that wrap are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PowerSums
{
    /// <summary>In how many ways so many things fall into so many parts: Stirling's numbers of the second kind.</summary>
    static ReadOnlySpan<byte> Parts => [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 3, 1, 0, 0, 0, 0, 1, 7, 6, 1, 0, 0, 0, 1, 15, 25, 10, 1, 0, 0, 1, 31, 90, 65, 15, 1];

    const int Row = 7;

    /// <summary>The sum of a power, at most the sixth, of the numbers from one to before another, in 64 bits.</summary>
    /// <remarks>A power is a sum of falling factorials, and those add up to the next ones (Graham, Knuth, Patashnik, Concrete Mathematics, 2.6 and 6.1).</remarks>
    public static long Of(int power, long from, long to)
    {
        var sum = 0L;
        var factorial = 1L;
        for (var parts = 0; parts <= power; parts++)
        {
            factorial *= parts == 0 ? 1 : parts;
            sum += Parts[power * Row + parts] * factorial * (Choose(to, parts + 1) - Choose(from, parts + 1));
        }
        return sum;
    }

    /// <summary>The falling factorial of a number over that of how many factors it has.</summary>
    static long Choose(long number, int count)
    {
        var product = 1L;
        var divisor = 1L;
        for (var i = 2; i <= count; i++) divisor *= i;
        for (var i = 0; i < count; i++)
        {
            // The product is divisible as a whole, and no factor of it may be lost to 64 bits before.
            var factor = (Int128)number - i;
            var common = Common(factor < 0 ? -factor : factor, divisor);
            product *= (long)(factor / common);
            divisor /= common;
        }
        return product;
    }

    static long Common(Int128 number, long divisor)
    {
        if (number == 0) return divisor;
        var (a, b) = (divisor, (long)(number % divisor));
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
