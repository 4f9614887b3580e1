using PyIdioms.Generators.Njit;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>Which loops run over vectors, and why others do not.</summary>
public class NjitTests
{
    const string Parameters = "double[] a, Span<double> o, int[] k, ReadOnlySpan<byte> b, ReadOnlySpan<char> c, string text, long[] l, int n, int w, double x";

    static Task<Run> Of(string body, string attribute = "[Njit]", string members = "") => Run.Of(new NjitGenerator(), new NjitRules(), $$"""
        using System;
        using System.Numerics;
        public static partial class Kernels
        {
            {{attribute}} public static partial double F({{Parameters}});
            static double FCore({{Parameters}})
            {
                {{body}}
                return 0;
            }
            {{members}}
        }
        """);

    [Theory]
    [InlineData("for (var i = 0; i < n; i++) o[i] = Math.Sqrt(a[i]);")]
    [InlineData("for (int i = n - 1; i >= 0; --i) o[i] = a[i] * x;")]
    [InlineData("int i; for (i = w; i <= n - 1; i += 1) o[i] = a[i] * x; if (i < 0) return i;")]
    [InlineData("var i = 0; while (i < n) { o[i] = a[i]; i++; }")]
    [InlineData("for (long i = 0; i < n; i++) o[(int)i] = i;")]
    [InlineData("foreach (ref var y in o) y *= 2;")]
    [InlineData("var s = 0; foreach (var y in b) s += y; return s;")]
    [InlineData("var s = 0; foreach (var y in text) { if (char.MinValue < y && y is 'a' or '\\t') s++; } return s;")]
    [InlineData("for (var y = 0; y < n; y++) for (var i = 0; i < w; i++) o[y * w + i] = a[y * w + i] + 1;")]
    [InlineData("for (var i = 0; i < n; i++) { var s = 0.0; for (var j = 0; j < w; j++) s += a[j] * a[i + j]; o[i] = s; }")]
    [InlineData("for (var i = 0; i < n; i++) { var s = a[i]; var j = 0; while (j < 9 && s < x) { s *= s; j++; } o[i] = s + j; }")]
    [InlineData("for (var i = 0; i < n; i++) { if (a[i] < 0) continue; o[i] = a[i]; }")]
    [InlineData("for (var i = 0; i < n; i++) { if (a[i] == x) return i; }")]
    [InlineData("var j = 0; for (var i = 0; i < n; i++) { if (a[i] > x) o[j++] = a[i]; } return j;")]
    [InlineData("long s = 0; for (var i = 0; i < n; i++) { s += l[i]; o[i] = s; } return s;")]
    [InlineData("var h = new int[256]; for (var i = 0; i < b.Length; i++) h[b[i]]++; return h[0];")]
    [InlineData("var m = a[0]; var at = 0; for (var i = 1; i < n; i++) { if (a[i] > m) { m = a[i]; at = i; } } return at;")]
    [InlineData("var any = false; for (var i = 0; i < n; i++) any |= a[i] > x; return any ? 1 : 0;")]
    [InlineData("var all = true; for (var i = 0; i < n; i++) { if (k[i] < 0) all = false; } return all ? 1 : 0;")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = k[i] switch { < 0 => -1, 0 => 0, _ => 1 };")]
    [InlineData("for (var i = 0; i < n; i++) { switch (k[i]) { case 1: case 2: o[i] = 3; break; default: o[i] = x; break; } }")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = Lerp(a[i], x); static double Lerp(double p, double q) => p + (q - p) * 0.5;")]
    [InlineData("for (var i = 0; i < n; i++) { var (p, q) = (a[i] + x, 2); var (r, _) = (p * q, q); o[i] = r; }")]
    [InlineData("for (var i = 0; i < n; i++) { double p = a[i], q = x; (p, q) = (q, p); o[i] = p - q; }")]
    [InlineData("for (var i = 0; i + 1 < n + 1 && n > 0; i++) { } for (var i = 0; i < n; i++) o[i] = Math.Clamp(a[i], -1, x);", 1)]
    [InlineData("for (var i = 0; i < n; i++) o[3 * i + 1 - 2 * i] = a[2 * i] + a[n - 1 - i];")]
    [InlineData("var s = 0L; for (var i = 0; i < n; i++) s += (long)i * i; return s;")]
    [InlineData("for (var i = 0; i < n; i++) o[2 * i] = a[i];")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = a[i * w];")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = a[k[i]];")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = k[i] / w;")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = k[i] % 10;")]
    [InlineData("for (var i = 0; i < n; i += 2) o[i] = x;")]
    [InlineData("for (var i = n - 1; i >= 0; i -= 3) { o[i] = x; o[i - 1] = a[i]; }")]
    [InlineData("for (var i = 0; i < n; i++) o[k[i]] = a[i];")]
    [InlineData("for (var i = 0; i < n; i++) { if (k[i] >= 0 && a[k[i]] > x) o[i] = l[i] % k[i]; }")]
    [InlineData("var s = 0L; for (var i = 0; i < n; i++) { s += l[i]; o[i] = a[k[i]]; s += l[k[i] + 1]; } return s;")]
    [InlineData("for (var i = 0; i < n; i++) { var s = 0.0; for (var j = k[i]; j < k[i + 1]; j++) s += a[j]; o[i] = s; }")]
    [InlineData("for (var i = 0; i < n; i++) { var s = 0; for (var j = 0; j < w; j++) s += k[k[i] + j]; o[i] = s; }")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = Math.Abs(k[i]);")]
    [InlineData("for (var i = 0; i + 1 < a.Length; i++) o[i] = a[i + 1] - a[^1];")]
    [InlineData("var m = new bool[n]; for (var i = 0; i < n; i++) m[i] = a[i] > x || m[i]; foreach (var y in m) { if (y) w++; } return w;")]
    [InlineData("for (var i = 0; i < n; i++) k[i] = (int)BitOperations.RotateLeft((uint)k[i], 7);")]
    [InlineData("for (var r = 0; r < n; r++) for (var i = 0; i < w; i++) o[r * w + i] -= x * o[n * w + i];")]
    [InlineData("var g = new double[n, w]; for (var r = 1; r < n; r++) for (var i = 1; i < w; i++) g[r, i] -= g[r, 0] / g[0, 0] * g[r - 1, i]; return g[0, 0];")]
    public async Task RunsOverVectors(string body, int scalar = 0)
    {
        var run = await Of(body);
        Assert.Empty(run.Complaints);
        Assert.Equal(scalar, run.Refusals.Length);
        Assert.Matches("are lanes of|a formula", Assert.Single(run.Files).ToString());
    }

    [Theory]
    [InlineData("for (var i = 1; i < n; i++) o[i] = o[i - 1] * x;", "an iteration reads from 'o' what the one 1 before it stored")]
    [InlineData("for (var i = 0; i < n; i++) { o[i] = x; o[i] = a[i] + o[i + 1]; }", "an iteration stores to 'o' before it reads what another one stores")]
    [InlineData("for (var i = 0; i < n; i++) { o[i] = x; o[i + 1] = a[i]; }", "iterations 1 apart store to the same element of 'o'")]
    [InlineData("for (var i = 0; i < n; i++) o[0] = a[i];", "every iteration stores to the same element of 'o'")]
    [InlineData("for (var i = n - 1; i >= 0; i--) o[k[i]] = a[i];", "which iteration is the last to store to an element of 'o' is not known in a loop that counts down")]
    [InlineData("for (var i = 0; i < n; i++) { o[k[i]] = a[i]; o[k[i] + 1] = a[i]; }", "it is not known which elements of 'o' iterations store")]
    [InlineData("for (var i = 0; i < n; i++) { o[i] += x; if (a[k[i]] > 0) continue; }", "what may throw stands behind what the iteration changes")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = a[i] % x;", "there is no vector form of the remainder of floating-point numbers")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = checked(k[i] + 1);", "'checked' arithmetic stays scalar: lanes cannot throw")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = Math.Exp(a[i]);", "the vector form of 'Exp' differs in the last bits: allow it with FastMath")]
    [InlineData("for (var i = 0; i < n; i++) Console.WriteLine(a[i]);", "'WriteLine' is no function of System.Math, nor one whose body is at hand")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = new double[3].Length;", "'new double[3]' may be another one in each iteration: name it before the loop")]
    [InlineData("var s = 0.0; for (var i = 0; i < n; i++) s += a[i]; return s;", "lanes add to 's' in another order, which rounds differently: allow it with FastMath")]
    [InlineData("var s = 0.0; for (var i = 0; i < n; i++) { s = s * x + a[i]; } return s;", "'s' of one iteration is needed by the next")]
    [InlineData("var s = 0; for (var i = 0; i < n; i++) { o[i] = s; s += k[i]; } return s;", "'s' is read while the loop still adds to it")]
    [InlineData("for (var i = 0; i < n; i++) { if (a[i] > x) i++; o[i] = x; }", "'i' counts the loop and is set in it too")]
    [InlineData("for (var i = 0; i < n; i++) { o[i] = x; if (a[i] < 0) break; }", "the loop may end after it has changed something")]
    [InlineData("for (var i = 0; i < n; i++) o[i] = Total;", "'Total' is a field, which a store or another thread may change: copy it before the loop")]
    [InlineData("for (var i = 0; i < n; i++) { for (var j = 0; j < i; j++) o[i] += a[j]; }", "every iteration stores to the same element of 'o'")]
    [InlineData("do { w--; } while (w > 0);", "lanes are iterations that are counted: write a 'for'")]
    [InlineData("for (; ; ) { if (n-- < 0) break; }", "the loop counts more than one variable, or none")]
    public async Task StaysScalar(string body, string reason)
    {
        var run = await Of(body, members: "static double Total = 3;");
        Assert.Empty(run.Complaints);
        var refusal = Assert.Single(run.Refusals);
        Assert.Equal(("PYG2607", "The loop stays scalar: " + reason), (refusal.Id, refusal.GetMessage()));
    }

    [Fact]
    public async Task WhatIsRequiredIsAnError()
    {
        var run = await Of("for (var i = 1; i < n; i++) o[i] = o[i - 1];", "[Njit(Require = true)]");
        run.IsRefused("PYG2608", "o[i]", "'F' requires vectors, and this loop stays scalar: an iteration reads", "Njit");
    }

    [Theory]
    [InlineData("public static partial void Clear<T>(T[] a) where T : struct; static void ClearCore<T>(T[] a) where T : struct { }", "PYG2606")]
    [InlineData("public static partial Task Wait(int n); static async Task WaitCore(int n) => await Task.Delay(n);", "PYG2606")]
    [InlineData("public static partial IAsyncEnumerable<int> Count(int n);", "PYG2606")]
    [InlineData("public static partial ref int First(int[] a);", "PYG2603")]
    [InlineData("public static partial int First(int[] a); static int FirstCore(long[] a) => 0;", "PYG2604")]
    public async Task ARefusedMethodThrows(string members, string id)
    {
        var run = await Run.Of(new NjitGenerator(), new NjitRules(), $"using System.Collections.Generic; using System.Threading.Tasks; public static partial class Kernels {{ [Njit] {members} }}");
        Assert.Empty(run.Complaints);
        Assert.Equal(id, Assert.Single(run.Refusals).Id);
        Assert.Contains($"NotSupportedException(\"{id}\")", Assert.Single(run.Files).ToString());
    }

    [Fact]
    public async Task TheReportKeepsTheOrderOfTheLoops()
    {
        var run = await Of("for (var i = 1; i < n; i++) o[i] = o[i - 1]; for (var j = 0; j < n; j++) o[j] = x;");
        var text = Assert.Single(run.Files).ToString();
        var scalar = text.IndexOf("//   for (var i = 1 …): scalar, an iteration reads", StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("//   for (var j = 0 …): the iterations are lanes of 8 bytes", StringComparison.Ordinal), scalar + 1, text.Length);
        Assert.InRange(scalar, 0, text.Length);
    }

    [Fact]
    public async Task ABodyWithoutLoopsIsCalled()
    {
        var run = (await Of("n++;")).IsClean();
        Assert.Contains("=> FCore(a, o, k, b, c, text, l, n, w, x)", Assert.Single(run.Files).ToString());
    }
}
