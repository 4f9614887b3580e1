using System.Runtime.InteropServices;

namespace PyIdioms.Tests.Njit;

/// <summary>Random arguments for a loop: spans that may overlap, may be too short, and hold what is hard.</summary>
sealed class LoopData
{
    static readonly double[] Hard = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1e-310, 3e9, -3e9, 2147483647.5, 9.3e18, -9.3e18, 1.9e19, 0.5, 1.5, 2.5, -0.5];

    public LoopData(Random random, int usual = 90, int most = 1001)
    {
        N = random.Next(20) == 0 ? random.Next(most) : random.Next(usual);
        M = random.Next(5);
        X = random.Next(3) == 0 ? Hard[random.Next(Hard.Length)] : random.NextDouble() * 9 - 4;
        Y = (float)X;
        var isHard = random.Next(3) == 0;
        var isShort = random.Next(10) == 0;
        D = new(random, Length(), () => Number(random, isHard));
        F = new(random, Length(), () => (float)Number(random, isHard));
        I = new(random, Length(), () => isHard ? (int)random.NextInt64(int.MinValue, int.MaxValue) : random.Next(-99, 99));
        U = new(random, Length(), () => isHard ? (uint)random.NextInt64(uint.MaxValue) : (uint)random.Next(99));
        L = new(random, Length(), () => isHard ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-99, 99));
        B = new(random, Length(), () => (byte)random.Next(256));
        S = new(random, Length(), () => (short)random.Next(short.MinValue, short.MaxValue));

        int Length() => isShort ? random.Next(N + 1) : 5 * N + 8;
    }

    public int N { get; }

    public int M { get; }

    public double X { get; }

    public float Y { get; }

    public Pair<double> D { get; }

    public Pair<float> F { get; }

    public Pair<int> I { get; }

    public Pair<uint> U { get; }

    public Pair<long> L { get; }

    public Pair<byte> B { get; }

    public Pair<short> S { get; }

    static double Number(Random random, bool isHard) => isHard && random.Next(3) == 0 ? Hard[random.Next(Hard.Length)] : random.Next(4) == 0 ? random.Next(-3, 4) : random.NextDouble() * 20 - 10;

    /// <summary>Where data is not the same bit for bit; NaNs are the same.</summary>
    public string? Differs(LoopData other) => D.Differs(other.D, static (a, b) => a.Equals(b) && (a != 0 || double.IsNegative(a) == double.IsNegative(b))) ?? F.Differs(other.F, static (a, b) => a.Equals(b) && (a != 0 || float.IsNegative(a) == float.IsNegative(b)))
        ?? I.Differs(other.I, static (a, b) => a == b) ?? U.Differs(other.U, static (a, b) => a == b) ?? L.Differs(other.L, static (a, b) => a == b) ?? B.Differs(other.B, static (a, b) => a == b) ?? S.Differs(other.S, static (a, b) => a == b);

    /// <summary>Two spans of one type, in one array now and then.</summary>
    public sealed class Pair<T> where T : struct
    {
        readonly T[] data;
        readonly (int Start, int Length) first;
        readonly (int Start, int Length) second;

        public Pair(Random random, int length, Func<T> next)
        {
            var overlap = random.Next(6);
            data = new T[2 * length + 40];
            for (var i = 0; i < data.Length; i++) data[i] = next();
            first = (random.Next(8), length);
            second = (overlap switch { 0 => first.Start, 1 => first.Start + random.Next(9), 2 => Math.Max(0, first.Start - random.Next(9)), _ => length + 20 }, length);
        }

        public Span<T> First => data.AsSpan(first.Start, first.Length);

        public Span<T> Second => data.AsSpan(second.Start, second.Length);

        public string? Differs(Pair<T> other, Func<T, T, bool> isSame)
        {
            for (var i = 0; i < data.Length; i++)
            {
                if (!isSame(data[i], other.data[i])) return $"{typeof(T).Name}[{i - first.Start}] {data[i]} {other.data[i]}";
            }
            return null;
        }
    }
}
