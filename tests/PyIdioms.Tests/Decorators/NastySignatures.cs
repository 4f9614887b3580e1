namespace PyIdioms.Tests.Decorators;

/// <summary>
/// Signatures made to break a generator. Each is generated for with hooks, with an around decorator and with both; each either compiles without
/// one warning, even with the generated file's own suppression taken away, or is refused at the user's line.
/// </summary>
public partial class NastySignatures
{
    internal const string Decorators = """
        namespace Deco
        {
            public sealed class HAttribute : DecoratorAttribute, IHooks<int>
            {
                public int OnEnter(in CallSite site) => 1;
                public void OnExit(in CallSite site, ref int state, Exception? error) { }
            }
            public sealed class AAttribute : DecoratorAttribute, IDecorator, IAsyncDecorator, IStreamDecorator
            {
                public R Around<C, R>(scoped ref C call) where C : struct, ICall<R>, allows ref struct where R : allows ref struct => call.Invoke();
                public ValueTask<R> AroundAsync<C, R>(C call) where C : struct, IAsyncCall<R> => call.InvokeAsync();
                public IAsyncEnumerable<T> AroundStream<C, T>(C call) where C : struct, IStreamCall<T> => call.Invoke();
            }
            public sealed class PAttribute : DecoratorAttribute, IArgsDecorator, IAsyncArgsDecorator
            {
                public R Around<C, TArgs, R>(scoped ref C call) where C : struct, ICall<TArgs, R> => call.Invoke();
                public ValueTask<R> AroundAsync<C, TArgs, R>(C call) where C : struct, IAsyncCall<TArgs, R> => call.InvokeAsync();
            }
            public sealed class NAttribute : DecoratorAttribute, IHooks<int, IServiceProvider?>, ISwitch<IServiceProvider?>, IArguments<int>
            {
                public bool IsOn<TMethod>(IServiceProvider? need) where TMethod : struct => need is null;
                public int OnEnter(in CallSite site, IServiceProvider? need) => 1;
                public void OnExit(in CallSite site, ref int state, Exception? error) { }
                public bool WantsArguments(ref int state) => true;
                public void OnArgument<T>(ref int state, string name, T value) { }
                public void OnArgumentsShown(ref int state) { }
            }
            public sealed class KAttribute : DecoratorAttribute, IConcatenate<List<string?>>, IAsyncConcatenate<List<string?>>, IHooks<int>
            {
                public R Around<C, R>(scoped ref C call) where C : struct, IConcatenateCall<List<string?>, R>, allows ref struct where R : allows ref struct => call.Invoke([]);
                public ValueTask<R> AroundAsync<C, R>(C call) where C : struct, IAsyncConcatenateCall<List<string?>, R> => call.InvokeAsync([]);
                public int OnEnter(in CallSite site) => 1;
                public void OnExit(in CallSite site, ref int state, Exception? error) { }
            }
        }
        """;

    /// <summary>$ stands for the decorators. Ids in a comment at the end are the refusals that are right for around decorators.</summary>
    public static TheoryData<string> Signatures() =>
    [
        // what comes back
        "partial class C { [$] public partial int M(); int MCore() => 1; }",
        "partial class C { [$] public partial void M(); void MCore() { } }",
        "partial class C { [$] public partial string? M(string? x); string? MCore(string? x) => x; }",
        "partial class C { [$] public partial dynamic M(dynamic x, List<dynamic?> y); dynamic MCore(dynamic x, List<dynamic?> y) => x; }",
        "partial class C { [$] public partial (int a, string? b) M((long x, (int y, dynamic z) w) t); (int a, string? b) MCore((long x, (int y, dynamic z) w) t) => (1, null); }",
        "partial class C { int f; [$] public partial ref int M(); ref int MCore() => ref f; } // PYG0106",
        "partial class C { int f; [$] public partial ref readonly int M(in int x); ref readonly int MCore(in int x) => ref f; } // PYG0106",
        "partial class C { [$] public unsafe partial int* M(int* p, void** q); unsafe int* MCore(int* p, void** q) => p; } // PYG0106",
        "partial class C { [$] public unsafe partial delegate*<int, void> M(delegate* unmanaged[Cdecl]<ref int, string> p); unsafe delegate*<int, void> MCore(delegate* unmanaged[Cdecl]<ref int, string> p) => null; } // PYG0106",
        "unsafe partial class C { [$] public partial int M(int*[] p, delegate*<void> f, List<nint> q); int MCore(int*[] p, delegate*<void> f, List<nint> q) => 1; }",
        "partial class C { [$] public partial Span<int> M(Span<int> x, int y); Span<int> MCore(Span<int> x, int y) => x; }",
        "partial class C { [$] public partial Span<int> M(ref int x); Span<int> MCore(ref int x) => new(ref x); }",
        "partial class C { [$] public partial ReadOnlySpan<int> M(in int x, Span<int> y); ReadOnlySpan<int> MCore(in int x, Span<int> y) => y; }",
        "partial class C { [$] public partial Span<int> M(scoped Span<int> x, Span<int> y); Span<int> MCore(scoped Span<int> x, Span<int> y) => y; } // PYG0106",
        "partial class C { [$] public partial Span<int> M(out int x, Span<int> y); Span<int> MCore(out int x, Span<int> y) { x = 1; return y; } } // PYG0106",
        "partial class C { [$] public partial Span<int> M(params Span<int> x); Span<int> MCore(params Span<int> x) => default; } // PYG0106",
        "partial class C { [$] public partial T M<T>(T x) where T : allows ref struct; T MCore<T>(T x) where T : allows ref struct => x; }",
        "partial class C { [$] public partial int[][,]? M(string?[]?[] x, int[]?[,][] y); int[][,]? MCore(string?[]?[] x, int[]?[,][] y) => null; }",
        "partial class C { [$] public partial nint M(nuint x, IntPtr y); nint MCore(nuint x, IntPtr y) => y; }",
        "partial class C { [$] public partial Nullable<int> M(int? x, (int, int)? y); int? MCore(int? x, (int, int)? y) => x; }",
        "partial class C { [$] public partial IEnumerable<int> M(int n); IEnumerable<int> MCore(int n) { yield return n; } }",
        "partial class C { [$] public unsafe partial int M(int* p); unsafe int MCore(int* p) => 1; [$] public partial Task N(); Task NCore() => Task.CompletedTask; }",

        // what goes in
        "partial class C { [$] public partial void M(ref int a, out string b, in Guid c, ref readonly long d); void MCore(ref int a, out string b, in Guid c, ref readonly long d) => b = \"\"; }",
        "partial class C { [$] public partial bool M(string k, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? v); bool MCore(string k, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? v) { v = k; return true; } }",
        "partial class C { [$] public partial void M(ref Span<int> a); void MCore(ref Span<int> a) { } } // PYG0106",
        "partial class C { [$] public partial void M(out ReadOnlySpan<char> a, scoped ref int b); void MCore(out ReadOnlySpan<char> a, scoped ref int b) => a = default; } // PYG0106",
        "partial class C { [$] public partial int M(params int[] xs); int MCore(params int[] xs) => xs.Length; }",
        "partial class C { [$] public partial int M(params List<string?> xs); int MCore(params List<string?> xs) => xs.Count; }",
        "partial class C { [$] public partial int M(params scoped ReadOnlySpan<int> xs); int MCore(params scoped ReadOnlySpan<int> xs) => 1; }",
        "partial class C { [$] public partial int M(int a = 1, string? b = null, double c = double.NaN, DayOfWeek d = DayOfWeek.Friday, Guid e = default, CancellationToken f = default); int MCore(int a, string? b, double c, DayOfWeek d, Guid e, CancellationToken f) => a; }",
        "partial class C { [$] public partial int @class(int @int, int @event, string @await, int async, int @params); int classCore(int @int, int @event, string @await, int async, int @params) => 1; }",
        "partial class C { [$] public partial int M(int Name, int Invoke, int self, int state, int error, int Site, int Args, int D0, int MCore, int C, int value, int global); int MCore(int Name, int Invoke, int self, int state, int error, int Site, int Args, int D0, int m, int C, int value, int global) => 1; }",
        "partial class C { [$] public partial int M(int __self, int __call0, int __state0, int __error0, int ___x); int MCore(int __self, int __call0, int __state0, int __error0, int ___x) => 1; }",
        "partial class C { [$] public partial int M(int Item2, int Rest, int ToString, int Item1, int Equals); int MCore(int Item2, int Rest, int ToString, int Item1, int Equals) => 1; }",
        "partial class C { [$] public partial int M(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j); int MCore(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) => 1; }",
        "partial class C { [$] public partial string M([System.Runtime.CompilerServices.CallerMemberName] string m = \"\", [System.Runtime.CompilerServices.CallerLineNumber] int l = 0, [System.Runtime.CompilerServices.CallerArgumentExpression(\"l\")] string? e = null); string MCore(string m, int l, string? e) => m; }",
        "static partial class C { [$] public static partial int M(this string s, int n); static int MCore(this string s, int n) => n; }",
        "static partial class C { [$] public static partial int M(this ref int s); static int MCore(this ref int s) => s; }",
        "static partial class C { [$] public static partial int M(this in Guid s); static int MCore(this in Guid s) => 1; }",
        "partial class C { [$] public partial void M(TypedReference r); void MCore(TypedReference r) { } } // PYG0106",
        "partial class C { [$] public partial void M(Action<ref_t> f); void MCore(Action<ref_t> f) { } } public delegate ref int ref_t();",
        "partial class C { [$] public partial int M(in Span<int> a); int MCore(in Span<int> a) => a.Length; } // PYG0106",

        // generics
        "partial class C { [$] public partial T? M<T>(T? x); T? MCore<T>(T? x) => x; }",
        "partial class C { [$] public partial T? M<T>(T? x) where T : class?; T? MCore<T>(T? x) where T : class? => x; }",
        "partial class C { [$] public partial T? M<T>(T? x) where T : struct, Enum; T? MCore<T>(T? x) where T : struct, Enum => x; }",
        "partial class C { [$] public unsafe partial void M<T>(T* x) where T : unmanaged; unsafe void MCore<T>(T* x) where T : unmanaged { } }",
        "partial class C { [$] public partial T M<T, @class, U>(U x) where T : notnull, IComparable<T>, new() where @class : Exception where U : T; T MCore<T, @class, U>(U x) where T : notnull, IComparable<T>, new() where @class : Exception where U : T => x; }",
        "partial class C { [$] public partial int M<Invoke, Site, Args, Name>(Invoke a, Site b); int MCore<Invoke, Site, Args, Name>(Invoke a, Site b) => 1; }",
        "partial class C<T, U> where T : class where U : IEnumerable<T> { [$] public partial U M<V>(T x, U y, V z) where V : Delegate; U MCore<V>(T x, U y, V z) where V : Delegate => y; }",
        "partial class C<T> { partial class D<U> { partial struct E<V> where V : struct { [$] internal partial V M(T a, U b); V MCore(T a, U b) => default; } } }",
        "partial class C<T> { [$] public static partial T M(T x); static T MCore(T x) => x; }",
        "partial class C { [$] public partial void M<T>(scoped T x, T y) where T : allows ref struct; void MCore<T>(scoped T x, T y) where T : allows ref struct { } }",
        "abstract partial class B { public abstract T? M<T>(T? x); } partial class C : B { [$] public override partial T? M<T>(T? x) where T : default; T? MCore<T>(T? x) => x; }",
        "abstract partial class B { public virtual T? M<T>(T? x) where T : class, IDisposable => x; } partial class C : B { [$] public sealed override partial T? M<T>(T? x) where T : class; T? MCore<T>(T? x) where T : class, IDisposable => x; }",
        "abstract partial class B { public virtual void M<T>(T x) where T : struct { } } partial class C : B { [$] public override partial void M<T>(T x); void MCore<T>(T x) where T : struct { } }",

        // where it stands
        "partial class C { [$] private partial int M(); int MCore() => 1; public int U => M(); }",
        "partial class C { [$] partial void M(); void MCore() { } public void U() => M(); }",
        "partial class C { [$] protected internal partial int M(); int MCore() => 1; [$] private protected partial int N(); int NCore() => 1; }",
        "partial class C { [$] public virtual partial int M(); int MCore() => 1; } partial class D : C { [$] public new virtual partial int M(); int MCore() => 1; } partial class E : D { [$] public sealed override partial int M(); int MCore() => base.M(); }",
        "partial struct C { int f; [$] public partial int M(int x); int MCore(int x) => f += x; [$] public readonly partial int N(); readonly int NCore() => f; }",
        "readonly partial struct C { [$] public partial int M(int x); int MCore(int x) => x; }",
        "readonly partial record struct C(int X) { [$] public partial int M(int x); int MCore(int x) => x + X; }",
        "ref partial struct C { Span<int> f; [$] public partial int M(int x); int MCore(int x) { f = default; return f.Length; } } // PYG0106",
        "readonly ref partial struct C { readonly Span<int> f; [$] public partial int M(int x); int MCore(int x) => f.Length; }",
        "partial struct C { int f; [$] [System.Diagnostics.CodeAnalysis.UnscopedRef] public partial ref int M(); [System.Diagnostics.CodeAnalysis.UnscopedRef] ref int MCore() => ref f; } // PYG0106",
        "partial struct C { int f; [$] [System.Diagnostics.CodeAnalysis.UnscopedRef] public partial Span<int> M(); [System.Diagnostics.CodeAnalysis.UnscopedRef] Span<int> MCore() => new(ref f); } // PYG0106",
        "partial record C(int X) { [$] public partial int M(); int MCore() => X; } sealed partial record D(int X) : C(X);",
        "partial interface C { [$] public partial int M(int x); private int MCore(int x) => x; [$] public static partial int S(); private static int SCore() => 1; } class D : C;",
        "partial interface C { [$] internal partial int M(int x); private int MCore(int x) => x; [$] private partial int N(); private int NCore() => 2; } class D : C;",
        "partial interface C<T> where T : C<T> { [$] public static virtual partial int M(int x); private static int MCore(int x) => x; }",
        "namespace @class.@event { partial class @struct { public partial class @int { [$] public partial @struct M(@int x); @struct MCore(@int x) => new(); } } }",
        "namespace System { partial class Exception2 { [$] public partial int M(); int MCore() => 1; } } namespace N.PyIdioms { partial class C { class System { } [$] public partial int M(); int MCore() => 1; } }",
        "partial class Tidy { [$] public partial int M(); } partial class Tidy { int MCore() => 1; [$] public partial int N(); } partial class Tidy { int NCore() => 2; }",
        "partial class C { [$] public partial int M(int x); [$] public partial int M(string x); [$] public partial int M<T>(T x); int MCore(int x) => 1; int MCore(string x) => 1; int MCore<T>(T x) => 1; }",
        "partial class C { class __MDecorators { } int __MCall0; [$] public partial int M(); int MCore() => __MCall0++; }",
        "partial class Twin { [$] public partial int M(); int MCore() => 1; } partial class TWIN { [$] public partial int M(); int MCore() => 1; } partial class Twin<T> { [$] public partial int M(); int MCore() => 1; }",
        "#nullable disable\npartial class C { [$] public partial string M(string x, List<string> y); string MCore(string x, List<string> y) => x; }",
        "partial class C { [$, Obsolete] public partial Old? M(Old? x); [Obsolete] Old? MCore(Old? x) => x; } [Obsolete] class Old { }",
        "partial class C { [$] [System.Diagnostics.StackTraceHidden, System.Diagnostics.DebuggerStepThrough] public partial int M(); int MCore() => 1; }",
        "partial class C { [$] [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(\"x\")] public partial string? M(string? x); [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(\"x\")] string? MCore(string? x) => x; }",
        "/// <summary>A.</summary>\npublic partial class C { /// <summary>B.</summary>\n/// <param name=\"x\">C.</param>\n/// <returns>D.</returns>\n[$] public partial int M(int x); int MCore(int x) => x; }",
        "partial class C { [$] [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] public partial int M(); int MCore() => 1; }",
        "abstract partial class C { [$] public partial int M(int x); protected abstract int MCore(int x); }",

        // tasks and streams
        "partial class C { [$] public partial Task M(); async Task MCore() => await Task.Yield(); }",
        "partial class C { [$] public partial Task<string?> M(int x, CancellationToken c = default); async Task<string?> MCore(int x, CancellationToken c) { await Task.Yield(); return null; } }",
        "partial class C { [$] public partial ValueTask M(int x); ValueTask MCore(int x) => default; }",
        "partial class C { [$] public partial ValueTask<(int a, dynamic b)> M(int x); ValueTask<(int a, dynamic b)> MCore(int x) => default; }",
        "partial class C { [$] public static partial Task<T> M<T>(T x) where T : class; static Task<T> MCore<T>(T x) where T : class => Task.FromResult(x); }",
        "partial class C { [$] public partial Task<int> M(ReadOnlySpan<char> x); Task<int> MCore(ReadOnlySpan<char> x) => Task.FromResult(1); } // PYG0106",
        "partial class C { [$] public partial ValueTask M(ref int x, out int y); ValueTask MCore(ref int x, out int y) { y = 1; return default; } } // PYG0106",
        "partial class C { [$] public unsafe partial Task M(int* x); unsafe Task MCore(int* x) => Task.CompletedTask; } // PYG0106",
        "partial class C { [$] public unsafe partial Task M(int x); unsafe Task MCore(int x) => Task.CompletedTask; }",
        "partial struct C { int f; [$] public partial Task<int> M(); async Task<int> MCore() { await Task.Yield(); return f; } }",
        "readonly ref partial struct C { [$] public partial Task<int> M(); Task<int> MCore() => Task.FromResult(1); } // PYG0106",
        "partial interface C { [$] public partial Task<int> M(); private async Task<int> MCore() { await Task.Yield(); return 1; } }",
        "partial class C { [$] [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] public partial Task M(); Task MCore() => Task.CompletedTask; }",
        "partial class C { [$] public partial IAsyncEnumerable<int> M(int n, CancellationToken c = default); async IAsyncEnumerable<int> MCore(int n, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken c) { await Task.Yield(); yield return n; } }",
        "partial class C { [$] public partial IAsyncEnumerable<T?> M<T>(IAsyncEnumerable<T?> x) where T : struct; IAsyncEnumerable<T?> MCore<T>(IAsyncEnumerable<T?> x) where T : struct => x; }",
        "partial class C { [$] public partial IAsyncEnumerable<dynamic> M(Span<int> x); IAsyncEnumerable<dynamic> MCore(Span<int> x) => throw new Exception(); } // PYG0106",
        "partial class C { [$] public partial Task M(int await, int async, int @yield); Task MCore(int await, int async, int @yield) => Task.CompletedTask; }",
        "partial class C { [$] public partial Task<Task<int>> M(Task<int> x); Task<Task<int>> MCore(Task<int> x) => Task.FromResult(x); }",
    ];

    [Theory, MemberData(nameof(Signatures))]
    public async Task CompilesCleanOrIsRefused(string signature)
    {
        foreach (var decorators in (string[])["Deco.H", "Deco.A", "Deco.H, Deco.A, Deco.H", "Deco.A, Deco.H, Deco.A", "Deco.H, Deco.H"])
        {
            var generated = await Generated.From(Decorators, signature.Replace("$", decorators));
            var expected = decorators.Contains("Deco.A") && signature.Contains("// PYG") ? signature[(signature.IndexOf("// PYG", StringComparison.Ordinal) + 3)..].Trim() : null;
            var refusals = generated.Refusals.Select(d => d.Id).Distinct().ToList();
            Assert.True(refusals.SequenceEqual(expected is null ? [] : [expected]), $"[{decorators}] refused with {string.Join(", ", generated.Refusals)}");
            AssertClean(generated, decorators);
        }
    }

    [Theory, MemberData(nameof(Signatures))]
    public async Task ArgumentsAreSeenOrRefused(string signature)
    {
        foreach (var decorators in (string[])["Deco.P", "LruCache", "Deco.H, LruCache, Deco.P"])
        {
            var generated = await Generated.From(Decorators, signature.Replace("$", decorators));
            Assert.Subset(new HashSet<string>(["PYG0106", "PYG0107", "PYG0111", "PYG0112", "PYG0113", "PYG0115"]), generated.Refusals.Select(d => d.Id).ToHashSet());
            AssertClean(generated, decorators);
        }
    }

    [Theory, MemberData(nameof(Signatures))]
    public async Task NeedsAndArgumentsAreHandedOver(string signature)
    {
        foreach (var decorators in (string[])["Deco.N", "Deco.A, Deco.N, Deco.N", "Deco.N, Deco.H, Deco.A, Deco.N"])
        {
            var generated = await Generated.From(Decorators, signature.Replace("$", decorators));
            Assert.Subset(new HashSet<string>(["PYG0106"]), generated.Refusals.Select(d => d.Id).ToHashSet());
            AssertClean(generated, decorators);
        }
    }

    /// <summary>Where a call can be held the Core takes what is supplied, elsewhere the decorator only observes.</summary>
    [Theory, MemberData(nameof(Signatures))]
    public async Task FirstArgumentsAreSupplied(string signature)
    {
        var isHeld = !signature.Contains("// PYG") && !signature.Contains("IAsyncEnumerable<int> M") && !signature.Contains("IAsyncEnumerable<T?> M");
        var source = isHeld ? Core().Replace(signature.Replace("Core(this ", "Core("), m => $"{m.Value}List<string?> __given{(m.Value.EndsWith(")", StringComparison.Ordinal) ? ")" : ", ")}").Replace(")List<string?> __given)", "List<string?> __given)") : signature;
        foreach (var decorators in (string[])["Deco.K", "Deco.H, Deco.K, Deco.N", "Deco.N, Deco.K, Deco.A, Deco.H"])
        {
            var generated = await Generated.From(Decorators, source.Replace("$", decorators));
            Assert.Subset(new HashSet<string>(["PYG0106"]), generated.Refusals.Select(d => d.Id).ToHashSet());
            AssertClean(generated, decorators);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"(?<!\.)\b\w*Core(<[^(]*>)?\(\)?")]
    private static partial System.Text.RegularExpressions.Regex Core();

    static void AssertClean(Generated generated, string decorators)
    {
        Assert.NotEmpty(generated.Files);
        Assert.True(!generated.Complaints.Any(), $"[{decorators}]\n{string.Join("\n", generated.Complaints)}\n{string.Join("\n", generated.Files.Select(f => f.Text))}");
        // Without the file's own suppression only what the user's line was told already may come again.
        string[] repeated = ["CS0612", "CS8500", "CS0108"];
        var hidden = generated.HiddenComplaints.Where(d => !repeated.Contains(d.Id)).ToList();
        Assert.True(hidden.Count == 0, $"[{decorators}] hidden:\n{string.Join("\n", hidden)}\n{string.Join("\n", generated.Files.Select(f => f.Text))}");
    }
}
