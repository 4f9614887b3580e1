using PyIdioms.Generators.Overload;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Overloads;

/// <summary>Every wrong use is one diagnostic at the user's own line; any right one compiles.</summary>
public class OverloadShapes
{
    static Task<Run> Generate(params string[] sources) => Run.Of(new OverloadGenerator(), new OverloadRules(), sources);

    [Theory]
    [InlineData("class C { [Overload] public int M(int x) => x; }", "PYG0601", "Overload", "[Overload] does nothing here: declare 'M' as a partial method")]
    [InlineData("abstract class C { [Overload] public abstract int M(int x); }", "PYG0601", "Overload", "[Overload] does nothing here")]
    [InlineData("class C { partial class D { [Overload] partial void M(int x); void MCore(int x) { } } }", "PYG0602", "Overload", "[Overload] needs 'C' to be partial")]
    [InlineData("partial class C { [Overload] public partial int M(int x); }", "PYG0603", "M", "'M' has no body: write 'private int MCore(int x)'")]
    [InlineData("partial class C { [Overload] public static partial void M(string? x); }", "PYG0603", "M", "'M' has no body: write 'private static void MCore(string? x)'")]
    [InlineData("partial class C { [Overload] public partial int M(int x); int MCore(string x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': its 'x' cannot be 'int'")]
    [InlineData("partial class C { [Overload] public static partial int M(int x); int MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': it is not 'static'")]
    [InlineData("partial struct C { [Overload] public readonly partial int M(int x); int MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': it is not 'readonly'")]
    [InlineData("partial class C { [Overload] public partial int M(int x); string MCore(object x) => \"\"; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': what it returns, 'string', is never 'int'")]
    [InlineData("partial class C { [Overload] public partial int M(int x); double MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': what it returns, 'double', is never 'int'")]
    [InlineData("partial class C { [Overload] public partial int M(int x); void MCore(object x) { } }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': what it returns, 'void'")]
    [InlineData("partial class C { [Overload] public partial int M(int x); System.Threading.Tasks.Task<object> MCore(object x) => null!; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': what it returns")]
    [InlineData("partial class C { [Overload] public partial void M(int x); System.Threading.Tasks.Task MCore(object x) => null!; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': what it returns")]
    [InlineData("partial class C { [Overload] public partial int M(int x, int y); object MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int, int)': it has no parameter for 'y'")]
    [InlineData("partial class C { [Overload] public partial int M(int x); object MCore(object x, object y) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': its parameter 'y' gets nothing")]
    [InlineData("partial class C { [Overload] public partial int M(Span<int> x); object MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(Span<int>)': its 'x' cannot be 'Span<int>'")]
    [InlineData("partial class C { [Overload] public partial int M(Span<int> x); object MCore<T>(T x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(Span<int>)': its 'T' cannot be 'Span<int>'")]
    [InlineData("partial class C { [Overload] public partial int M(out int x); object MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(out int)': 'x' is passed in another way")]
    [InlineData("partial class C { [Overload] public partial int M(int x); object MCore<T>(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': its type parameter 'T' follows from nothing")]
    [InlineData("partial class C { [Overload] public partial int M(int x); object MCore<T>(T x) where T : class => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': its 'T' cannot be 'int'")]
    [InlineData("partial class C { [Overload] public partial int M(string? x); object MCore(object x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(string?)': its 'x' cannot be null")]
    [InlineData("partial class C { [Overload] public partial int M(int x); object MCore(object x) => 1; object MCore(int x) => 1; }", "PYG0604", "M", "'MCore' cannot be the body of 'M(int)': 2 methods of the name could be")]
    [InlineData("partial class C { [Overload] public partial int M(int x); public partial int M(int x) => x; int MCore(int x) => x; }", "PYG0605", "M", "[Overload] writes this part of 'M'")]
    [InlineData("partial class C { public partial int M(int x); [Overload] public partial int M(int x) => x; int MCore(int x) => x; }", "PYG0605", "M", "[Overload] writes this part of 'M'")]
    [InlineData("class C { void N() { M(1); [Overload] int M(int x) => x; } }", "PYG0606", "Overload", "[Overload] cannot stand on a local function")]
    [InlineData("static class C { extension(string s) { [Overload] public int M(int x) => x; } }", "PYG0606", "Overload", "[Overload] cannot stand on a member of an extension block")]
    [InlineData("file partial class C { [Overload] partial void M(int x); void MCore(int x) { } }", "PYG0606", "Overload", "[Overload] cannot stand on a part of the file-local type 'C'")]
    [InlineData("partial class C { [Overload, Timed] partial void M(int x); void MCore(int x) { } }", "PYG0607", "Timed", "[Timed] and [Overload] would both write 'M'")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message) => (await Generate(source)).IsRefused(id, at, message, "Overload");

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T> { protected partial struct @struct { [Overload] internal readonly partial T @event(T @int); readonly object? @eventCore(object? @int) => @int; } } }")]
    [InlineData("partial class C { [Overload] public partial T M<T>(T x) where T : class; [Overload] public partial int M(int x); object MCore(object x) => x; }")]
    [InlineData("partial class C { [Overload] public partial T M<T>(T x); object? MCore(object? x) => x; }")]
    [InlineData("partial class C { [Overload] public partial List<T> M<T>(List<T> x); IEnumerable<U> MCore<U>(IEnumerable<U> x) => x; }")]
    [InlineData("partial class C { [Overload] public partial int M(Span<int> x); [Overload] public partial int M(int[] x); static int MCore<T>(T x) where T : allows ref struct => 1; }")]
    [InlineData("partial class C { [Overload] public partial int M(scoped Span<int> x); [Overload] public partial int M(scoped ReadOnlySpan<int> x); static int MCore(scoped ReadOnlySpan<int> x) => x.Length; }")]
    [InlineData("partial class C { [Overload] public partial void M(ref int x, in long y, params string[] z); void MCore(ref int x, in long y, object z) => x = (int)y; }")]
    [InlineData("partial class C { int f; [Overload] public partial ref int M(int x); [Overload] public partial ref int M(string x); ref int MCore(object x) => ref f; }")]
    [InlineData("partial class C { [Overload] public unsafe partial int M(int* x); unsafe int MCore(void* x) => 1; }")]
    [InlineData("partial interface I { [Overload] int M(int x) => 1; }", "PYG0601")]
    [InlineData("partial interface I<in T> { [Overload] public partial int M(T x); private int MCore(object? x) => 1; }")]
    [InlineData("class B { public virtual int M(string x) => 1; } partial class C : B { [Overload] public sealed override partial int M(string x); [Overload] public virtual partial int M(int x); object MCore(object x) => 1; }")]
    [InlineData("partial record R(int N) { [Overload] public partial int M(int x); private int MCore(object x, int y = 3, int z = 4) => y; }")]
    [InlineData("#nullable disable\npartial class C { [Overload] public partial string M(string x); object MCore(object x) => x; }")]
    [InlineData("partial class C { [Overload] public partial dynamic M(dynamic x); [Overload] public partial int M(int x, int y); dynamic MCore(dynamic x, int y = 0) => x; }")]
    [InlineData("static partial class C { [Overload] public static partial int M(this string x); [Overload] public static partial int M(this int x); static int MCore(this object x) => 1; }")]
    [InlineData("partial class C { [Overload] public partial (int A, string B) M((int A, string B) x); [Overload] public partial int? M(int? x); object? MCore(object? x) => x; }")]
    [InlineData("partial class C { [Overload] public partial long M(int x); [Overload] public partial long M(long x); long MCore(long x) => x; }")]
    [InlineData("partial class C { [Overload] public partial TR M<TA, TR>(Func<TA, TR> x, TA y); object? MCore<A, R>(Func<A, R> x, A y) => x(y); }")]
    [InlineData("partial class C { [Obsolete] [Overload] public partial int M(int x); int MCore(int x) => x; } partial class c { [Overload] public partial int M(int x); int MCore(int x) => x; }")]
    [InlineData("partial class C { [Overload] public partial Task<string?> M(string? x); [Overload] public partial Task M(int x); Task<object?> MCore(object? x) => null!; }")]
    [InlineData("partial class C { [Overload] public partial IAsyncEnumerable<string> M(string x); [Overload] public partial IEnumerable<int> M(int x); object MCore(object x) => x; }")]
    [InlineData("partial class C { [Overload] public partial int M(int x); [Overload] public partial int M(string x); } partial class C { object MCore(object x) => 1; }")]
    [InlineData("partial class C { [Overload] public partial int M(int x); [Timed] private partial object MCore(object x); object MCoreCore(object x) => 1; private partial object MCore(object x) => 2; }")]
    public async Task AnyShapeCompiles(string source, string? refused = null)
    {
        var run = await Generate(source);
        if (refused is null) run.IsClean();
        else Assert.Equal(refused, Assert.Single(run.Refusals).Id);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "partial class C<T> where T : class { [Overload] public static partial Task<T> M<U>(ref U x, T y = null!) where U : struct; [Overload] public static partial int M(int x); static Task<T> MCore<U>(ref U x, T y) where U : struct => null!; }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }
}
