using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Njit;
using PyIdioms.Lanes;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>Loops that threads share do what their Cores do, bit for bit, and with FastMath what one thread does. PYIDIOMS_SHARED=500:90:7 asks more loops, more often, of another seed.</summary>
[Collection(nameof(SharedLoops))]
public sealed class SharedProgramTests(ITestOutputHelper output) : IDisposable
{
    const int Batch = 20;

    readonly (int Threads, double Worthwhile) before = (Prange.Threads, PrangeBlocks.Worthwhile);

    delegate long Loop(Span<double> a, Span<double> b, Span<double> o, Span<int> k, Span<int> q, Span<long> l, int n, int w, double x);

    static int[] Size { get; } = [.. (Environment.GetEnvironmentVariable("PYIDIOMS_SHARED") ?? "60:10:1").Split(':').Select(static s => int.Parse(s, CultureInfo.InvariantCulture))];

    public void Dispose() => (Prange.Threads, PrangeBlocks.Worthwhile) = before;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ThreadsDoWhatOneDoes(bool isFast)
    {
        var (shared, serial, cases, thrown) = (0, 0, 0, 0);
        for (var batch = 0; batch * Batch < Size[0]; batch++)
        {
            var random = new Random(Size[2] * 1_000_000 + batch);
            var methods = Enumerable.Range(0, Batch).Select(i => SharedProgram.Method("L" + i, random, isFast)).ToList();
            var run = await Run.Of(new NjitGenerator(), new NjitRules(), $"using System; using PyIdioms; public static partial class Loops {{ {string.Join('\n', methods)} }}");
            Assert.Empty(run.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error));
            var context = new AssemblyLoadContext("Loops", isCollectible: true);
            using var image = new MemoryStream();
            Assert.True(run.Compilation.Emit(image).Success);
            image.Position = 0;
            var type = context.LoadFromStream(image).GetType("Loops")!;
            for (var i = 0; i < Batch; i++)
            {
                var file = run.Files.Single(f => f.FilePath.Contains($".L{i}.", StringComparison.Ordinal)).ToString();
                if (!file.Contains("threads share its blocks", StringComparison.Ordinal))
                {
                    serial++;
                    continue;
                }
                shared++;
                var (core, threads) = (Of("Core"), Of(""));
                for (var d = 0; d < Size[1]; d++)
                {
                    var seed = HashCode.Combine(Size[2], batch, d);
                    var expected = new Data(seed);
                    var first = expected.Call(core);
                    if (first.Contains("Exception", StringComparison.Ordinal)) thrown++;
                    foreach (var count in (int[])[1, 2, 3, 8])
                    {
                        (Prange.Threads, PrangeBlocks.Worthwhile) = (count, random.Next(3) == 0 ? 2e-5 : 0);
                        var actual = new Data(seed);
                        var second = actual.Call(threads);
                        if (isFast && count == 1) (expected, first) = (actual, second);
                        else if (first != second || expected.Differs(actual) is not null) Assert.Fail($"batch {batch}, case {d}, {count} threads, n {actual.N}, w {actual.W}: {first} {second} {expected.Differs(actual)}\n{methods[i]}\n{file}");
                        cases++;
                    }
                }

                Loop Of(string ending) => type.GetMethod($"L{i}{ending}", BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Loop>();
            }
            context.Unload();
        }
        output.WriteLine($"{shared} shared loops, {serial} serial, {cases} cases, {thrown} threw");
        Assert.True(shared > 2 * serial, $"{shared} of {shared + serial} loops are shared");
    }

    /// <summary>Arguments: spans that may overlap, or be too short.</summary>
    sealed class Data
    {
        readonly double[] reals;
        readonly int[] wholes;
        readonly long[] longs;
        readonly double x;
        readonly int length, overlap;

        public Data(int seed)
        {
            var random = new Random(seed);
            N = random.Next(6) switch { 0 => random.Next(100_001), 1 => random.Next(40), _ => random.Next(6000) };
            W = random.Next(4);
            x = random.NextDouble() * 4 - 1;
            length = random.Next(8) == 0 ? random.Next(N + 1) : N * Math.Max(W, 1) + 4;
            overlap = random.Next(5) == 0 ? random.Next(-3, 4) : int.MaxValue;
            reals = [.. Enumerable.Range(0, 3 * length + 10).Select(_ => random.Next(50) == 0 ? Hard[random.Next(Hard.Length)] : random.NextDouble() * 9 - 3)];
            wholes = [.. Enumerable.Range(0, 2 * length).Select(_ => random.Next(-99, 99))];
            longs = [.. Enumerable.Range(0, length).Select(_ => random.NextInt64())];
        }

        static readonly double[] Hard = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 5e-324, -7, 9, 9];

        public int N { get; }

        public int W { get; }

        public string Call(Loop loop)
        {
            try
            {
                var o = overlap == int.MaxValue ? 2 * length + 8 : 4 + overlap;
                return loop(reals.AsSpan(4, length), reals.AsSpan(length + 6, length), reals.AsSpan(o, length), wholes.AsSpan(0, length), wholes.AsSpan(length), longs, N, W, x).ToString(CultureInfo.InvariantCulture);
            }
            catch (IndexOutOfRangeException e)
            {
                return e.GetType().Name;
            }
        }

        public string? Differs(Data other)
        {
            for (var i = 0; i < reals.Length; i++)
            {
                if (BitConverter.DoubleToInt64Bits(reals[i]) != BitConverter.DoubleToInt64Bits(other.reals[i]) && !(double.IsNaN(reals[i]) && double.IsNaN(other.reals[i]))) return $"[{i}] {reals[i]:R} {other.reals[i]:R}";
            }
            return wholes.AsSpan().SequenceEqual(other.wholes) ? null : "other whole numbers";
        }
    }
}
