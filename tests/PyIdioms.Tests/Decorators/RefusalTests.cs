using Microsoft.CodeAnalysis;

namespace PyIdioms.Tests.Decorators;

/// <summary>Every wrong use is one diagnostic at the user's own line, and never an error in generated code.</summary>
public class RefusalTests
{
    const string Decorators = """
        public sealed class SyncOnlyAttribute : DecoratorAttribute, IDecorator
        {
            public R Around<C, R>(scoped ref C call) where C : struct, ICall<R>, allows ref struct where R : allows ref struct => call.Invoke();
        }
        public sealed class AsyncOnlyAttribute : DecoratorAttribute, IAsyncDecorator
        {
            public ValueTask<R> AroundAsync<C, R>(C call) where C : struct, IAsyncCall<R> => call.InvokeAsync();
        }
        public sealed class BothAttribute(params object?[] values) : DecoratorAttribute, IHooks<int>, IDecorator
        {
            public Type? Kind { get; set; }
            public double Number;
            public R Around<C, R>(scoped ref C call) where C : struct, ICall<R>, allows ref struct where R : allows ref struct => call.Invoke();
            public int OnEnter(in CallSite site) => values.Length;
            public void OnExit(in CallSite site, ref int state, Exception? error) { }
        }
        public sealed class IntToIntAttribute : DecoratorAttribute, IArgsDecorator<ValueTuple<int>, int>
        {
            public int Around<C>(scoped ref C call) where C : struct, ICall<ValueTuple<int>, int> => call.Invoke();
        }
        public sealed class AnyArgsAttribute : DecoratorAttribute, IArgsDecorator
        {
            public R Around<C, A, R>(scoped ref C call) where C : struct, ICall<A, R> => call.Invoke();
        }
        public class OpenAttribute : DecoratorAttribute, IHooks<int>
        {
            public int OnEnter(in CallSite site) => 1;
            public void OnExit(in CallSite site, ref int state, Exception? error) { }
        }
        public sealed class TwoStatesAttribute : DecoratorAttribute, IHooks<int>, IHooks<string>
        {
            public int OnEnter(in CallSite site) => 1;
            public void OnExit(in CallSite site, ref int state, Exception? error) { }
            string IHooks<string>.OnEnter(in CallSite site) => "";
            public void OnExit(in CallSite site, ref string state, Exception? error) { }
        }
        public sealed class EmptyAttribute : DecoratorAttribute;
        public sealed class NeedyAttribute : DecoratorAttribute, IHooks<int, IDisposable>
        {
            public int OnEnter(in CallSite site, IDisposable need) => 1;
            public void OnExit(in CallSite site, ref int state, Exception? error) { }
        }
        public sealed class MarkAttribute : ArgumentMarkAttribute;
        public sealed class MarkedAttribute : DecoratorAttribute, IHooks<int>, IArguments<int, MarkAttribute>
        {
            public int OnEnter(in CallSite site) => 1;
            public void OnExit(in CallSite site, ref int state, Exception? error) { }
            public bool WantsArguments(ref int state) => true;
            public void OnArgument<T>(ref int state, string name, T value) { }
            public void OnArgumentsShown(ref int state) { }
        }
        public sealed class PrefixAttribute : DecoratorAttribute, IConcatenate<string>
        {
            public R Around<C, R>(scoped ref C call) where C : struct, IConcatenateCall<string, R>, allows ref struct where R : allows ref struct => call.Invoke("");
        }
        """;

    /// <summary>Source, id, the text at which it is reported, and the beginning of what it says.</summary>
    [Theory]
    [InlineData("partial class C { [Timeout(1)] public partial void M(); void MCore() { } }", "PYG0122", "Timeout(1)", "[Timeout] ends a call through its token, and 'M' takes none: add a CancellationToken parameter")]
    [InlineData("partial class C { [Once] public partial int M(int x, CancellationToken c); int MCore(int x, CancellationToken c) => 1; }", "PYG0123", "Once", "'M' runs once, so only its first caller's 'x' would count: use [LruCache]")]
    [InlineData("partial class C { [Once] public partial ref int M(); ref int MCore() => throw new Exception(); }", "PYG0106", "Once", "[Once] gets a call")]
    [InlineData("partial struct C { [Once] public partial int M(); int MCore() => 1; }", "PYG0106", "Once", "[Once] gets a call that it may run again, and none of this method can be held: it belongs to a struct")]
    [InlineData("partial class C { [Timeout(0)] public partial void M(CancellationToken c); void MCore(CancellationToken c) { } }", "PYG0114", "Timeout(0)", "[Timeout] cannot work: seconds must be from 0.01")]
    [InlineData("partial class C { [CircuitBreaker(1.5)] public partial void M(); void MCore() { } }", "PYG0114", "CircuitBreaker(1.5)", "[CircuitBreaker] cannot work: failureRatio is a share")]
    [InlineData("partial class C { [CircuitBreaker(MinimumThroughput = 1)] public partial void M(); void MCore() { } }", "PYG0114", "CircuitBreaker(MinimumThroughput = 1)", "[CircuitBreaker] cannot work: MinimumThroughput must be at least 2")]
    [InlineData("partial class C { [CircuitBreaker(On = [typeof(string)])] public partial void M(); void MCore() { } }", "PYG0114", "CircuitBreaker(On = [typeof(string)])", "[CircuitBreaker] cannot work: On must name exceptions, and 'String' is none")]
    [InlineData("partial class C { [RateLimit(0)] public partial void M(); void MCore() { } }", "PYG0114", "RateLimit(0)", "[RateLimit] cannot work: calls must be at least 1")]
    [InlineData("partial class C { [RateLimit(5, Per = -1)] public partial void M(); void MCore() { } }", "PYG0114", "RateLimit(5, Per = -1)", "[RateLimit] cannot work: Per is in seconds")]
    [InlineData("partial class C { [Deprecated(\"\")] public partial void M(); void MCore() { } }", "PYG0114", "Deprecated(\"\")", "[Deprecated] cannot work: message must say what to call instead")]
    [InlineData("partial class C { [Needy] public partial void M(); void MCore() { } }", "PYG0120", "Needy", "[Needy] needs one IDisposable, and 'C' has none: give 'M' a parameter")]
    [InlineData("partial class C { IDisposable a, b; [Needy] public partial void M(); void MCore() { } }", "PYG0120", "Needy", "[Needy] needs one IDisposable, and 'C' has two, 'a' and 'b'")]
    [InlineData("partial class C { IDisposable a; [Needy] public static partial void M(); static void MCore() { } }", "PYG0120", "Needy", "[Needy] needs one IDisposable, and 'C' has none")]
    [InlineData("partial class C { void M([Mark] int x) { } }", "PYG0121", "Mark", "[Mark] on 'x' does nothing: no decorator of the method reads it")]
    [InlineData("partial class C { [Timed] public partial void M([Mark] int x); void MCore(int x) { } }", "PYG0121", "Mark", "[Mark] on 'x' does nothing: no decorator")]
    [InlineData("partial class C { [Marked] public partial void M([Mark] ReadOnlySpan<int> x); void MCore(ReadOnlySpan<int> x) { } }", "PYG0121", "Mark", "[Mark] on 'x' does nothing: it can only live on the stack")]
    [InlineData("partial class C { [Prefix] public partial void M(int x); void MCore(int x) { } }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in its parameters: write 'private void MCore(string first, int x)'")]
    [InlineData("partial class C { [Prefix] public partial void M(); }", "PYG0103", "M", "'M' has no body: write 'private void MCore(string first)'")]
    [InlineData("partial class C { [Prefix] public partial Task M(); Task MCore(string first) => Task.CompletedTask; }", "PYG0107", "Prefix", "[Prefix] cannot decorate a method that returns a task: it needs IAsyncConcatenate<T>")]
    [InlineData("partial class C { [Prefix] public partial ref int M(); ref int MCore(string first) => throw new Exception(); }", "PYG0106", "Prefix", "[Prefix] gets a call")]
    [InlineData("class C { [Timed] public int M() => 1; }", "PYG0101", "Timed", "[Timed] does nothing here: declare 'M' as a partial method")]
    [InlineData("abstract class C { [Timed] public abstract int M(); }", "PYG0101", "Timed", "[Timed] does nothing")]
    [InlineData("interface C { [Timed] int M(); }", "PYG0101", "Timed", "[Timed] does nothing")]
    [InlineData("class C { void N() { [Timed] int M() => 1; M(); } }", "PYG0110", "Timed", "[Timed] cannot decorate a local function")]
    [InlineData("class C { Func<int> f = [Timed] () => 1; }", "PYG0110", "Timed", "[Timed] cannot decorate a lambda")]
    [InlineData("class C { int P { [Timed] get => 1; } }", "PYG0110", "Timed", "[Timed] cannot decorate an accessor")]
    [InlineData("class C { [Timed] public static C operator +(C a, C b) => a; }", "PYG0110", "Timed", "[Timed] cannot decorate an accessor, operator")]
    [InlineData("class C : IDisposable { [Timed] void IDisposable.Dispose() { } }", "PYG0110", "Timed", "[Timed] cannot decorate an explicit interface implementation")]
    [InlineData("static class C { extension(string s) { [Timed] public int M() => 1; } }", "PYG0110", "Timed", "[Timed] cannot decorate a member of an extension block")]
    [InlineData("file partial class C { [Timed] public partial void M(); void MCore() { } }", "PYG0110", "Timed", "[Timed] cannot decorate a member of the file-local type 'C'", "CS8795")]
    [InlineData("partial class C { [Timed] public partial void M(__arglist); void MCore(__arglist) { } }", "PYG0110", "Timed", "[Timed] cannot decorate a method with __arglist", "CS8795")]
    [InlineData("partial interface C<out T> { [Timed] public partial void M(); private void MCore() { } }", "PYG0110", "Timed", "[Timed] cannot decorate a member of the variant interface", "CS8795")]
    [InlineData("partial class C<T> { [Timed] public partial void M<T>(); void MCore<T>() { } }", "PYG0110", "Timed", "[Timed] cannot decorate a method with a type parameter named like", "CS8795")]
    [InlineData("class C { [Timed] public partial void M(); void MCore() { } }", "PYG0102", "Timed", "[Timed] needs 'C' to be partial", "CS0751", "CS8795")]
    [InlineData("class C { partial class D { [Timed] public partial void M(); void MCore() { } } }", "PYG0102", "Timed", "[Timed] needs 'C' to be partial", "CS8795")]
    [InlineData("partial class C { [Timed] public static partial int M(string? a, params int[] b); }", "PYG0103", "M", "'M' has no body: write 'private static int MCore(string? a, params int[] b)'")]
    [InlineData("partial class C { [Timed] public partial int M(int a); int MCore(string a) => 1; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in its parameters: write 'private int MCore(int a)'")]
    [InlineData("partial class C { [Timed] public partial int M(ref int a); int MCore(in int a) => 1; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in its parameters")]
    [InlineData("partial class C { [Timed] public partial int M(int a); long MCore(int a) => 1; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in its return type")]
    [InlineData("partial class C { [Timed] public partial string M(); string? MCore() => null; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in its return type")]
    [InlineData("partial class C { [Timed] public partial int M(); static int MCore() => 1; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in not being 'static'")]
    [InlineData("partial class C { [Timed] public partial T M<T>(T x) where T : class; T MCore<T>(T x) => x; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in the constraints")]
    [InlineData("partial class C { [Timed] public partial T M<T>(T x) where T : IComparable<T>; T MCore<T>(T x) where T : IEquatable<T> => x; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in the constraints")]
    [InlineData("partial class C { [Timed] public partial T M<T>(T x); int MCore(int x) => x; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in its type parameters")]
    [InlineData("partial struct C { [Timed] public readonly partial int M(); int MCore() => 1; }", "PYG0104", "MCore", "'MCore' cannot be the body of 'M', it differs in 'readonly'")]
    [InlineData("partial class C { [Timed] public partial int M(); public partial int M() => 1; }", "PYG0105", "M", "The decorators of 'M' write this part")]
    [InlineData("partial class C { public partial int M(); [Timed] public partial int M() => 1; }", "PYG0105", "M", "The decorators of 'M' write this part")]
    [InlineData("partial class C { int f; [SyncOnly] public partial ref int M(); ref int MCore() => ref f; }", "PYG0106", "SyncOnly", "[SyncOnly] gets a call that it may run again, and none of this method can be held: it returns a reference")]
    [InlineData("partial class C { [SyncOnly] public partial Task M(); Task MCore() => Task.CompletedTask; }", "PYG0107", "SyncOnly", "[SyncOnly] cannot decorate a method that returns a task: it needs IAsyncDecorator, or IHooks")]
    [InlineData("partial class C { [AsyncOnly] public partial int M(); int MCore() => 1; }", "PYG0107", "AsyncOnly", "[AsyncOnly] cannot decorate a method that is not async: it needs IDecorator")]
    [InlineData("partial class C { [Retry] public partial IAsyncEnumerable<int> M(); IAsyncEnumerable<int> MCore() => null!; }", "PYG0107", "Retry", "[Retry] cannot decorate an async stream: it needs IStreamDecorator")]
    [InlineData("partial class C { [Timed] public partial Mine M(); Mine MCore() => default; } [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(int))] public struct Mine { }", "PYG0107", "Timed", "[Timed] cannot decorate an awaitable that is no task")]
    [InlineData("partial class C { [Empty] public partial int M(); int MCore() => 1; }", "PYG0108", "Empty", "[Empty] says nothing about calls")]
    [InlineData("partial class C { [Open] public partial int M(); int MCore() => 1; }", "PYG0109", "Open", "[Open] can be derived from; declare it 'sealed'")]
    [InlineData("partial class C { [TwoStates] public partial int M(); int MCore() => 1; }", "PYG0109", "TwoStates", "[TwoStates] implements IHooks twice")]
    [InlineData("partial class C { [Here] public partial int M(); int MCore() => 1; } file sealed class HereAttribute : DecoratorAttribute, IHooks<int> { public int OnEnter(in CallSite s) => 1; public void OnExit(in CallSite s, ref int t, Exception? e) { } }", "PYG0109", "Here", "[Here] exists in this file only")]
    [InlineData("partial class C { [Both(Kind = typeof(List<Local>))] public partial int M(); int MCore() => 1; } file class Local;", "PYG0109", "Both(Kind = typeof(List<Local>))", "[Both] exists in this file only, or has an argument that does")]
    [InlineData("partial class C { [AnyArgs] public partial int M(ref int x); int MCore(ref int x) => 1; }", "PYG0111", "AnyArgs", "[AnyArgs] needs the arguments of this method as values: 'x' is a reference")]
    [InlineData("partial class C { [AnyArgs] public partial int M(Span<int> x); int MCore(Span<int> x) => 1; }", "PYG0111", "AnyArgs", "[AnyArgs] needs the arguments of this method as values: 'x' can only live on the stack")]
    [InlineData("partial class C { [AnyArgs] public unsafe partial int M(int* x); unsafe int MCore(int* x) => 1; }", "PYG0111", "AnyArgs", "[AnyArgs] needs the arguments of this method as values: 'x' is a pointer")]
    [InlineData("partial struct C { [LruCache] public partial int M(int x); int MCore(int x) => 1; }", "PYG0111", "LruCache", "[LruCache] needs the arguments of this method as values: it belongs to a struct")]
    [InlineData("partial class C { [IntToInt] public partial int M(string x); int MCore(string x) => 1; }", "PYG0111", "IntToInt", "[IntToInt] needs the arguments of this method as values: its arguments are not those of IArgsDecorator<")]
    [InlineData("partial class C { [LruCache] public partial void M(int x); void MCore(int x) { } }", "PYG0112", "LruCache", "'M' returns nothing")]
    [InlineData("partial class C { [LruCache] public partial Task M(int x); Task MCore(int x) => Task.CompletedTask; }", "PYG0112", "LruCache", "'M' returns nothing")]
    [InlineData("partial class C { [LruCache] public partial int M(int[] xs); int MCore(int[] xs) => 1; }", "PYG0113", "xs", "'xs' is part of the key and int[] compares by identity")]
    [InlineData("partial class C { [LruCache] public partial int M(List<int> xs); int MCore(List<int> xs) => 1; }", "PYG0113", "xs", "'xs' is part of the key and List<int> compares by identity")]
    [InlineData("partial class C { [Retry(0)] public partial void M(); void MCore() { } }", "PYG0114", "Retry(0)", "[Retry] cannot work: attempts counts the first run too")]
    [InlineData("partial class C { [Retry(Delay = -1)] public partial void M(); void MCore() { } }", "PYG0114", "Retry(Delay = -1)", "[Retry] cannot work: Delay is in seconds")]
    [InlineData("partial class C { [Retry(Delay = double.NaN)] public partial void M(); void MCore() { } }", "PYG0114", "Retry(Delay = double.NaN)", "[Retry] cannot work: Delay is in seconds")]
    [InlineData("partial class C { [Retry(On = [typeof(int)])] public partial void M(); void MCore() { } }", "PYG0114", "Retry(On = [typeof(int)])", "[Retry] cannot work: On must name exceptions")]
    [InlineData("partial class C { [LruCache(-1)] public partial int M(); int MCore() => 1; }", "PYG0114", "LruCache(-1)", "[LruCache] cannot work: maxSize must not be negative")]
    [InlineData("partial class C { [LruCache] public partial int M(); int MCore() => 1; int MCacheInfo; }", "PYG0115", "LruCache", "The cache of 'M' would share its name with 'MCacheInfo'", "CS0169")]
    [InlineData("partial class C { [LruCache] public partial int M(int x); int MCore(int x) => 1; [LruCache(1)] public partial int M(long x); int MCore(long x) => 1; }", "PYG0115", "LruCache(1)", "The cache of 'M' would share its name with the cache of the overload 'C.M(int)'")]
    [InlineData("partial class C { [LruCache, LruCache(1)] public partial int M(int x); int MCore(int x) => 1; }", "PYG0115", "LruCache(1)", "The cache of 'M' would share its name with its other cache")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message, params string[] compilerSaysToo)
    {
        var generated = await Generated.From(source, Decorators);
        var refusal = Assert.Single(generated.Refusals);
        Assert.Equal(id, refusal.Id);
        Assert.Equal("User0.cs", refusal.Location.SourceTree!.FilePath);
        Assert.Equal(at, refusal.Location.SourceTree.GetText().ToString(refusal.Location.SourceSpan));
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.Contains($"docs/generators/Decorators.md#{id.ToLowerInvariant()}", refusal.Descriptor.HelpLinkUri);
        var errors = generated.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.DoesNotContain(errors, d => d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
        Assert.Subset(compilerSaysToo.ToHashSet(), errors.Select(d => d.Id).ToHashSet());
    }

    [Theory]
    [InlineData("partial class C { [Both(1, 'x', \"a\\\"\\n\", 2.5, double.NaN, float.NegativeInfinity, -3L, 4UL, (byte)5, (sbyte)-6, (short)-7, (ushort)8, 9u, true, null, typeof(List<>), typeof(void), typeof(int*[]), DayOfWeek.Friday, (DayOfWeek)(-1), new int[] { 1 }, long.MinValue, int.MinValue, char.MaxValue)] public partial int M(); int MCore() => 1; }")]
    [InlineData("partial class C { [Both(Number = double.PositiveInfinity, Kind = typeof(Dictionary<string, (int, object)>))] public partial int M(); int MCore() => 1; }")]
    [InlineData("partial class C { [Both((object?)null)] public partial int M(); int MCore() => 1; }")]
    [InlineData("partial class C { [P] public partial int M(); int MCore() => 1; sealed class PAttribute : DecoratorAttribute, IHooks<int> { public int OnEnter(in CallSite s) => 1; public void OnExit(in CallSite s, ref int t, Exception? e) { } } }")]
    [InlineData("partial class C { [Opened<int>, Opened<string>] public partial int M(); int MCore() => 1; } sealed class OpenedAttribute<T> : DecoratorAttribute, IHooks<List<T>> { public List<T> OnEnter(in CallSite s) => []; public void OnExit(in CallSite s, ref List<T> t, Exception? e) { } }")]
    [InlineData("partial class C { [Sub] public partial int M(); int MCore() => 1; } abstract class SuperAttribute : DecoratorAttribute, IHooks<int> { public abstract int OnEnter(in CallSite s); public virtual void OnExit(in CallSite s, ref int t, Exception? e) { } } sealed class SubAttribute : SuperAttribute { public override int OnEnter(in CallSite s) => 1; }")]
    [InlineData("partial class C { [Made(Name = \"x\")] public partial int M(); int MCore() => 1; } sealed class MadeAttribute : DecoratorAttribute, IHooks<int> { public required string Name { get; init; } public int OnEnter(in CallSite s) => 1; public void OnExit(in CallSite s, ref int t, Exception? e) { } }")]
    [InlineData("partial class C { [Both] public partial ref int M(); int f; ref int MCore() => ref f; }")]
    public async Task AnyAttributeCanBeMadeAgain(string source)
    {
        var generated = await Generated.From(source, Decorators);
        Assert.Empty(generated.Refusals);
        Assert.Empty(generated.Complaints);
        Assert.Empty(generated.HiddenComplaints);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "partial class C<T> where T : class { [Timed, Retry(3, On = [typeof(Exception)])] public static partial Task<T> M<U>(ref U x, T y = null!) where U : struct; static Task<T> MCore<U>(ref U x, T y) where U : struct => null!; }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generated.From(Whole[..i], Decorators);
    }
}
