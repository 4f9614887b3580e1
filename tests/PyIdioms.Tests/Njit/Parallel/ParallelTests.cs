using PyIdioms.Generators.Njit;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>Which loops threads share, and why others stay serial.</summary>
public class ParallelTests
{
    const string Parameters = "double[] a, Span<double> o, int[] k, ReadOnlySpan<byte> b, string text, long[] l, int n, int w, double x";

    static Task<Run> Of(string body, string attribute = "[Njit(Parallel = true)]") => Run.Of(new NjitGenerator(), new NjitRules(), $$"""
        using System;
        using PyIdioms;
        public sealed partial class Kernels(double[] table)
        {
            static readonly int Most = 9;
            static double Total = 3;
            readonly double scale = table[0];
            double[] data = table;
            {{attribute}} public partial double F({{Parameters}});
            double FCore({{Parameters}})
            {
                {{body}}
                return 0;
            }
            static double Twice(double y) => y + y;
        }
        """);

    [Theory]
    [InlineData("foreach (var i in new Prange(n)) o[i] = a[i] * x;")]
    [InlineData("foreach (var i in new Prange(1, n - 1)) o[i] = a[i - 1] + a[i + 1];")]
    [InlineData("var all = new Prange(n); foreach (var i in all) o[i] = a[i];")]
    [InlineData("foreach (var i in new Prange(Stop: n, Start: w)) o[i] += x;")]
    [InlineData("foreach (long i in new Prange(n)) o[(int)i] = i;")]
    [InlineData("foreach (var y in new Prange(n)) for (var i = 0; i < w; i++) o[y * w + i] = Math.Sqrt(a[y * w + i]);")]
    [InlineData("foreach (var y in new Prange(n)) foreach (var i in new Prange(w)) o[y * w + i] = a[i * n + y];")]
    [InlineData("foreach (var y in new Prange(n)) { var s = 0.0; for (var i = 0; i < w; i++) s += a[y * w + i]; o[y] = s; }")]
    [InlineData("foreach (var y in new Prange(n)) for (var i = 0; i < y; i++) o[y * n + i] = a[y] - a[i];")]
    [InlineData("foreach (var i in new Prange(n)) { o[2 * i] = a[i]; o[2 * i + 1] = a[i] + x; }")]
    [InlineData("foreach (var i in new Prange(n)) o[n - 1 - i] = a[i];")]
    [InlineData("long s = 0; foreach (var i in new Prange(n)) s += k[i]; return s;")]
    [InlineData("var s = 1; foreach (var i in new Prange(n)) s *= k[i]; return s;")]
    [InlineData("long p = -1, q = 0, r = 0; foreach (var i in new Prange(n)) { p &= l[i]; q |= l[i]; r ^= l[i]; } return p + q + r;")]
    [InlineData("var m = x; foreach (var i in new Prange(n)) m = Math.Max(m, a[i]); return m;")]
    [InlineData("double m = x; int at = -1; foreach (var i in new Prange(n)) { if (a[i] > m) { m = a[i]; at = i; } } return at;")]
    [InlineData("var any = false; var all = true; foreach (var i in new Prange(n)) { any |= a[i] > x; if (k[i] < 0) all = false; } return any || all ? 1 : 0;")]
    [InlineData("var c = 0; foreach (var i in new Prange(n)) { if (a[i] > x) c++; } return c;")]
    [InlineData("var s = 0.0; foreach (var i in new Prange(n)) s += a[i]; return s;", "[Njit(Parallel = true, FastMath = true)]")]
    [InlineData("long s = 0; foreach (var i in new Prange(n)) s += k[(int)l[i]]; return s;")]
    [InlineData("const int Side = 3; foreach (var i in new Prange(n)) o[i] = Lerp(a[i]) + Side + Most; double Lerp(double p) => p + Half(x - p); static double Half(double q) => q * 0.5;")]
    [InlineData("foreach (var i in new Prange(n)) o[i] = Twice(data[i] * this.scale) * scale;")]
    [InlineData("foreach (var i in new Prange(table.Length)) o[i] = table[i];")]
    [InlineData("var @class = x; foreach (var @for in new Prange(n)) o[@for] = @class;")]
    [InlineData("for (var t = 0; t < 3; t++) foreach (var i in new Prange(n)) o[i] = a[i] * t;")]
    [InlineData("foreach (var y in new Prange(n)) { var c = 0; var z = a[y]; while (c < 50 && z < 4) { z *= z; c++; } o[y] = c; }")]
    public async Task ThreadsShare(string body, string attribute = "[Njit(Parallel = true)]")
    {
        var run = await Of(body, attribute);
        Assert.Empty(run.Complaints);
        Assert.DoesNotContain(run.Refusals, static r => r.Id != "PYG2607");
        Assert.Contains(": threads share its blocks", Assert.Single(run.Files).ToString());
    }

    [Theory]
    [InlineData("foreach (var i in new Prange(1, n)) o[i] = o[i - 1] * x;", "an iteration reads from 'o' what the one 1 before it stores")]
    [InlineData("foreach (var i in new Prange(n)) o[i] = o[i + 2] * x;", "an iteration reads from 'o' what the one 2 behind it stores")]
    [InlineData("foreach (var i in new Prange(n)) { o[i] = x; o[i + 1] = a[i]; }", "iterations 1 apart store to the same element of 'o'")]
    [InlineData("foreach (var y in new Prange(1, n)) for (var i = 0; i < w; i++) o[y * w + i] = o[(y - 1) * w + i];", "an iteration reads from 'o' what the one 1 before it stores")]
    [InlineData("foreach (var i in new Prange(n)) o[0] += a[i];", "every iteration stores to the same element of 'o'")]
    [InlineData("foreach (var y in new Prange(n)) for (var i = 0; i < w; i++) o[i] += a[y * w + i];", "every iteration stores to the same element of 'o'")]
    [InlineData("foreach (var i in new Prange(n)) o[k[i]] = x;", "it is not known which elements of 'o' an iteration stores")]
    [InlineData("foreach (var i in new Prange(n)) o[i] = o[k[i]];", "it is not known which elements of 'o' an iteration reads, and others store")]
    [InlineData("foreach (var i in new Prange(n)) o[i] = o[2 * i];", "it is not known that iterations leave the elements of 'o' alone that others store to")]
    [InlineData("foreach (var i in new Prange(n)) o[i] = a[k[i]];", "an iteration may throw when later ones have stored to 'o' already")]
    [InlineData("var t = 0.0; foreach (var i in new Prange(n)) { t = a[i]; o[i] = t * t; }", "'t' of one iteration is needed by the next")]
    [InlineData("var s = 0.0; foreach (var i in new Prange(n)) s += a[i]; return s;", "lanes add to 's' in another order, which rounds differently: allow it with FastMath")]
    [InlineData("long s = 0; foreach (var i in new Prange(n)) { s += l[i]; l[i] = s; } return s;", "'s' is read while other iterations still add to it")]
    [InlineData("var j = 0; foreach (var i in new Prange(n)) { if (a[i] > x) o[j++] = a[i]; } return j;", "where the next element of 'o' goes depends on the iterations before")]
    [InlineData("foreach (var i in new Prange(n)) k[b[i]]++;", "iterations may count in the same element of 'k'")]
    [InlineData("foreach (var i in new Prange(n)) { if (a[i] == x) return i; }", "the loop may end early")]
    [InlineData("foreach (var i in new Prange(n)) { if (a[i] == x) break; }", "the loop may end early")]
    [InlineData("double m = x; int at = -1; foreach (var i in new Prange(n)) { if (a[i] >= m) { m = a[i]; at = i; } } return at;", "of equal numbers the last one is kept, and threads find them out of order: compare with '<' or '>'")]
    [InlineData("foreach (var i in new Prange(n)) Console.WriteLine(i);", "'WriteLine' is no function of System.Math, nor one whose body is at hand")]
    [InlineData("foreach (var i in new Prange(n)) o[i] = Total;", "'Total' is a field, which a store or another thread may change: copy it before the loop")]
    [InlineData("foreach (var i in new Prange(n)) Total = a[i];", "'Total' is neither a local variable nor an element: set it after the loop")]
    public async Task StaysSerial(string body, string reason)
    {
        var run = await Of(body);
        Assert.Empty(run.Complaints);
        var refusal = Assert.Single(run.Refusals, static r => r.Id != "PYG2607");
        Assert.Equal(("PYG2610", "The loop stays on one thread: " + reason), (refusal.Id, refusal.GetMessage()));
        Assert.DoesNotContain("PrangeBlocks", string.Concat(run.Files));
    }

    [Fact]
    public async Task WithoutParallelItIsALoopLikeOthers()
    {
        var run = (await Of("foreach (var y in new Prange(3, n)) o[y] = a[y] + y;", "[Njit]")).IsClean();
        Assert.Contains("are lanes of", Assert.Single(run.Files).ToString());
        Assert.DoesNotContain("PrangeBlocks", run.Files[0].ToString());
    }

    [Fact]
    public async Task WhatIsRequiredIsAnError()
    {
        var run = await Of("foreach (var i in new Prange(1, n)) o[i] = o[i - 1];", "[Njit(Parallel = true, Require = true)]");
        Assert.Equal(["PYG2611", "PYG2608"], run.Refusals.Select(static r => r.Id));
        Assert.StartsWith("'F' requires threads, and this loop stays on one: an iteration reads", run.Refusals[0].GetMessage());
    }

    [Theory]
    [InlineData("for (var i = 0; i < n; i++) o[i] = a[i];")]
    [InlineData("n++;")]
    [InlineData("Action f = () => { foreach (var i in new Prange(n)) a[i] = x; }; f();")]
    public async Task ThereMustBeARange(string body) =>
        (await Of(body)).IsRefused("PYG2609", "FCore", "Nothing in 'F' runs in parallel: loop over a Prange", "Njit");
}
