using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Exceptions;

/// <summary>Handlers see and leave what those of CPython's <c>except*</c> do, case by case.</summary>
public class ExceptStarTests
{
    class A(string message, Exception? inner = null) : Exception(message, inner);
    class A1(string message) : A(message);
    sealed class A11(string message) : A1(message);
    sealed class A2(string message) : A(message);
    class B(string message) : Exception(message);
    sealed class B1(string message) : B(message);
    sealed class C(string message, Exception? inner = null) : Exception(message, inner);

    /// <summary>A BaseException that is no Exception.</summary>
    sealed class K(string message) : OperationCanceledException(message);

    sealed class GS(string message, IEnumerable<Exception> exceptions, int code) : ExceptionGroup(message, exceptions)
    {
        public int Code { get; } = code;

        public override ExceptionGroup Derive(IEnumerable<Exception> exceptions) => new GS(Message, exceptions, Code);
    }

    sealed class GN(string message, IEnumerable<Exception> exceptions) : ExceptionGroup(message, exceptions);

    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        Truth.Of("exceptions", "except_star").GetProperty("cases").EnumerateArray().Concat(Truth.Of("exceptions", "except_star").GetProperty("fuzz").EnumerateArray())
            .Concat(Truth.Of("asked", "except_star").EnumerateArray())
            .Select(c => new TheoryDataRow<string>(c.GetRawText()) { TestDisplayName = c.GetProperty("id").GetString() });

    static Exception Tree(JsonElement data) => data.ValueKind == JsonValueKind.Array ? Leaf(data[0].GetString()!, data[1].GetString()!) : (Kind(data), Children(data), data.GetProperty("g").GetString()!) switch
    {
        ("GS", var children, var message) => new GS(message, children, data.GetProperty("code").GetInt32()),
        ("GN", var children, var message) => new GN(message, children),
        (_, var children, var message) => new ExceptionGroup(message, children),
    };

    static string Kind(JsonElement group) => group.TryGetProperty("k", out var kind) ? kind.GetString()! : "G";

    static IEnumerable<Exception> Children(JsonElement group) => group.GetProperty("c").EnumerateArray().Select(Tree);

    static Exception Leaf(string type, string message) => type switch
    {
        "A" => new A(message),
        "A1" => new A1(message),
        "A11" => new A11(message),
        "A2" => new A2(message),
        "B" => new B(message),
        "B1" => new B1(message),
        "C" => new C(message),
        "K" => new K(message),
        _ => throw new InvalidOperationException(type),
    };

    static string Text(JsonElement data) => data.ValueKind == JsonValueKind.Null ? "null" : data.ValueKind == JsonValueKind.Array ? $"{data[0]}:{data[1]}"
        : $"{(Kind(data) is "GS" ? $"GS{data.GetProperty("code")} " : "")}{data.GetProperty("g")}({string.Join(" ", data.GetProperty("c").EnumerateArray().Select(Text))})";

    static string Text(Exception? tree) => tree switch
    {
        null => "null",
        ExceptionGroup g => $"{(g is GS { Code: var code } ? $"GS{code} " : "")}{g.Message}({string.Join(" ", g.Exceptions.Select(Text))})",
        _ => $"{tree.GetType().Name}:{tree.Message}",
    };

    static ExceptStar On(ExceptStar chain, string[] types, Action<ExceptionGroup> handler) => types switch
    {
        ["A"] => chain.On<A>(handler),
        ["A1"] => chain.On<A1>(handler),
        ["A11"] => chain.On<A11>(handler),
        ["A2"] => chain.On<A2>(handler),
        ["B"] => chain.On<B>(handler),
        ["B1"] => chain.On<B1>(handler),
        ["C"] => chain.On<C>(handler),
        ["K"] => chain.On<OperationCanceledException>(handler),
        ["Exception"] => chain.On<Exception>(handler),
        ["BaseException"] => chain.On<Exception, OperationCanceledException>(handler),
        [var one, var other] => (ExceptStar)typeof(ExceptStar).GetMethods().Single(m => m.Name == "On" && m.GetGenericArguments().Length == 2 && m.GetParameters()[0].ParameterType == typeof(Action<ExceptionGroup>))
            .MakeGenericMethod(TypeOf(one), TypeOf(other)).Invoke(chain, [handler])!,
        _ => throw new InvalidOperationException(string.Join(",", types)),
    };

    static Type TypeOf(string name) => name switch { "Exception" => typeof(Exception), "K" => typeof(OperationCanceledException), _ => Leaf(name, "").GetType() };

    static void Do(JsonElement what, ExceptionGroup group)
    {
        if (what.ValueKind == JsonValueKind.String)
        {
            if (what.GetString() == "raise") group.Reraise();
            if (what.GetString() == "raise_eg") throw group;
            return;
        }
        throw what[0].GetString() switch
        {
            "new" => Leaf(what[1].GetString()!, what[2].GetString()!),
            "new_from" when what[1].GetString() == "A" => new A(what[2].GetString()!, group),
            "new_from" => new C(what[2].GetString()!, group),
            "new_group" => Tree(what[1]),
            "raise_child" => group.Exceptions[0],
            var other => new InvalidOperationException(other),
        };
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task AsPython(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        foreach (var isAsync in new[] { false, true })
        {
            var raised = Tree(expected.GetProperty("tree"));
            var leaves = LeavesOf(raised).ToHashSet(ReferenceEqualityComparer.Instance);
            var handlers = expected.GetProperty("handlers").EnumerateArray().ToArray();
            var seen = new ExceptionGroup?[handlers.Length];
            var left = await Record(async () =>
            {
                try
                {
                    throw raised;
                }
                catch (Exception e)
                {
                    var chain = ExceptStar.Of(e);
                    for (var i = 0; i < handlers.Length; i++)
                    {
                        var (at, handler) = (i, handlers[i]);
                        chain = On(chain, [.. handler.GetProperty("catch").EnumerateArray().Select(c => c.GetString()!)], group =>
                        {
                            seen[at] = group;
                            Do(handler.GetProperty("do"), group);
                        });
                    }
                    if (isAsync) await chain.ThrowRestAsync();
                    else chain.ThrowRest();
                }
            });
            Assert.Equal(expected.GetProperty("seen").EnumerateArray().Select(Text), seen.Select(Text));
            Assert.Equal(Text(expected.GetProperty("outcome")), Text(left));
            Assert.All(seen.OfType<ExceptionGroup>().SelectMany(g => g.Leaves), leaf => Assert.Contains(leaf, leaves));
            if (expected.TryGetProperty("links", out var links)) Links(links, left!);
        }
    }

    static IEnumerable<Exception> LeavesOf(Exception tree) => tree is ExceptionGroup group ? group.Leaves : [tree];

    static void Links(JsonElement links, Exception left)
    {
        foreach (var link in links.EnumerateObject())
        {
            foreach (var one in link.Value.EnumerateObject())
            {
                var thrown = LeavesOf(left).Single(e => e.Message == one.Name);
                Assert.Equal(Text(one.Value), Text(link.Name == "cause" ? thrown.Cause : thrown.Context));
            }
        }
    }

    static async Task<Exception?> Record(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>catch-group-type: Python's TypeError. The other three are syntax errors there, and cannot be written here.</summary>
    [Fact]
    public void GroupsThemselvesAreNotCaught()
    {
        var chain = ExceptStar.Of(new A("a"));
        Assert.Throws<ArgumentException>(() => chain.On<ExceptionGroup>(static _ => { }));
        Assert.Throws<ArgumentException>(() => chain.On<AggregateException>(static _ => { }));
        Assert.Throws<ArgumentException>(() => chain.On<A, GN>(static _ => { }));
        Assert.Throws<ArgumentNullException>(() => ExceptStar.Of(null!));
        Assert.Throws<ArgumentNullException>(() => chain.On<A>((Action<ExceptionGroup>)null!));
    }

    [Fact]
    public async Task HandlersMayBeAsynchronous()
    {
        var order = new List<string>();
        var left = await Record(() => ExceptStar.Of(new ExceptionGroup("g", new A("a"), new B("b"), new C("c")))
            .On<A>(async group =>
            {
                await Task.Delay(5);
                order.Add(group.Exceptions[0].Message);
                group.Reraise();
            })
            .On<B>(group => order.Add(group.Exceptions[0].Message))
            .ThrowRestAsync());
        Assert.Equal(["a", "b"], order);
        Assert.Equal("g(A:a C:c)", Text(left));
    }

    [Fact]
    public void AnAsynchronousHandlerIsNotWaitedForSynchronously()
    {
        var done = new TaskCompletionSource();
        var error = Assert.Throws<InvalidOperationException>(() => ExceptStar.Of(new A("a")).On<A>(_ => done.Task).ThrowRest());
        Assert.Equal("a", error.InnerException!.Message);
        ExceptStar.Of(new A("a")).On<A>(_ => Task.CompletedTask).ThrowRest();
        Assert.Equal("n", Assert.Throws<C>(() => ExceptStar.Of(new A("a")).On<A>(_ => Task.FromException(new C("n"))).ThrowRest()).Message);
    }

    [Fact]
    public void CancellationIsNoException()
    {
        var tree = new ExceptionGroup("g", new A("a"), new TaskCanceledException("t"), new K("k"));
        Assert.Equal("g(TaskCanceledException:t K:k)", Text(Assert.Throws<ExceptionGroup>(() => ExceptStar.Of(tree).On<Exception>(static _ => { }).ThrowRest())));
        Assert.Equal("g(A:a K:k)", Text(Assert.Throws<ExceptionGroup>(() => ExceptStar.Of(tree).On<TaskCanceledException>(static _ => { }).On<SystemException>(static _ => { }).ThrowRest())));
        ExceptStar.Of(tree).On<Exception, OperationCanceledException>(static g => Assert.Equal(3, g.Exceptions.Count)).ThrowRest();
        var naked = new OperationCanceledException("n");
        Assert.Same(naked, Assert.Throws<OperationCanceledException>(() => ExceptStar.Of(naked).On<Exception>(static _ => { }).ThrowRest()));
    }

    [Fact]
    public void WhatNobodyHandlesKeepsItsTrace()
    {
        static void Origin() => throw new A("a");
        var naked = Assert.Throws<A>(() =>
        {
            try
            {
                Origin();
            }
            catch (A e)
            {
                ExceptStar.Of(e).On<B>(static _ => { }).ThrowRest();
            }
        });
        Assert.Contains(nameof(Origin), naked.StackTrace);
        Assert.DoesNotContain(nameof(ExceptStar) + ".", naked.StackTrace);

        static void Group() => throw new ExceptionGroup("g", new A("a"), new B("b"));
        var rest = Assert.Throws<ExceptionGroup>(() =>
        {
            try
            {
                Group();
            }
            catch (ExceptionGroup e)
            {
                ExceptStar.Of(e).On<B>(static _ => { }).ThrowRest();
            }
        });
        Assert.Contains(nameof(Group), rest.StackTrace);
        Assert.Contains(Traceback.Extract(rest), f => f.Name.EndsWith(".Group", StringComparison.Ordinal));
    }

    [Fact]
    public void ContextsDoNotLeadBack()
    {
        var later = new C("later");
        var group = new ExceptionGroup("g", new A("a")) { Context = later };
        Assert.Same(later, Assert.Throws<C>(() => ExceptStar.Of(group).On<A>(_ => throw later).ThrowRest()));
        Assert.Null(later.Context);
    }

    [Fact]
    public void AggregatesOfTasksAreGroups()
    {
        var faulted = Task.WhenAll(Task.FromException(new A("a")), Task.FromException(new B("b")));
        var left = Assert.Throws<ExceptionGroup>(() => ExceptStar.Of(faulted.Exception!).On<A>(static g => Assert.Equal("a", g.Exceptions[0].Message)).ThrowRest());
        Assert.Equal("One or more errors occurred.(B:b)", Text(left));
        ExceptStar.Of(faulted.Exception!).On<Exception>(static g => Assert.Equal(2, g.Exceptions.Count)).ThrowRest();
    }
}
