using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Njit;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>With FastMath a loop over vectors is as near to its Core as its operations allow. PYIDIOMS_FAST=500:4000:7 asks more loops, more often, of another seed.</summary>
public class FastLoopTests(ITestOutputHelper output)
{
    const int Batch = 40;

    delegate void Loop(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<float> f, ReadOnlySpan<float> g, Span<double> o, Span<float> q, double x, int n);

    static int[] Size { get; } = [.. (Environment.GetEnvironmentVariable("PYIDIOMS_FAST") ?? "80:60:1").Split(':').Select(static s => int.Parse(s, CultureInfo.InvariantCulture))];

    [Fact]
    public async Task VectorsAreAsNearAsTheyMay()
    {
        var (vector, scalar, results, exact) = (0, 0, 0L, 0L);
        for (var batch = 0; batch * Batch < Size[0]; batch++)
        {
            var random = new Random(Size[2] * 1_000_000 + batch);
            var methods = Enumerable.Range(0, Batch).Select(i => FastProgram.Method("L" + i, random)).ToList();
            var run = await Run.Of(new NjitGenerator(), new NjitRules(), $"using System; using PyIdioms; public static partial class Loops {{ {string.Join('\n', methods)} }}");
            Assert.Empty(run.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error));
            var context = new AssemblyLoadContext("Loops", isCollectible: true);
            using var image = new MemoryStream();
            Assert.True(run.Compilation.Emit(image).Success);
            image.Position = 0;
            var type = context.LoadFromStream(image).GetType("Loops")!;
            for (var i = 0; i < Batch; i++)
            {
                if (!run.Files.Single(f => f.FilePath.Contains($".L{i}.", StringComparison.Ordinal)).ToString().Contains("the iterations are lanes", StringComparison.Ordinal))
                {
                    scalar++;
                    continue;
                }
                vector++;
                var (fast, core, off) = (Of(""), Of("Core"), Of("Off"));
                for (var k = 0; k < Size[1]; k++)
                {
                    var data = new Random(HashCode.Combine(Size[2], batch, k));
                    var n = 1 + data.Next(data.Next(10) == 0 ? 1000 : 70);
                    double[] a = Numbers(n, data), b = Numbers(n, data);
                    float[] f = [.. Numbers(n, data).Select(static x => (float)x)], g = [.. Numbers(n, data).Select(static x => (float)x)];
                    var x = data.NextDouble() * 3 + 0.5;
                    var all = new[] { fast, core, off }.Select(loop =>
                    {
                        var (o, q) = (new double[n], new float[n]);
                        loop(a, b, f, g, o, q, x, n);
                        return o.Concat(q.Select(static y => (double)y)).ToArray();
                    }).ToList();
                    for (var at = 0; at < all[0].Length; at++)
                    {
                        var (actual, expected, far) = (all[0][at], all[1][at], all[2][at]);
                        results++;
                        if (actual.Equals(expected) || !double.IsFinite(far) || !double.IsFinite(expected)) exact++;
                        else if (!(Math.Abs(actual - expected) <= far + 1e-37)) Assert.Fail($"batch {batch}, case {k}, n {n}, at {at}: {actual:R} is {Math.Abs(actual - expected):R} from {expected:R}, and may be {far:R}\n{methods[i]}\n{run.Files.Single(file => file.FilePath.Contains($".L{i}.", StringComparison.Ordinal))}");
                    }
                }

                Loop Of(string ending) => type.GetMethod($"L{i}{ending}", BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Loop>();
            }
            context.Unload();
        }
        output.WriteLine($"{vector} loops over vectors, {scalar} scalar, {results} results, {exact} of them exact");
        Assert.True(vector > 10 * scalar, $"{vector} of {vector + scalar} loops run over vectors");
    }

    static double[] Numbers(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => random.Next(20) == 0 ? random.Next(-4, 5) : random.NextDouble() * Math.Pow(10, random.Next(-3, 2)) * (random.Next(2) * 2 - 1))];
}
