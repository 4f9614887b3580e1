using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Paged;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Async;

/// <summary>Every wrong [Paged] is one diagnostic at the user's own line; any right one compiles without a word.</summary>
public class PagedRefusalTests
{
    const string Rows = "Task<List<int>>";

    /// <summary>Source, id, the text at which it is reported, and the beginning of what it says.</summary>
    [Theory]
    [InlineData("partial class T { [Paged(2)] public async IAsyncEnumerable<int> S() { await Task.Yield(); yield return 1; } }", "PYG0901", "Paged(2)", "[Paged] does nothing here: declare 'S' as")]
    [InlineData("class O { partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); } }", "PYG0902", "Paged(2)", "[Paged] needs 'O' to be partial")]
    [InlineData("partial class T { [Paged(2)] public static partial IAsyncEnumerable<int> S(string q); }", "PYG0903", "S", "'S' has no pages: write 'private static async Task<IReadOnlyList<int>> SCore(string q, int offset, int limit)'")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<X> S<X>(X x, CancellationToken stop = default); }", "PYG0903", "S", "'S' has no pages: write 'private async Task<IReadOnlyList<X>> SCore<X>(X x, int offset, int limit, CancellationToken stop)'")]
    [InlineData($"partial class T {{ [Paged(2)] public static partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': it is not 'static'; it may be 'private static async")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int skip, int take) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': it has no 'offset'")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': it has no 'limit'")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(string offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': its 'offset' is no int or long")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(ref int offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': its 'offset' is no int or long")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(int offset); {Rows} SCore(int offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': 'offset' is what the pages are counted with")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(string q); {Rows} SCore(int offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': it has no parameter for 'q'")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(string q); {Rows} SCore(int q, int offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': its 'q' cannot be 'string'")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit, int depth) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': its parameter 'depth' gets nothing")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit, CancellationToken stop) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': its 'stop' gets no token")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); Task SCore(int offset, int limit) => Task.CompletedTask; }", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': what it returns, 'Task', is no page of 'int'")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); Task<int> SCore(int offset, int limit) => Task.FromResult(1); }", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': what it returns, 'Task<int>', is no page of 'int'")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); Span<int> SCore(int offset, int limit) => default; }", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': what it returns, 'Span<int>', is no page of 'int'")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); int[,] SCore(int offset, int limit) => new int[1, 1]; }", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': what it returns, 'int[*,*]', is no page of 'int'")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); void SCore(int offset, int limit) { } }", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': what it returns, 'void', is no page of 'int'")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore<X>(int offset, int limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': it has 1 type parameters, not 0")]
    [InlineData($"partial class T {{ [Paged(2)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit) => null!; {Rows} SCore(int offset, long limit) => null!; }}", "PYG0904", "SCore", "'SCore' cannot fetch the pages of 'S': 2 methods of the name could be")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); public partial IAsyncEnumerable<int> S() => null!; }", "PYG0905", "S", "[Paged] writes this part of 'S'")]
    [InlineData("partial class T { [Paged(2)] public partial Task<int> S(); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a method that returns 'Task<int>'")]
    [InlineData("partial class T { [Paged(2)] public partial IEnumerable<int> S(); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a method that returns 'IEnumerable<int>'")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(ref int n); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a method with 'n' by reference")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(ReadOnlySpan<char> q); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a method with 'q' on the stack")]
    [InlineData("unsafe partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(int* q); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a method with the pointer 'q'")]
    [InlineData("ref partial struct T { [Paged(2)] public partial IAsyncEnumerable<int> S(); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a method of the ref struct 'T'")]
    [InlineData("file partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); }", "PYG0906", "Paged(2)", "[Paged] cannot stand on a part of the file-local type 'T'")]
    [InlineData($"partial class T {{ [Paged(2), Timed] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit) => null!; }}", "PYG0907", "Timed", "[Timed] and [Paged] would both write 'S'")]
    [InlineData($"partial class T {{ [Paged(2), Overload] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit) => null!; }}", "PYG0907", "Overload", "[Overload] and [Paged] would both write 'S'")]
    [InlineData($"partial class T {{ [Paged(-1)] public partial IAsyncEnumerable<int> S(); {Rows} SCore(int offset, int limit) => null!; }}", "PYG0908", "Paged(-1)", "Pages of -1 rows never end")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message)
    {
        var run = await Run.Of(new PagedGenerator(), new PagedRules(), source);
        var refusal = Assert.Single(run.Refusals);
        Assert.Equal(id, refusal.Id);
        Assert.Equal(at, refusal.Location.SourceTree!.GetText().ToString(refusal.Location.SourceSpan));
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.DoesNotContain(run.Complaints, d => run.Files.Contains(d.Location.SourceTree!));
    }

    [Theory]
    [InlineData("Task<List<int>>", "null!")]
    [InlineData("Task<int[]>", "null!")]
    [InlineData("Task<IReadOnlyList<int>>", "null!")]
    [InlineData("Task<IEnumerable<int>?>", "null!")]
    [InlineData("ValueTask<IList<int>>", "default")]
    [InlineData("ValueTask<System.Collections.Immutable.ImmutableArray<int>>", "default")]
    [InlineData("ValueTask<HashSet<short>>", "default")]
    [InlineData("IEnumerable<int>", "[]")]
    [InlineData("List<int>?", "null")]
    [InlineData("int[]", "[]")]
    [InlineData("IAsyncEnumerable<int>", "null!")]
    [InlineData("Task<IAsyncEnumerable<int>>", "null!")]
    [InlineData("System.Collections.Concurrent.ConcurrentQueue<int>", "[]")]
    public async Task TakesEveryPage(string page, string value)
    {
        foreach (var tokens in new[] { ("", ""), ("CancellationToken stop", ", CancellationToken stop"), ("CancellationToken stop = default", ", CancellationToken ct = default"), ("[System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop", ""), ("int __page, string @class", ", string @class, int __page = 1") })
        {
            var run = await Run.Of(new PagedGenerator(), new PagedRules(), $"#pragma warning disable CS1998\nnamespace A.@new {{ partial interface I<out X> {{ }} partial class O<Q> {{ internal partial record struct T {{ [Paged(2)] internal readonly partial IAsyncEnumerable<int> S({tokens.Item1}); readonly {page} SCore(int offset, long limit{tokens.Item2}) => {value}; }} }} }}");
            Assert.Empty(run.Refusals);
            Assert.Empty(run.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
            Assert.Single(run.Files);
        }
    }

    [Theory]
    [InlineData("static partial class T { [Paged(2)] public static partial IAsyncEnumerable<int> S(this string q); static int[] SCore(string q, int offset, int limit) => []; }")]
    [InlineData("partial interface T { [Paged(2)] public partial IAsyncEnumerable<object> S(string? q = null); IEnumerable<string> SCore(object? q, long offset, int limit); }")]
    [InlineData("class B { public virtual IAsyncEnumerable<int> S() => null!; } partial class T : B { [Paged(2)] public override partial IAsyncEnumerable<int> S(); int[] SCore(int limit, int offset) => []; }")]
    [InlineData("partial class T { [Paged(2)] protected internal partial IAsyncEnumerable<X?> S<X>(X? x) where X : class, IDisposable, new(); X?[] SCore<X>(X? x, int offset, int limit) where X : class, IDisposable, new() => []; }")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(params int[] ids); int[] SCore(int[] ids, int offset, int limit, int depth = 3, params string[] more) => ids; }")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<(int A, string? B)> S(); List<(int, string?)> SCore(int offset, int limit) => []; }")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<int> S(); partial class U { [Paged(2)] public partial IAsyncEnumerable<int> s(int offsets); int[] sCore(int offsets, int offset, int limit) => []; } int[] SCore(int offset, int limit) => []; }")]
    public async Task Compiles(string source)
    {
        var run = await Run.Of(new PagedGenerator(), new PagedRules(), source);
        Assert.Empty(run.Refusals);
        Assert.Empty(run.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData("partial class T { [Paged(")]
    [InlineData("partial class T { [Paged] public partial IAsyncEnumerable<int> S(); }")]
    [InlineData("partial class T { [Paged(\"2\")] public partial IAsyncEnumerable<int> S(; }")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<> S(int); int[] SCore(int offset, int limit) => []; }")]
    [InlineData("partial class T { [Paged(2)] public partial IAsyncEnumerable<Missing> S(Missing m); Task<Missing[]> SCore(Missing m, int offset, int limit) => null!; }")]
    [InlineData("[Paged(2)] partial IAsyncEnumerable<int> S();")]
    public async Task HalfTypedCodeIsNoCrash(string source) => _ = await Run.Of(new PagedGenerator(), new PagedRules(), source);
}
