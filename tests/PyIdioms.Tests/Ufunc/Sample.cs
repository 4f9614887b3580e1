using System.Runtime.InteropServices;

namespace PyIdioms.Tests.Ufunc;

/// <summary>Random numbers, and lengths at which loops over vectors begin, end and go through buffers.</summary>
static class Sample
{
    public static readonly int[] Lengths = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 511, 512, 513, 1023, 1024, 1025, 2500];

    static readonly double[] Odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.Epsilon, double.MaxValue, 60, 1];

    public static T[] Of<T>(Random random, int length)
    {
        var all = new T[length];
        for (var i = 0; i < length; i++) all[i] = One<T>(random);
        return all;
    }

    public static T One<T>(Random random) => (T)(object)(default(T) switch
    {
        double => Number(random),
        float => (float)Number(random),
        bool => random.Next(2) == 0,
        Half => (Half)Number(random),
        decimal => (decimal)random.NextDouble() * 100,
        int => random.Next(2) == 0 ? random.Next(1, 9) : random.Next(int.MinValue, int.MaxValue) | 1,
        byte => (byte)random.Next(256),
        short => (short)random.Next(),
        char => (char)random.Next(char.MaxValue + 1),
        long => random.NextInt64(long.MinValue, long.MaxValue),
        ulong => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
        _ => throw new NotSupportedException(typeof(T).Name),
    });

    static double Number(Random random) => random.Next(8) == 0 ? Odd[random.Next(Odd.Length)] : Math.ScaleB(random.NextDouble() - 0.5, random.Next(12));

    /// <summary>The same bits.</summary>
    public static void AreSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string about) where T : unmanaged
    {
        Assert.True(expected.Length == actual.Length, $"{about}: {actual.Length} elements, not {expected.Length}");
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(MemoryMarshal.AsBytes(expected.Slice(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(actual.Slice(i, 1))), $"{about}: element {i} of {expected.Length} is {actual[i]}, not {expected[i]}");
        }
    }
}
