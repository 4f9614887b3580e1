using System.Reflection;
using System.Runtime.Loader;
using PyIdioms.Generators.Njit;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Njit;

/// <summary>Two spans of the same elements: what one stores the other reads, as in the loop that was written.</summary>
public class OverlapTests
{
    delegate void Loop(Span<int> a, Span<int> b, Span<int> o, Span<int> k);

    [Theory]
    [InlineData("a[i] = i; o[i] = b[i] + o[k[i]];")]
    [InlineData("a[i] = i * 2; o[i] = b[i] / k[i];")]
    [InlineData("a[i] += 3; b[i] *= 2;")]
    [InlineData("a[i] = 1; b[i + 1] = a[i] + 1;")]
    [InlineData("if (k[i] > 3) a[k[i]] = b[i];")]
    [InlineData("a[2 * (i / 2)] = i; o[i] = b[i];")]
    public async Task IsSeen(string body)
    {
        var run = await Run.Of(new NjitGenerator(), new NjitRules(), $$"""
            using System;
            public static partial class Loops
            {
                [Njit] public static partial void F(Span<int> a, Span<int> b, Span<int> o, Span<int> k);
                public static void FCore(Span<int> a, Span<int> b, Span<int> o, Span<int> k) { for (var i = 0; i < k.Length; i++) { {{body}} } }
            }
            """);
        Assert.Empty(run.Complaints);
        using var image = new MemoryStream();
        Assert.True(run.Compilation.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("Loops", isCollectible: true);
        var type = context.LoadFromStream(image).GetType("Loops")!;
        var (core, fast) = (Of("FCore"), Of("F"));
        foreach (var apart in (int[])[0, 1, 3, 16, 200])
        {
            var (expected, actual) = (Numbers(), Numbers());
            Call(core, expected, apart);
            Call(fast, actual, apart);
            Assert.Equal(expected, actual);
        }
        context.Unload();

        Loop Of(string name) => type.GetMethod(name, BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<Loop>();
    }

    static int[] Numbers() => [.. Enumerable.Range(0, 900).Select(static i => i * 7 % 90 + 1)];

    static void Call(Loop loop, int[] all, int apart) => loop(all.AsSpan(0, 101), all.AsSpan(apart, 101), all.AsSpan(500, 101), all.AsSpan(700, 100));
}
