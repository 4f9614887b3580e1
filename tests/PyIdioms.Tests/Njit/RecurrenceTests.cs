using System.Reflection;
using System.Runtime.Loader;
using PyIdioms.Generators.Njit;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>Generators of random numbers, of which each lane takes a block of its own, give what they give one after the other.</summary>
public class RecurrenceTests
{
    const string Functions = """
        static double Next(ref ulong s) { s ^= s >> 12; s ^= s << 25; s ^= s >> 27; return ((s * 2685821657736338717UL) >> 11) * (1.0 / (1UL << 53)); }
        static uint Lehmer(ref uint s) => s = s * 1664525 + 1013904223;
        """;

    [Theory]
    [InlineData("var hits = 0L; for (var i = 0; i < n; i++) { double x = Next(ref s), y = Next(ref s); if (x * x + y * y <= 1) hits++; } return hits * 7 + (long)s;")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = Next(ref s); return (long)s;")]
    [InlineData("var t = (uint)s; for (var i = 0; i < n; i++) { o[i] = Lehmer(ref t) + a[i]; if ((Lehmer(ref t) & 64) != 0) o[i] = -1; } return t;")]
    [InlineData("uint x = 1, y = 2, z = (uint)s, w = 4; var sum = 0; for (var i = 0; i < n; i++) { var t = x ^ (x << 11); x = y; y = z; z = w; w = w ^ (w >> 19) ^ t ^ (t >> 8); sum += (int)w; } return sum * 3L + x + y + z + w;")]
    [InlineData("var t = (int)s; var best = 0; var at = -1; for (var i = 0; i < n; i++) { t = t * 1103515245 + 12345; var v = (t >> 16) & 0x7FFF; if (v > best) { best = v; at = i; } } return best * 100000L + at + t;")]
    [InlineData("var t = (long)s; var sum = 0L; for (var i = 3; i < n; i++) { t = 6364136223846793005 * t - 77; sum ^= t + i; } return sum + t;")]
    [InlineData("ulong t = s, p = 5; var sum = 0UL; for (var i = 0; i < n; i++) { sum += p; p ^= t; t = ((t << 24) | (t >> 40)) ^ p ^ (p << 16) ^ 12345; p = (p << 37) | (p >> 27); } return (long)(sum + t * 3 + p);")]
    [InlineData("int t = (int)s | 1; var sum = 0; for (var i = 0; i < n; i++) { t ^= t << 13; t ^= t >> 17; t ^= t << 5; sum += t % 7; } return sum * 5L + t;")]
    public async Task IsTheSame(string body)
    {
        var run = await Run.Of(new NjitGenerator(), new NjitRules(), $$"""
            public static partial class Loops
            {
                [Njit] public static partial long F(int n, ulong s, double[] a, double[] o);
                public static long FCore(int n, ulong s, double[] a, double[] o) { {{body}} }
                {{Functions}}
            }
            """);
        Assert.Empty(run.Complaints);
        Assert.Empty(run.Refusals);
        Assert.Contains("LaneJumps", Assert.Single(run.Files).ToString(), StringComparison.Ordinal);
        var context = new AssemblyLoadContext("Loops", isCollectible: true);
        using var image = new MemoryStream();
        Assert.True(run.Compilation.Emit(image).Success);
        image.Position = 0;
        var type = context.LoadFromStream(image).GetType("Loops")!;
        foreach (var n in (int[])[0, 1, 255, 300, 1000, 4096, 4200, 20_000, 65_537, 100_003])
        {
            var a = Enumerable.Range(0, n).Select(static i => i * 0.5).ToArray();
            double[] scalar = new double[n], vector = new double[n];
            var seed = 88172645463325252UL + (ulong)n;
            Assert.Equal(Call("FCore", scalar), Call("F", vector));
            Assert.Equal(scalar, vector);

            object Call(string name, double[] o) => type.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [n, seed, a, o])!;
        }
        context.Unload();
    }

    [Theory]
    [InlineData("var t = (uint)s; for (var i = 0; i < n; i++) { t = t * 5 + t * t; o[i] = t; } return 0;", "'t' of one iteration is needed by the next")]
    [InlineData("var t = (uint)s; for (var i = 0; i < n; i++) { t = t * 5 + 3; if (a[i] > 2) t ^= 1; } return t;", "'t' of one iteration is needed by the next")]
    [InlineData("var j = 0; for (var i = 0; i < n; i++) { if (Next(ref s) > 0.5) o[j++] = 3; } return 0;", "'s' of one iteration is needed by the next, and the order of iterations matters elsewhere")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = s + Next(ref s); return 0;", "a function changes what the statement that calls it reads")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = a[i] > 0 ? Next(ref s) : 0; return 0;", "a function that changes something is not called in every case")]
    public async Task StaysScalar(string body, string reason)
    {
        var run = await Run.Of(new NjitGenerator(), new NjitRules(), $$"""
            public static partial class Loops
            {
                [Njit] public static partial long F(int n, ulong s, double[] a, double[] o);
                public static long FCore(int n, ulong s, double[] a, double[] o) { {{body}} }
                {{Functions}}
            }
            """);
        Assert.Empty(run.Complaints);
        Assert.Equal("The loop stays scalar: " + reason, Assert.Single(run.Refusals).GetMessage());
    }
}
