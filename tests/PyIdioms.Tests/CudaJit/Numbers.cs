namespace PyIdioms.Tests.CudaJit;

/// <summary>Numbers for kernels.</summary>
static class Numbers
{
    public static double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * 12.9898) * 50)];

    public static float[] Singles(int count) => [.. Doubles(count).Select(d => (float)d)];

    /// <summary>Relative to what is expected.</summary>
    public static void Near<T>(T[] expected, T[] actual, T tolerance) where T : System.Numerics.IFloatingPoint<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = T.Abs(expected[i] - actual[i]);
            Assert.True(distance <= tolerance * T.Max(T.One, T.Abs(expected[i])), $"[{i}]: {expected[i]} is expected, and {actual[i]} is there");
        }
    }
}
