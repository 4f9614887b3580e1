namespace PyIdioms.Tests.Decorators;

/// <summary>More signatures made to break a generator: what C# 13 and 14 brought, names that generated code uses itself, values and attributes of all kinds.</summary>
static class FurtherSignatures
{
    /// <summary>As in <see cref="NastySignatures.Signatures"/>; a comment at the end says "throws" of a body that does, and "as declared elsewhere" of methods that can take nothing more.</summary>
    public static readonly string[] All =
    [
        // what stands nearby
        "static partial class C { extension(string s) { public int Len => s.Length; public static string Empty => \"\"; } [$] public static partial int M(this string s); static int MCore(this string s) => s.Len + string.Empty.Length; }",
        "partial class C { public int P { get => field; set => field = value + 1; } [$] public partial int M(int field); int MCore(int field) => P + field; }",
        "partial class C { public partial C(int x); public partial C(int x) { } public partial event Action E; public partial event Action E { add { } remove { } } public partial int P { get; } public partial int P => 1; [$] public partial int M(); int MCore() => P; }",
        "file class F { public const int K = 3; } partial class C { [$] public partial int M(); int MCore() => 1; }",
        "partial class C(int x) { [$] public partial int M(); int MCore() => x; }",
        "partial class C { public required int R { get; init; } [$] public partial int M(); int MCore() => R; }",
        "[System.Runtime.CompilerServices.InlineArray(4)] partial struct C { int e; [$] public partial int M(int i); int MCore(int i) => this[i & 3]; }",
        "unsafe partial struct C { fixed int b[4]; [$] public partial int M(); int MCore() => b[0]; }",
        "ref partial struct C { ref int f; [$] public readonly partial int M(); readonly int MCore() => 1; }",
        "partial interface I { public static partial class C { [$] public static partial int M(int x); static int MCore(int x) => x; } }",
        "partial class C { class P { } [$] private partial P? M(P? p); P? MCore(P? p) => p; protected class Q { } [$] private protected partial Q N(Q q); Q NCore(Q q) => q; }",
        "partial class C<T> { public partial class D { public partial record E<U>(T X) where U : class, new() { [$] public partial (T x, U? u) M(U? u, List<C<U>.D.E<U>> l); (T x, U? u) MCore(U? u, List<C<U>.D.E<U>> l) => (X, u); } } }",
        "partial class C { [$] public partial int M(); [$] private partial int MCore(); int MCoreCore() => 1; }",
        "partial class C { [$] public override partial string ToString(); string ToStringCore() => \"c\"; [$] public override partial int GetHashCode(); int GetHashCodeCore() => 1; [$] public override partial bool Equals(object? o); bool EqualsCore(object? o) => o == this; } // as declared elsewhere",
        "partial class C : IDisposable, IComparable<C> { [$] public partial void Dispose(); void DisposeCore() { } [$] public partial int CompareTo(C? other); int CompareToCore(C? other) => 1; } // as declared elsewhere",
        "partial record C { [$] protected virtual partial bool PrintMembers(System.Text.StringBuilder b); bool PrintMembersCore(System.Text.StringBuilder b) => false; }",
        "partial class C { static C() { } ~C() { } public static C operator +(C a, C b) => a; public int this[int i] => i; [$] public partial int M(); int MCore() => this[1]; }",

        // references, spans, params
        "partial class C { [$] public partial int M(ref readonly (int a, string? b) x, scoped in Guid y, scoped ref readonly int z); int MCore(ref readonly (int a, string? b) x, scoped in Guid y, scoped ref readonly int z) => x.a + z; }",
        "partial class C { [$] public partial int M(in int x = 5, in DayOfWeek y = DayOfWeek.Monday); int MCore(in int x, in DayOfWeek y) => x; }",
        "partial class C { [$] public partial int M(params IEnumerable<string?> xs); int MCore(params IEnumerable<string?> xs) { var n = 0; foreach (var x in xs) n += x?.Length ?? 0; return n; } }",
        "partial class C { [$] public partial int M(params IReadOnlyList<(int a, string b)> xs); int MCore(params IReadOnlyList<(int a, string b)> xs) => xs.Count; }",
        "partial class C { [$] public partial int M(string s, params ReadOnlySpan<string?> xs); int MCore(string s, params ReadOnlySpan<string?> xs) => xs.Length; }",
        "partial class C { [$] public partial int M(ReadOnlySpan<char>.Enumerator e, Span<int> s = default); int MCore(ReadOnlySpan<char>.Enumerator e, Span<int> s) => s.Length; }",
        "partial class C { [$] public partial int M<T>(Span<T> xs, ReadOnlySpan<T?> ys) where T : unmanaged; int MCore<T>(Span<T> xs, ReadOnlySpan<T?> ys) where T : unmanaged => xs.Length; }",
        "partial class C { [$] public partial int M(int x); [$] public partial int M(ref int x); [$] public partial int M(int x, params int[] y); int MCore(int x) => x; int MCore(ref int x) => x; int MCore(int x, params int[] y) => x; }",
        "partial class C { [$] public partial int M(); [$] public partial int M<T>(); [$] public partial int M<T, U>(); int MCore() => 0; int MCore<T>() => 1; int MCore<T, U>() => 2; }",

        // pointers, native numbers, tuples, dynamic
        "partial class C { [$] public unsafe partial void M(int** p, delegate* managed<int, ref int> f, nint* q, delegate* unmanaged[Stdcall, SuppressGCTransition]<void> g); unsafe void MCore(int** p, delegate* managed<int, ref int> f, nint* q, delegate* unmanaged[Stdcall, SuppressGCTransition]<void> g) { } }",
        "partial class C { [$] public partial nuint M(nint x = -5, nuint y = 7, nint? z = null); nuint MCore(nint x, nuint y, nint? z) => y; }",
        "partial class C { [$] public partial (int a, int b, int c, int d, int e, int f, int g, string? h, (long i, byte[]? j) k) M((int, int, int, int, int, int, int, int, int) t); (int a, int b, int c, int d, int e, int f, int g, string? h, (long i, byte[]? j) k) MCore((int, int, int, int, int, int, int, int, int) t) => default; }",
        "partial class C { [$] public partial (int? a, string?[]? b)? M((int? a, string?[]? b)? x); (int? a, string?[]? b)? MCore((int? a, string?[]? b)? x) => x; }",
        "partial class C { [$] public partial Dictionary<string, List<dynamic?>>? M(Dictionary<string, dynamic[]>? x, (dynamic a, object b) y); Dictionary<string, List<dynamic?>>? MCore(Dictionary<string, dynamic[]>? x, (dynamic a, object b) y) => null; }",
        "partial class C { [$] public partial (int x, int y)[][,] M((string? s, int)[] t, Func<(int a, int b), (int c, int d)>? f); (int x, int y)[][,] MCore((string? s, int)[] t, Func<(int a, int b), (int c, int d)>? f) => []; }",

        // generics
        "partial class C { [$] public partial int M<T>(scoped T x) where T : IDisposable, allows ref struct; int MCore<T>(scoped T x) where T : IDisposable, allows ref struct => 1; }",
        "partial class C { [$] public static partial T M<T>(T a, T b) where T : System.Numerics.INumber<T>; static T MCore<T>(T a, T b) where T : System.Numerics.INumber<T> => a + b + T.Zero; }",
        "interface IZ<T> where T : IZ<T>? { static abstract T Zero { get; } static virtual T Twice(T x) => x; } partial struct S : IZ<S> { public static S Zero => default; } partial class C { [$] public static partial T M<T>(T a) where T : struct, IZ<T>; static T MCore<T>(T a) where T : struct, IZ<T> => T.Twice(T.Zero); }",
        "interface IFactory<T> { static abstract T Make(int x); } partial class C : IFactory<C> { [$] public static partial C Make(int x); static C MakeCore(int x) => new(); }",
        "partial class C { [$] public partial T M<T>(T x) where T : unmanaged, Enum; T MCore<T>(T x) where T : unmanaged, Enum => x; }",
        "partial class C { [$] public partial T M<T>(T x, List<T?> y) where T : notnull; T MCore<T>(T x, List<T?> y) where T : notnull => x; }",
        "partial class C { [$] public partial T? M<T>(T? x) where T : class?, IEnumerable<char>?; T? MCore<T>(T? x) where T : class?, IEnumerable<char>? => x; }",
        "partial class C { [$] public partial U M<T, U>(T x, U y) where T : IEnumerable<U[]>, IComparable<(U a, List<T>? b)>? where U : class?; B MCore<A, B>(A x, B y) where A : IEnumerable<B[]>, IComparable<(B a, List<A>? b)>? where B : class? => y; }",
        "partial class C<T> { [$] public partial T M(T T, List<T> List); T MCore(T T, List<T> List) => T; }",
        "partial class C { [$] public partial int M<TCall, TResult, TState, TArgs, R>(TCall call, TResult result, TState state, TArgs args, R r); int MCore<TCall, TResult, TState, TArgs, R>(TCall call, TResult result, TState state, TArgs args, R r) => 1; }",
        "partial class C<TResult, TCall> where TCall : struct { [$] public partial TResult? M(TCall? x, TResult? y); TResult? MCore(TCall? x, TResult? y) => y; }",
        "abstract partial class B<T> { public abstract T M<U>(T x, U y) where U : class, T; } partial class C : B<object> { [$] public override partial object M<U>(object x, U y) where U : class; object MCore<U>(object x, U y) where U : class => x; }",

        // names
        "partial class Größe { [$] public partial int 计算(int größe, string ñ, int \\u0061bc); int 计算Core(int größe, string ñ, int abc) => größe + abc; }",
        "partial class C { int call, state, result, __x, error; [$] public partial int M(int call, int state, int result, int __x, int core, int decorator, int instance, int site, int need, int logger); int MCore(int call, int state, int result, int __x, int core, int decorator, int instance, int site, int need, int logger) => call + this.state + this.result + this.__x + this.error + this.call; }",
        "partial class C { [$] public partial int M(int log, int span, int timer, int key, int cache, int store, int source, int meter, int line, int item, int task, int cancel, int e, int t); int MCore(int log, int span, int timer, int key, int cache, int store, int source, int meter, int line, int item, int task, int cancel, int e, int t) => log; }",
        "partial class C { class Task { } class ValueTask { } class Exception { } class Attribute { } class Func { } class Activity { } class ILogger { } class Stopwatch { } class CallSite { } class Unit { } class Object { } class Int32 { } [$] public partial string M(string x); string MCore(string x) => x; }",
        "namespace Microsoft.Extensions.Logging { partial class C { [$] public partial int M(int x); int MCore(int x) => x; } } namespace Threading.Tasks { partial class C { [$] public partial int M(int x); int MCore(int x) => x; } }",
        "partial class PyIdioms { [$] public partial int M(int x); int MCore(int x) => x; }",
        "partial class @static { [$] public partial @static? @new(@static? @this, int @is, int @nameof, int @var, int @field, int @record, int @scoped, int @file, int @required, int @extension); @static? newCore(@static? @this, int @is, int @nameof, int @var, int @field, int @record, int @scoped, int @file, int @required, int @extension) => @this; }",
        "partial class C { [$] public partial int Core(); int CoreCore() => 1; [$] public partial int Call(); int CallCore() => 2; [$] public partial int Check(); int CheckCore() => 3; [$] public partial int CacheInfo(); int CacheInfoCore() => 4; }",
        "partial class C { [$] public partial int get_X(); int get_XCore() => 1; [$] public partial int op_Addition(int x); int op_AdditionCore(int x) => x; [$] public partial int _(int _, int __); int _Core(int _, int __) => _ + __; }",

        // defaults
        "partial class C { const string K = \"k\"; [$] public partial string M(decimal d = 1.5m, char c = '\\'', char n = '\\n', string s = \"a\\\"b\\\\\\u2028{x}\\0\", long l = long.MinValue, ulong u = ulong.MaxValue, float f = float.NegativeInfinity, string k = K + nameof(K)); string MCore(decimal d, char c, char n, string s, long l, ulong u, float f, string k) => s + k; }",
        "partial class C { [$] public partial int M(DayOfWeek? w = DayOfWeek.Monday, DayOfWeek o = (DayOfWeek)99, AttributeTargets t = AttributeTargets.Class | AttributeTargets.Method, byte b = 255, sbyte i = -1, bool q = true, Guid g = default, int? n = 3, double e = double.Epsilon, double z = -0.0, decimal m = decimal.MinValue, object? j = null, dynamic? y = null); int MCore(DayOfWeek? w, DayOfWeek o, AttributeTargets t, byte b, sbyte i, bool q, Guid g, int? n, double e, double z, decimal m, object? j, dynamic? y) => n ?? 0; }",
        "partial class C { [$] public partial int M([System.Runtime.InteropServices.Optional] int x, [System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(5)] int y); int MCore(int x, int y) => x + y; }",
        "partial class C { [$] public partial T? M<T>(T? x = default, List<T>? y = null) where T : struct; T? MCore<T>(T? x, List<T>? y) where T : struct => x; }",

        // attributes
        "partial class C { [$] public partial int M([System.ComponentModel.Description(\"d\")] int x, [System.Diagnostics.CodeAnalysis.AllowNull] string s, [System.Diagnostics.CodeAnalysis.NotNull] string? t, [System.Diagnostics.CodeAnalysis.ConstantExpected] int u = 1); int MCore(int x, [System.Diagnostics.CodeAnalysis.AllowNull] string s, [System.Diagnostics.CodeAnalysis.NotNull] string? t, [System.Diagnostics.CodeAnalysis.ConstantExpected] int u) { t ??= \"\"; return u; } }",
        "partial class C { [$] [return: System.Diagnostics.CodeAnalysis.MaybeNull] public partial T M<T>(T x); [return: System.Diagnostics.CodeAnalysis.MaybeNull] T MCore<T>(T x) => x; }",
        "partial class C { [$] [System.Diagnostics.CodeAnalysis.DoesNotReturn] public partial void M(); [System.Diagnostics.CodeAnalysis.DoesNotReturn] void MCore() => throw new InvalidOperationException(); } // throws",
        "partial class C { [$] [System.Diagnostics.Conditional(\"TRACE_ALL\")] public partial void M(int x); void MCore(int x) { } }",
        "partial class C { [$] [System.Runtime.CompilerServices.OverloadResolutionPriority(1)] public partial int M(int x); int MCore(int x) => x; }",
        "partial class C { [$] [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))] public partial ValueTask<int> M(int x); async ValueTask<int> MCore(int x) { await Task.Yield(); return x; } }",
        "partial class C { [$] [System.Runtime.CompilerServices.SkipLocalsInit] public partial int M(int x); int MCore(int x) => x; }",
        "partial class C { [$] [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never), System.Diagnostics.CodeAnalysis.SuppressMessage(\"a\", \"b\"), CLSCompliant(false)] public partial int M(uint x); int MCore(uint x) => 1; }",
        "partial class C { [$] [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(\"r\"), System.Diagnostics.CodeAnalysis.RequiresDynamicCode(\"d\")] public partial int M(Type t); [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(\"r\"), System.Diagnostics.CodeAnalysis.RequiresDynamicCode(\"d\")] int MCore(Type t) => 1; }",
        "[Obsolete] partial class C { [$] public partial int M(int x); int MCore(int x) => x; } [Obsolete] partial struct D { [$] public partial C? M(C? x); C? MCore(C? x) => x; }",

        // what is awaited
        "partial class C { [$] public partial void M(); async void MCore() => await Task.CompletedTask; }",
        "partial class C { [$] public partial Task<T?> M<T>(T? x, IAsyncEnumerable<T>? y = null) where T : struct; async Task<T?> MCore<T>(T? x, IAsyncEnumerable<T>? y) where T : struct { await Task.Yield(); return x; } }",
        "partial class C { [$] public partial ValueTask<nint> M(CancellationToken call, CancellationToken token); ValueTask<nint> MCore(CancellationToken call, CancellationToken token) => new((nint)1); }",
        "partial class C { [$] public partial Task<dynamic?> M(dynamic? x); Task<dynamic?> MCore(dynamic? x) => Task.FromResult<dynamic?>(1); }",
        "partial class C { [$] public partial IAsyncEnumerable<(int a, string? b)> M((int a, string? b) x, CancellationToken c = default); async IAsyncEnumerable<(int a, string? b)> MCore((int a, string? b) x, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken c) { yield return x; await Task.Yield(); } }",
        "partial class C { [$] public partial IAsyncEnumerator<int> M(); async IAsyncEnumerator<int> MCore() { yield return 1; await Task.Yield(); } [$] public partial IEnumerator<int> N(); IEnumerator<int> NCore() { yield return 1; } }",
        "partial class C { [$] public partial System.Runtime.CompilerServices.YieldAwaitable M(); System.Runtime.CompilerServices.YieldAwaitable MCore() => Task.Yield(); [$] public partial System.Runtime.CompilerServices.ConfiguredTaskAwaitable<int> N(int x); System.Runtime.CompilerServices.ConfiguredTaskAwaitable<int> NCore(int x) => Task.FromResult(x).ConfigureAwait(false); }",
        "public readonly struct Later<T>(T value) { public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => Task.FromResult(value).GetAwaiter(); } partial class C { [$] public partial Later<int> M(int x); Later<int> MCore(int x) => new(x); }",
        "[System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(Builder))] public class Own { } public struct Builder { public static Builder Create() => default; public Own Task => new(); public void SetResult() { } public void SetException(Exception e) { } public void SetStateMachine(System.Runtime.CompilerServices.IAsyncStateMachine m) { } public void Start<T>(ref T m) where T : System.Runtime.CompilerServices.IAsyncStateMachine => m.MoveNext(); public void AwaitOnCompleted<A, T>(ref A a, ref T m) where A : System.Runtime.CompilerServices.INotifyCompletion where T : System.Runtime.CompilerServices.IAsyncStateMachine { } public void AwaitUnsafeOnCompleted<A, T>(ref A a, ref T m) where A : System.Runtime.CompilerServices.ICriticalNotifyCompletion where T : System.Runtime.CompilerServices.IAsyncStateMachine { } } partial class C { [$] public partial Own M(); Own MCore() => new(); } // refused everywhere",
        "partial class C { [$] public partial Task M(in int x); Task MCore(in int x) => Task.CompletedTask; }",
        "partial class C { [$] public partial Task<int>? M(Task<int>? x); Task<int>? MCore(Task<int>? x) => x; }",
        "partial class C { [$] internal partial Task<IReadOnlyDictionary<string, (int a, C? b)>> M<T>(Func<T, Task<string?>>? f, System.Linq.Expressions.Expression<Func<T, bool>>? e, EventHandler<EventArgs>? h) where T : C; Task<IReadOnlyDictionary<string, (int a, C? b)>> MCore<T>(Func<T, Task<string?>>? f, System.Linq.Expressions.Expression<Func<T, bool>>? e, EventHandler<EventArgs>? h) where T : C => Task.FromResult<IReadOnlyDictionary<string, (int a, C? b)>>(new Dictionary<string, (int a, C? b)>()); }",
    ];
}
