using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Async;

/// <summary>Asynchronous iterators do what Python's asynchronous generators do; what C# decides otherwise is named.</summary>
public partial class GeneratorTruthTests
{
    /// <summary>There is no asend and athrow in C#, and 'yield' in a finally block does not compile.</summary>
    static readonly string[] Impossible = ["athrow-handled", "asend", "yield-in-finally-on-aclose"];

    /// <summary>await foreach closes what it walks, and an inner iterator before the outer one goes on.</summary>
    static readonly string[] ClosedByTheLanguage = ["break-does-not-close", "nested-without-aclosing"];

    public static IEnumerable<TheoryDataRow<string>> Ids => PythonProgram.Ids("async_generator").Where(row => !Impossible.Concat(ClosedByTheLanguage).Contains(row.Data));

    [Theory, MemberData(nameof(Ids))]
    public void AsPython(string id) => PythonProgram.Holds("async_generator", null, id, p => Of(p, id));

    /// <summary>Through Closing it is Python's: behind the loop the generator stands where it was, and its finally has not run.</summary>
    [Fact]
    public void BreakDoesNotCloseThroughClosing() => EventLoop.Run(async clock =>
    {
        var expected = Truth.Of("async", "async_generator").EnumerateArray().Single(c => c.GetProperty("id").GetString() == "break-does-not-close").GetProperty("log_after_break");
        var p = new PythonProgram(clock);
        await using var all = Three(p).Closing();
        await foreach (var item in all)
        {
            if (item == 1) break;
        }
        Assert.Equal(expected.EnumerateArray().Select(l => l.GetString()), p.Lines);
    });

    /// <summary>The language closes the inner one first; through a Closing that nobody disposes of it is left, as in Python until the collector comes.</summary>
    [Fact]
    public void NestedGeneratorsCloseInOrder() => EventLoop.Run(async clock =>
    {
        var expected = Truth.Of("async", "async_generator").EnumerateArray().Single(c => c.GetProperty("id").GetString() == "nested-without-aclosing").GetProperty("log_at_aclose");
        var (left, closed) = (new PythonProgram(clock), new PythonProgram(clock));
        await foreach (var _ in Outer(left, Inner(left).Closing())) break;
        Assert.Equal(expected.EnumerateArray().Select(l => l.GetString()), left.Lines);
        await foreach (var _ in Outer(closed, Inner(closed))) break;
        Assert.Equal(["inner-finally", "outer-finally"], closed.Lines);

        static async IAsyncEnumerable<int> Inner(PythonProgram p)
        {
            try
            {
                await Task.Yield();
                yield return 1;
            }
            finally
            {
                p.Log("inner-finally");
            }
        }

        static async IAsyncEnumerable<int> Outer(PythonProgram p, IAsyncEnumerable<int> inner)
        {
            try
            {
                await foreach (var i in inner) yield return i;
            }
            finally
            {
                p.Log("outer-finally");
            }
        }
    });

    [Fact]
    public void YieldInFinallyDoesNotCompile()
    {
        var tree = CSharpSyntaxTree.ParseText("class C { static async System.Collections.Generic.IAsyncEnumerable<int> M() { await System.Threading.Tasks.Task.Yield(); try { yield return 1; } finally { yield return 2; } } }");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        Assert.Equal(["CS1625"], CSharpCompilation.Create("a", [tree], references, new(OutputKind.DynamicallyLinkedLibrary)).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id));
    }

    static async Task<object?> Of(PythonProgram p, string id)
    {
        switch (id)
        {
            case "exhaust":
                var got = new List<int>();
                await foreach (var item in Three(p)) got.Add(item);
                return got;
            case "aclose-before-start":
                await using (Three(p).Closing())
                {
                }
                return null;
            case "aclose-mid":
                var mid = Three(p).GetAsyncEnumerator();
                await mid.NextAsync();
                await mid.DisposeAsync();
                return null;
            case "aclosing":
                await using (var all = Three(p).Closing())
                {
                    await foreach (var item in all) break;
                }
                return null;
            case "aclose-while-running":
                var running = Three(p).GetAsyncEnumerator();
                var step = running.MoveNextAsync().AsTask();
                var refused = await Record.ExceptionAsync(async () => await running.DisposeAsync());
                await step;
                await running.DisposeAsync();
                throw Assert.IsType<NotSupportedException>(refused);
            case "async-comprehension":
                var squares = new List<int>();
                await foreach (var n in Evens(p)) squares.Add(n * 2);
                return squares;
            case "batched-stream":
                var rows = new List<int>();
                await foreach (var row in new Table(p).StreamRows()) rows.Add(row);
                return rows;
            default: throw new InvalidOperationException(id);
        }
    }

    /// <summary>What C# runs when it closes an iterator is its finally blocks: there is no GeneratorExit to be caught, so it is told apart by the end that was not reached.</summary>
    static async IAsyncEnumerable<int> Three(PythonProgram p)
    {
        var isWhole = false;
        p.Log("start");
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                yield return i;
                p.Log($"after {i}");
            }
            isWhole = true;
        }
        finally
        {
            if (!isWhole) p.Log("GeneratorExit");
            p.Log("finally");
            await p.Sleep(0.01);
            p.Log("finally-done");
        }
    }

    static async IAsyncEnumerable<int> Evens(PythonProgram p)
    {
        for (var i = 0; i < 5; i += 2)
        {
            await p.Sleep(0.01);
            yield return i;
        }
    }

    sealed partial class Table(PythonProgram p)
    {
        [Paged(2)] public partial IAsyncEnumerable<int> StreamRows();

        async Task<List<int>> StreamRowsCore(int offset, int limit)
        {
            p.Log($"query {offset}");
            await p.Sleep(0.01);
            return [.. Enumerable.Range(0, 5).Skip(offset).Take(limit)];
        }
    }
}
