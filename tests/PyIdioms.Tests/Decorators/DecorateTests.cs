namespace PyIdioms.Tests.Decorators;

/// <summary>Classes that stand in front of another implementation of their interfaces.</summary>
public class DecorateTests
{
    const string Recording = """
        public static class Trail { public static readonly List<string> Steps = []; }

        public sealed class NotedAttribute(string name = "noted") : DecoratorAttribute, IHooks<Unit>
        {
            public Unit OnEnter(in CallSite site) { Trail.Steps.Add($"{name} {site.Name}"); return default; }
            public void OnExit(in CallSite site, ref Unit state, Exception? error) => Trail.Steps.Add($"left {site.Method}{(error is null ? "" : " " + error.GetType().Name)}");
        }

        public sealed class TwiceAttribute : DecoratorAttribute, IDecorator, IAsyncDecorator
        {
            public R Around<C, R>(scoped ref C call) where C : struct, ICall<R>, allows ref struct where R : allows ref struct { call.Invoke(); return call.Invoke(); }
            public async ValueTask<R> AroundAsync<C, R>(C call) where C : struct, IAsyncCall<R> { await call.InvokeAsync(); return await call.InvokeAsync(); }
        }
        """;

    static async Task<object?> RunAsync(string source, string run)
    {
        var generated = await Generated.From(Recording, source, $"public static class Program {{ public static object? Run() {{ {run} return string.Join(\" | \", Trail.Steps); }} }}");
        Assert.Empty(generated.Refusals);
        Assert.Empty(generated.Complaints);
        return generated.Run();
    }

    [Fact]
    public async Task ADecoratedMethodNeedsNoCoreAndTheRestGoesToTheInnerOne() => Assert.Equal(
        "noted Front.Find | inner find 3 | left Find | inner count | 7",
        await RunAsync(
            """
            public interface IBook { string Find(int id); int Count { get; } }
            public sealed class Book : IBook
            {
                public string Find(int id) { Trail.Steps.Add($"inner find {id}"); return "x"; }
                public int Count { get { Trail.Steps.Add("inner count"); return 7; } }
            }
            [Decorate]
            public sealed partial class Front(IBook inner) : IBook
            {
                [Noted] public partial string Find(int id);
            }
            """,
            "IBook book = new Front(new Book()); book.Find(3); Trail.Steps.Add($\"{book.Count}\");"));

    [Fact]
    public async Task AClassWithoutConstructorsGetsOne() => Assert.Equal(
        "1 | ArgumentNullException",
        await RunAsync(
            """
            public interface IOne { int Get(); }
            public class One : IOne { public int Get() => 1; }
            [Decorate] public partial class Front : IOne;
            """,
            """
            Trail.Steps.Add($"{((IOne)new Front(new One())).Get()}");
            try { _ = new Front(null!); } catch (ArgumentNullException e) { Trail.Steps.Add(e.GetType().Name); }
            """));

    [Fact]
    public async Task DecoratorsOfTheClassAreThoseOfAllItHandsOn() => Assert.Equal(
        "noted Front.Get | inner | inner | left Get | noted Front.GetAsync | async | async | left GetAsync | noted Front.Fail | left Fail FormatException | own",
        await RunAsync(
            """
            public interface IAll<T> { T Get<U>(U u) where U : notnull; Task<T?> GetAsync(T? t, CancellationToken cancel = default); void Fail(); void Own(); }
            public class All<T>(T value) : IAll<T>
            {
                public T Get<U>(U u) where U : notnull { Trail.Steps.Add("inner"); return value; }
                public async Task<T?> GetAsync(T? t, CancellationToken cancel) { await Task.Yield(); Trail.Steps.Add("async"); return t; }
                public void Fail() => throw new FormatException();
                public void Own() => Trail.Steps.Add("never");
            }
            [Decorate, Noted, Twice]
            public partial class Front<T>(IAll<T> inner) : IAll<T>
            {
                public void Own() => Trail.Steps.Add("own");
            }
            """,
            """
            IAll<string> front = new Front<string>(new All<string>("a"));
            if (front.Get(1) != "a") throw new InvalidOperationException();
            if (front.GetAsync(null).Result is not null) throw new InvalidOperationException();
            try { front.Fail(); } catch (FormatException) { }
            front.Own();
            """) is string steps ? steps.Replace("Front<T>", "Front", StringComparison.Ordinal) : null);

    [Fact]
    public async Task EveryKindOfMemberIsHandedOn() => Assert.Equal(
        "set 5 | 5 | index 2 a | a2 | +event | raised | -event | 6 | out 9 | 4 | default replaced | base | gone",
        await RunAsync(
            """
            public interface IBase { string Name() => "default"; string Base(); }
            public interface IMany : IBase, IDisposable
            {
                int Value { get; set; }
                string this[int i, string s = "z"] { get; set; }
                event Action? Changed;
                ref int Place { get; }
                ref readonly int Look(in int i);
                bool Try(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? found);
                T? Any<T>(T? t, params ReadOnlySpan<T> more);
                T? Struct<T>(T? t) where T : struct;
                T? Class<T>(T? t) where T : class, IDisposable, new();
                Span<byte> Slice(scoped Span<byte> from, Span<byte> bytes);
                unsafe int* Pointer(int* p, delegate*<int, void> f);
                (int A, dynamic? B) Tuple((int A, object B) t);
                static int Shared => 1;
                static abstract int Needed { get; }
                int @class(int @int) => @int;
                void Set(int value, string __Inner0, int inner);
                int First { get; init; }
            }
            public class Many : IMany
            {
                int value; readonly int[] places = [6];
                public string Name() => "default replaced";
                public string Base() => "base";
                public int Value { get => value; set { this.value = value; Trail.Steps.Add($"set {value}"); } }
                public string this[int i, string s] { get => s + i; set => Trail.Steps.Add($"index {i} {value}"); }
                Action? changed;
                public event Action? Changed { add { changed += value; Trail.Steps.Add("+event"); } remove { changed -= value; Trail.Steps.Add("-event"); } }
                public void Raise() => changed?.Invoke();
                public ref int Place => ref places[0];
                public ref readonly int Look(in int i) => ref i;
                public bool Try(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? found) { found = "9"; return true; }
                public T? Any<T>(T? t, params ReadOnlySpan<T> more) => t;
                public T? Struct<T>(T? t) where T : struct => t;
                public T? Class<T>(T? t) where T : class, IDisposable, new() => t;
                public Span<byte> Slice(scoped Span<byte> from, Span<byte> bytes) => bytes[2..];
                public unsafe int* Pointer(int* p, delegate*<int, void> f) => p;
                public (int A, dynamic? B) Tuple((int A, object B) t) => t;
                public static int Needed => 1;
                public int First { get; init; }
                public void Set(int value, string __Inner0, int inner) { }
                public void Dispose() => Trail.Steps.Add("gone");
            }
            [Decorate]
            public sealed partial class Front(IMany inner) : IMany
            {
                public static int Needed => 2;
            }
            """,
            """
            var many = new Many();
            using IMany front = new Front(many);
            front.Value = 5;
            Trail.Steps.Add($"{front.Value}");
            front[2] = "a";
            Trail.Steps.Add(front[2, "a"]);
            Action raised = () => Trail.Steps.Add("raised");
            front.Changed += raised; many.Raise(); front.Changed -= raised;
            Trail.Steps.Add($"{front.Place}");
            if (front.Try("", out var found)) Trail.Steps.Add($"out {found}");
            Trail.Steps.Add($"{front.Slice(default, new byte[6]).Length}");
            Trail.Steps.Add(front.Name());
            Trail.Steps.Add(front.Base());
            front.Dispose();
            return string.Join(" | ", Trail.Steps);
            """));

    [Fact]
    public async Task WhatTheClassOffersIsForItsDecorators() => Assert.Equal(
        "need 42",
        await RunAsync(
            """
            public sealed class Clocked { public int Now => 42; }
            public sealed class NeedyAttribute : DecoratorAttribute, IHooks<Unit, Clocked>
            {
                public Unit OnEnter(in CallSite site, Clocked need) { Trail.Steps.Add($"need {need.Now}"); return default; }
                public void OnExit(in CallSite site, ref Unit state, Exception? error) { }
            }
            public interface IOne { int Get(); }
            public class One : IOne { public int Get() => 1; }
            [Decorate, Needy] public partial class Front(IOne inner, Clocked clock) : IOne;
            """,
            "_ = ((IOne)new Front(new One(), new Clocked())).Get();"));

    [Theory]
    [InlineData("[Decorate] public class C(I inner) : I;", "PYG1501", "Decorate", "[Decorate] needs 'C' to be partial")]
    [InlineData("[Decorate] file partial class C(I inner) : I;", "PYG1502", "Decorate", "[Decorate] cannot stand on 'C'")]
    [InlineData("[Decorate] public partial class C;", "PYG1503", "Decorate", "[Decorate] has nothing to stand in front of: 'C' implements no interface")]
    [InlineData("[Decorate] public partial class C { public C(int i) { } } public partial class C : I;", "PYG1504", "Decorate", "[Decorate] hands the calls of 'C' on to one I, and it has none")]
    [InlineData("[Decorate] public partial class C(I a, I b) : I;", "PYG1504", "Decorate", "[Decorate] hands the calls of 'C' on to one I, and it has two, 'a' and 'b'")]
    [InlineData("public interface J<T> { void M<U>(T t, U u); } [Decorate] public partial class C<U>(J<U> inner) : J<U>;", "PYG1505", "C", "'C' cannot hand on 'J<U>.M<U>(U, U)': its type parameter 'U' would hide that of 'C'")]
    [InlineData("public interface J { IAsyncEnumerable<int> Read(); int Get(); } [Decorate, Retry] public partial class C(J inner) : J;", "PYG0107", "Retry", "[Retry] cannot decorate an async stream")]
    [InlineData("public sealed class NeedyAttribute : DecoratorAttribute, IHooks<int, IDisposable> { public int OnEnter(in CallSite site, IDisposable need) => 1; public void OnExit(in CallSite site, ref int state, Exception? error) { } } [Decorate, Needy] public partial class C(I inner) : I;", "PYG0120", "Needy", "[Needy] needs one IDisposable, and 'C' has none")]
    [InlineData("[Noted] public class C;", "PYG1506", "Noted", "[Noted] does nothing here")]
    public async Task AMisuseIsSaidAtTheUsersOwnLine(string source, string id, string at, string message)
    {
        var generated = await Generated.From(Recording, "public interface I { int Get(); }", source);
        var refusal = Assert.Single(generated.Refusals);
        Assert.Equal((id, at), (refusal.Id, refusal.Location.SourceTree!.ToString()[refusal.Location.SourceSpan.Start..refusal.Location.SourceSpan.End]));
        Assert.StartsWith(message, refusal.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task AMethodOfNobodysInterfaceStillNeedsItsCore()
    {
        var generated = await Generated.From(Recording, "public interface I { int Get(); } [Decorate] public partial class C(I inner) : I { [Noted] public partial int Other(); }");
        Assert.Equal("PYG0103", Assert.Single(generated.Refusals).Id);
    }
}
