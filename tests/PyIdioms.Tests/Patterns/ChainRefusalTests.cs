using PyIdioms.Generators.Chain;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Patterns;

/// <summary>Every wrong [Chain] is one diagnostic at the user's own line; any right one compiles without a word.</summary>
public class ChainRefusalTests
{
    const string Link = "class L { public string? Handle(int n) => null; }";

    [Theory]
    [InlineData($"[Chain<int, string>] class C {{ [Link(1)] L a; }} {Link}", "PYG1901", "Chain<int, string>", "[Chain] needs 'C' to be partial")]
    [InlineData($"[Chain<int, string>] static partial class C {{ [Link(1)] static L a; }} {Link}", "PYG1902", "Chain<int, string>", "[Chain] cannot stand on 'C': it is static")]
    [InlineData($"[Chain<int, string>] file partial class C {{ [Link(1)] L a; }} {Link}", "PYG1902", "Chain<int, string>", "[Chain] cannot stand on 'C': it is a part of the file-local type")]
    [InlineData("[Chain<int, int>] partial class C { [Link(1)] int M(int n) => n; }", "PYG1903", "Chain<int, int>", "'int' cannot say that a link has no answer: write 'int?'")]
    [InlineData("[Chain<int, string>] partial class C { }", "PYG1904", "Chain<int, string>", "'C' has no links: mark")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] object a; }", "PYG1905", "Link(1)", "'a' cannot be asked: 'object' has no method 'Handle' or 'HandleAsync'; write 'string? Handle(int request)'")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M(string s) => s; }", "PYG1905", "Link(1)", "'M' cannot be asked: 's' gets nothing; write")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M() => null; }", "PYG1905", "Link(1)", "'M' cannot be asked: it does not take a 'int'")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M(ref int n) => null; }", "PYG1905", "Link(1)", "'M' cannot be asked: 'n' is passed in another way")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M<T>(int n) => null; }", "PYG1905", "Link(1)", "'M' cannot be asked: it has 1 type parameters")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] object M(int n) => n; }", "PYG1905", "Link(1)", "'M' cannot be asked: 'object' is no 'string?'")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] void M(int n) { } }", "PYG1905", "Link(1)", "'M' cannot be asked: 'void' is no 'string?'")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M(int n, System.Func<int, string> next) => null; }", "PYG1905", "Link(1)", "'M' cannot be asked: 'next' gets nothing")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M<N>(int n, N next) where N : IAsyncNext<int, string> => null; }", "PYG1905", "Link(1)", "'M' cannot be asked: 'next' answers later and the method at once")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] System.Threading.Tasks.Task<string?> M(int n, System.Threading.CancellationToken a, System.Threading.CancellationToken b) => null!; }", "PYG1905", "Link(1)", "'M' cannot be asked: it takes the same twice")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] L a; } class L { string? Handle(int n) => null; }", "PYG1905", "Link(1)", "'a' cannot be asked: 'L' has no method 'Handle'")]
    [InlineData($"[Chain<int, string>] partial class C {{ [Link(1)] L a; [Link(1)] L b; }} {Link}", "PYG1906", "Link(1)", "'b' and 'a' are both link 1")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string? M<N>(int n, N next) where N : INext<int, string> => null; [Link(2)] System.Threading.Tasks.Task<string?> T(int n) => null!; }", "PYG1907", "Link(1)", "'M' answers at once and the chain later: let it take an 'IAsyncNext<int, string>'")]
    [InlineData($"[Chain<int, string>] partial class C {{ [Link(1)] L a; public string? Handle(int n) => null; }} {Link}", "PYG1908", "Handle", "[Chain] writes 'Handle' of 'C'")]
    [InlineData($"[Chain<int, string>] partial class C {{ [Link(1)] L a; string? HandleCore() => null; }} {Link}", "PYG1909", "HandleCore", "'HandleCore' cannot be asked behind the last link: it does not take a 'int'")]
    [InlineData($"[Chain<int, string>] partial class C {{ [Link(1)] L a; string? HandleCore<N>(int n, N next) where N : INext<int, string> => null; }} {Link}", "PYG1909", "HandleCore", "'HandleCore' cannot be asked behind the last link: nothing is behind it")]
    [InlineData($"partial class C {{ [Link(1)] readonly L a, b; }} {Link}", "PYG1911", "Link(1)", "[Link] does nothing here: 'C' is no [Chain]")]
    [InlineData($"partial class C([Link(1)] L a) {{ }} {Link}", "PYG1911", "Link(1)", "[Link] does nothing here: 'C' is no [Chain]")]
    [InlineData("partial class C { [Link(1)] string? M(int n) => null; }", "PYG1911", "Link(1)", "[Link] does nothing here: 'C' is no [Chain]")]
    [InlineData($"[Chain<int, string>] partial class C {{ [Link(1)] L a; class D {{ [Link(2)] L b {{ get; }} }} }} {Link}", "PYG1911", "Link(2)", "[Link] does nothing here: 'D' is no [Chain]")]
    public async Task Refused(string source, string id, string at, string message) =>
        (await Run.Of(new ChainGenerator(), new ChainRules(), "#nullable enable\nusing PyIdioms; " + source)).IsRefused(id, at, message, "Chain");

    [Theory]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string M(int n) => \"\"; [Link(2)] string? N(int n) => null; }", "'M' always answers, so that 'N' is never asked: let it return 'string?'")]
    [InlineData("[Chain<int, string>] partial class C { [Link(1)] string M(int n) => \"\"; string HandleCore(int n) => \"\"; }", "'M' always answers, so that 'HandleCore' is never asked")]
    public async Task Warned(string source, string message)
    {
        var run = await Run.Of(new ChainGenerator(), new ChainRules(), "#nullable enable\nusing PyIdioms; " + source);
        var warning = Assert.Single(run.Refusals);
        Assert.Equal("PYG1910", warning.Id);
        Assert.StartsWith(message, warning.GetMessage());
        Assert.Empty(run.Complaints);
    }

    [Theory]
    [InlineData("namespace N { partial struct O<T> where T : class { [Chain<System.ValueTuple<int, long[]>, @object>] internal partial record @class([property: Link(1)] I<T> @event) { } } class @object { } interface I<T> : J { } interface J { @object? Handle((int a, long[] b) @in); } }")]
    [InlineData("partial class O<T> { [Chain<System.Collections.Generic.List<object>, System.Collections.Generic.IEnumerable<object>>] protected sealed partial class C { [Link(1)] public required L a; [Link(2)] L _b = new(); [Link(3)] L __c { get; } public class L { internal string[]? Handle(System.Collections.Generic.IEnumerable<object> all, int depth = 3) => null; } } }")]
    [InlineData("[Chain<string, object>] partial class C { [Link(1)] static readonly C2 x = new(); [Link(2)] object? request(object s) => x; object? __answer0 = null; int __From1() => 1; } [Chain<string, object>] partial class C2 { [Link(0)] object? cancel<N>(N next, string s) where N : notnull, INext<string, object> => next.Handle(s); }")]
    [InlineData("using System.Threading; using System.Threading.Tasks; [Chain<string, int?>] abstract partial class C(C.L l) { [Link(1)] L A { get; } = l; [Link(2)] protected abstract ValueTask<int?> B(CancellationToken a, string s); internal class L { public virtual int? Handle(string s) => null; public Task<int?> HandleAsync(string s) => Task.FromResult<int?>(1); } }")]
    [InlineData("[Chain<int, string>] partial class C<T> where T : L { [Link(1)] readonly T a; } " + Link)]
    public async Task Accepted(string source) => (await Run.Of(new ChainGenerator(), new ChainRules(), "#nullable enable\nusing PyIdioms; " + source)).IsClean();
}
