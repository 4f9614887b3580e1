using System.Runtime.CompilerServices;
using PyIdioms.Generators.Variadic;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Overloads;

/// <summary>What Python says of any number of types is said for each number, and says the same.</summary>
public partial class VariadicTests
{
    [Variadic(2, 12)]
    static List<(T1, T2)> ZipTyped<T1, T2>(IEnumerable<T1> items1, IEnumerable<T2> items2)
    {
        var all = new List<(T1, T2)>();
        using var walk1 = items1.GetEnumerator();
        using var walk2 = items2.GetEnumerator();
        while (walk1.MoveNext() && walk2.MoveNext()) all.Add((walk1.Current, walk2.Current));
        return all;
    }

    [Variadic(2, 4)]
    static List<(T1, T2)> ZipStrict<T1, T2>(IEnumerable<T1> items1, IEnumerable<T2> items2)
    {
        var all = new List<(T1, T2)>();
        using var walk1 = items1.GetEnumerator();
        using var walk2 = items2.GetEnumerator();
        while (true)
        {
            var has1 = walk1.MoveNext();
            var has2 = walk2.MoveNext();
            if (!SameLength(has1, has2)) return all;
            all.Add((walk1.Current, walk2.Current));
        }
    }

    static bool SameLength(params ReadOnlySpan<bool> has)
    {
        for (var i = 1; i < has.Length; i++)
        {
            if (has[i] != has[0]) throw new ArgumentException($"zip() argument {i + 1} is {(has[i] ? "longer" : "shorter")} than argument{(i == 1 ? " 1" : $"s 1-{i}")}");
        }
        return has[0];
    }

    [Variadic(2, 4)]
    sealed class Arr<T1, T2>
    {
        public static Type[] Args => [typeof(T1), typeof(T2)];
    }

    [Fact]
    public void ZipTypedAsInPython()
    {
        Assert.Equal([(1, "a"), (2, "b"), (3, "c")], ZipTyped([1, 2, 3], ["a", "b", "c"]));
        Assert.Empty(ZipTyped(Array.Empty<int>(), [1]));
        Assert.Equal([(1, "a", true, 1.5, (object?)null), (2, "b", false, 2.5, null)], ZipTyped([1, 2], ["a", "b"], [true, false], [1.5, 2.5], new object?[] { null, null }));
        var twelve = (ITuple)ZipTyped([0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [10], [11])[0];
        Assert.Equal(Enumerable.Range(0, 12), Enumerable.Range(0, twelve.Length).Select(i => (int)twelve[i]!));
    }

    [Fact]
    public void ZipStrictAsInPython()
    {
        Assert.Equal([(1, 3), (2, 4)], ZipStrict([1, 2], [3, 4]));
        Assert.Equal("zip() argument 2 is longer than argument 1", Assert.Throws<ArgumentException>(() => ZipStrict([1], [2, 3])).Message);
        Assert.Equal("zip() argument 3 is shorter than arguments 1-2", Assert.Throws<ArgumentException>(() => ZipStrict([1], [2], Array.Empty<int>())).Message);
        Assert.Empty(ZipStrict(Array.Empty<int>(), Array.Empty<int>()));
    }

    [Fact]
    public void TypesAsInPython()
    {
        Assert.Equal([typeof(int), typeof(string)], Arr<int, string>.Args);
        Assert.Equal([typeof(int), typeof(string), typeof(double)], Arr<int, string, double>.Args);
    }

    static Task<Run> Generate(params string[] sources) => Run.Of(new VariadicGenerator(), new VariadicRules(), sources);

    /// <summary>Source, and what the generated file contains.</summary>
    [Theory]
    [InlineData("partial class C { [Variadic(2, 3)] public static int M<T1, T2>(T1 a1, T2 a2) => 1; }", "public static int M<T1, T2, T3>(T1 a1, T2 a2, T3 a3) => 1;")]
    [InlineData("partial class C { [Variadic(2, 4)] static int Sum(int x0, int x1) => x0 + x1; }", "static int Sum(int x0, int x1, int x2, int x3) => x0 + x1 + x2 + x3;")]
    [InlineData("partial class C { [Variadic(2, 3)] static int Sum(int first, int second) => first + second; }", "static int Sum(int first, int second, int third) => first + second + third;")]
    [InlineData("partial class C { [Variadic(3, 4)] static bool All(bool x1, bool x2, bool x3) => x1 && x2 && x3; }", "static bool All(bool x1, bool x2, bool x3, bool x4) => x1 && x2 && x3 && x4;")]
    [InlineData("partial class C { [Variadic(2, 3)] static void Put(Dictionary<string, int> into, string key1, int value1, string key2, int value2, bool last = true) { into[key1] = value1; into[key2] = value2; } }", "static void Put(Dictionary<string, int> into, string key1, int value1, string key2, int value2, string key3, int value3, bool last = true) { into[key1] = value1; into[key2] = value2; into[key3] = value3; }")]
    [InlineData("partial class C { [Variadic(2, 3)] static T1 M<T1, T2>(Func<T1, T2> f1, Func<T1, T2> f2) where T1 : class, new() where T2 : class, new() => new(); }", "static T1 M<T1, T2, T3>(Func<T1, T2, T3> f1, Func<T1, T2, T3> f2, Func<T1, T2, T3> f3) where T1 : class, new() where T2 : class, new() where T3 : class, new() => new();")]
    [InlineData("[Variadic(2, 3)] delegate TResult Combine<in T1, in T2, out TResult>(T1 arg1, T2 arg2);", "delegate TResult Combine<in T1, in T2, in T3, out TResult>(T1 arg1, T2 arg2, T3 arg3);")]
    [InlineData("[Variadic(2, 3)] interface IPair2<T1, T2> { IPair2<T1, T2> With1(T1 value); IPair2<T1, T2> With2(T2 value); }", "interface IPair3<T1, T2, T3> { IPair3<T1, T2, T3> With1(T1 value); IPair3<T1, T2, T3> With2(T2 value); IPair3<T1, T2, T3> With3(T3 value); }")]
    [InlineData("partial class C { [Variadic(2, 3)] static object[] M((int, int) a1, (int, int) a2) { var all = new object[9]; all[0] = a1.Item1; all[1] = a2.Item1; return [all, $\"{a1}, {a2};\"]; } }", "all[0] = a1.Item1; all[1] = a2.Item1; all[2] = a3.Item1; return [all, $\"{a1}, {a2}, {a3};\"]; }")]
    [InlineData("[Variadic(2, 3)] abstract record Either<T1, T2> { public sealed record Case1(T1 Value) : Either<T1, T2>; public sealed record Case2(T2 Value) : Either<T1, T2>; public R Match<R>(Func<T1, R> case1, Func<T2, R> case2) => this switch { Case1 c => case1(c.Value), Case2 c => case2(c.Value), _ => throw new InvalidOperationException() }; }", "this switch { Case1 c => case1(c.Value), Case2 c => case2(c.Value), Case3 c => case3(c.Value), _ => throw new InvalidOperationException() }; }")]
    [InlineData("partial class C { [Variadic(2, 3)] static bool M(object o1, object o2) { switch (o1) { case string: return false; } return (o1, o2) is (not null, not null); } }", null)]
    public async Task Lists(string source, string? expected)
    {
        var run = await Generate(source);
        if (expected is null) Assert.Contains(run.Complaints.Concat(run.Refusals), d => d.Id is "CS8502" or "PYG0704");
        else Assert.Contains(expected, run.IsClean().Files[0].ToString());
    }

    [Theory]
    [InlineData("partial class C { [Variadic(2, 1)] static int M(int x1, int x2) => 1; }", "PYG0701", "Variadic(2, 1)", "[Variadic(2, 1)] cannot be")]
    [InlineData("partial class C { [Variadic(1, 3)] static int M(int x1) => 1; }", "PYG0701", "Variadic(1, 3)", "[Variadic(1, 3)] cannot be")]
    [InlineData("partial class C { [Variadic(2, 17)] static int M(int x1, int x2) => 1; }", "PYG0701", "Variadic(2, 17)", "[Variadic(2, 17)] cannot be")]
    [InlineData("class C { [Variadic(2, 3)] static int M(int x1, int x2) => 1; }", "PYG0702", "Variadic(2, 3)", "[Variadic] needs 'C' to be partial")]
    [InlineData("partial class C { [Variadic(2, 3)] static int M(int a, int b) => 1; }", "PYG0703", "M", "'M' does not show how it goes on behind 2: number its parameters")]
    [InlineData("[Variadic(2, 3)] class C<A, B> { }", "PYG0703", "C", "'C' does not show how it goes on behind 2: number its type parameters, 'T1' and 'T2'")]
    [InlineData("partial class C { [Variadic(2, 3)] static int M(int x1, string x2) => 1; }", "PYG0704", "x2", "'x2' is not in a list")]
    [InlineData("partial class C { [Variadic(2, 3)] static bool M(int x1, int x2) => x1 < x2; }", "PYG0704", "x2", "'x2' is not in a list")]
    [InlineData("partial class C { [Variadic(2, 3)] static int M<T1, T2>(T1 a, T2 b) => 1; }", "PYG0704", "T2", "'T2' is not in a list")]
    [InlineData("partial class C { [Variadic(2, 3)] public partial int M(int x1, int x2); public partial int M(int x1, int x2) => 1; }", "PYG0705", "Variadic(2, 3)", "[Variadic] cannot stand on a partial method")]
    [InlineData("class B { public virtual int M(int x1, int x2) => 1; } partial class C : B { [Variadic(2, 3)] public override int M(int x1, int x2) => 1; }", "PYG0705", "Variadic(2, 3)", "[Variadic] cannot stand on an override")]
    [InlineData("[Variadic(2, 3)] partial class C<T1, T2> { } partial class C<T1, T2> { }", "PYG0705", "Variadic(2, 3)", "[Variadic] cannot stand on a type in several parts")]
    [InlineData("partial class C { [Variadic(2, 3)] static object M(int x1, int x2) => new L(); } file class L;", "PYG0705", "Variadic(2, 3)", "[Variadic] cannot stand on code that names 'L'")]
    [InlineData("partial class C { [Variadic(2, 3)] static string M(int x1, int x2) => $@\"a\n{x1}, {x2}\"; }", "PYG0705", "Variadic(2, 3)", "[Variadic] cannot stand on code with a verbatim text of several lines")]
    [InlineData("static class C { extension(string s) { [Variadic(2, 3)] public int M(int x1, int x2) => 1; } }", "PYG0705", "Variadic(2, 3)", "[Variadic] cannot stand on a member of an extension block")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message) => (await Generate(source)).IsRefused(id, at, message, "Variadic");

    [Theory]
    [InlineData("using X = System.Text.StringBuilder; namespace A.@namespace { using System.Linq; partial class @class<T> { unsafe partial struct @struct { [Variadic(2, 3), Obsolete] [return: System.Diagnostics.CodeAnalysis.MaybeNull] internal readonly X? M(int* p, int[] int1, int[] int2) => new X(int1.Concat(int2).Count()); } } }", "PYG0704")]
    [InlineData("using X = System.Text.StringBuilder; namespace A.@namespace { using System.Linq; partial class @class<T> { unsafe partial struct @struct { [Variadic(2, 3), Obsolete] [return: System.Diagnostics.CodeAnalysis.MaybeNull] internal readonly X? M(int* p, int[] int1, int[] int2) => new X(int1.First() + int2.First()); } } }")]
    [InlineData("namespace N;\n#nullable disable\npartial class C { /** <summary>x</summary> */ [Variadic(2, 3)] static string M(string x1, string x2) => x1 + x2; }")]
    [InlineData("partial class C { [Variadic(2, 3)] static int M(int x1, int x2) => 1; static int M(int a, int b, int c) => 2; [Variadic(2, 3)] static int N(int x1, int x2) => M(x1, x2); }", "none of M")]
    [InlineData("partial class C { [Variadic(2, 3)] static string M(int x1, int x2)\n{\n#if DEBUG\n#endif\n#pragma warning disable CS0168\nint y;\nvar s = @\"a\n b\";\nreturn s + \"\"\"\n  raw\n  \"\"\";\n} }")]
    [InlineData("/// <summary>Of <typeparamref name=\"T1\"/>.</summary>\n/// <typeparam name=\"T1\">The first.</typeparam>\n/// <typeparam name=\"T2\">The second.</typeparam>\n/// <param name=\"A1\">One.</param>\n[Variadic(2, 3)] public sealed record R<T1, T2>(T1 A1, T2 A2) where T1 : struct where T2 : struct;")]
    [InlineData("partial interface I { [Variadic(2, 3)] void M<T1, T2>(in T1 x1, in T2 x2) where T1 : allows ref struct where T2 : allows ref struct; }")]
    [InlineData("static partial class C { [Variadic(2, 4)] public static async Task<(T1, T2)> WhenAll<T1, T2>(Task<T1> task1, Task<T2> task2) { await Task.WhenAll(task1, task2).ConfigureAwait(false); return (await task1, await task2); } }")]
    [InlineData("static partial class C { [Variadic(2, 4)] public static void Deconstruct<T1, T2>(this Tuple<T1, T2> tuple, out T1 item1, out T2 item2) { item1 = tuple.Item1; item2 = tuple.Item2; } }")]
    [InlineData("static partial class C { [Variadic(2, 4)] static void Each<T1, T2>(IEnumerable<(T1, T2)> all, Action<T1, T2> act) { foreach (var (item1, item2) in all) act(item1, item2); } }")]
    public async Task AnyShapeCompiles(string source, string? except = null)
    {
        var run = await Generate(source);
        if (except is null) run.IsClean();
        else if (except == "none of M") Assert.Contains("N(int x1, int x2, int x3)", Assert.Single(run.IsClean().Files).ToString());
        else Assert.Contains(run.Refusals.Concat(run.Complaints), d => d.Id == except);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "partial class C<T> { /// <typeparam name=\"T1\">x</typeparam>\n[Variadic(2, 4), Obsolete] public static (T1, T2) M<T1, T2>(T1 x1, T2 x2) where T1 : class where T2 : class { var (a1, a2) = (x1, x2); return x1 is null || x2 is null ? throw new Exception($\"{x1}{x2}\") : (a1, a2); } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }
}
