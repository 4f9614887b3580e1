using Microsoft.CodeAnalysis;

namespace PyIdioms.Tests.Decorators;

/// <summary>The signatures that were made to break the generator, and more that nobody decorated, in an editor: with each decorator that is offered, and without it again.</summary>
public class RoundTripTests
{
    /// <summary>The bodies that cannot come back: an override has one, two names differ.</summary>
    static readonly string[] Kept = ["protected abstract int MCore(int x)", "int m, int C"];

    const string Imported = "global using Deco;";
    const string Spaces = "using System.Diagnostics.CodeAnalysis; using System.Runtime.CompilerServices; using System.Runtime.InteropServices;\n";

    static readonly string[] Ordinary =
    [
        "class Program { static void Main(string[] args) { } async void M() => await Task.Yield(); }",
        "class C { [System.Diagnostics.Conditional(\"DEBUG\")] public void M() { } [ModuleInitializer] internal static void N() { } [UnmanagedCallersOnly] public static int P(int x) => x; }",
        "record R(int X) { public virtual bool Equals(R? other) => true; public override int GetHashCode() => 1; protected virtual bool PrintMembers(System.Text.StringBuilder b) => true; public void Deconstruct(out int a, out int b) => (a, b) = (X, X); }",
        "class C { string? f; [MemberNotNull(nameof(f))] void M() => f = \"\"; [DoesNotReturn] void N() => throw new Exception(); public int Use() { M(); return f.Length; } }",
        "interface I { int M() => 1; sealed int S() => 2; protected int P() => 3; private int Q() => 4; static int T() => 5; static virtual int V() => 6; internal int W() => 7; } class D : I { public int M() => 8; int I.P() => 9; }",
        "class C : IDisposable, IComparable<C> { public void Dispose() { } public int CompareTo(C? other) => 1; public override string ToString() => \"\"; public new Type GetType() => null!; }",
        "class B { public virtual B Make(List<int>? a = null) => this; } class C : B { public override C Make(List<int>? a = null) => this; protected internal virtual object X() => 1; }",
        "unsafe class C { public void M(int* p) { } public int* N() => null; } class D { public unsafe static void M(int* p) { } }",
        "class C { void M<[System.ComponentModel.Description(\"x\")] T>([Optional, DefaultParameterValue(3)] int x, [System.ComponentModel.Description(\"y\")] T y) { } void @event(in int @class = 3) { } }",
        "static class E { public static int Sum<T>(this IEnumerable<T> all, [CallerArgumentExpression(nameof(all))] string? text = null) where T : struct, IConvertible => 1; public static ref T First<T>(this ref T it) where T : struct => ref it; }",
        "struct S { int f; public readonly int M() => f; readonly int N() { return f; } [UnscopedRef] public ref int R() => ref f; public void Set(int x) => f = x; }",
        "class C<T> where T : new() { protected class D { internal class E { private protected static async Task<T> M(T x, IAsyncEnumerable<T> y, CancellationToken c = default) { await foreach (var z in y) x = z; return x; } } } }",
        "class C { async IAsyncEnumerable<int> M([EnumeratorCancellation] CancellationToken c = default) { await Task.Yield(); yield return 1; } async static Task N() => await Task.Yield(); [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] async ValueTask P() => await Task.Yield(); }",
        "class C { bool M(string k, [NotNullWhen(true)] out string? v) { v = k; return true; } [return: NotNullIfNotNull(nameof(x))] string? N(string? x) => x; [MethodImpl(MethodImplOptions.NoInlining), Obsolete] [return: MaybeNull] T P<T>() => default!; }",
    ];

    public static TheoryData<string> Signatures() => [.. NastySignatures.Signatures().Select(row => row.Data), .. Ordinary.Select(source => Spaces + source)];

    [Theory, MemberData(nameof(Signatures))]
    public async Task WrappedAndUnwrappedIsTheSameText(string signature)
    {
        var ordinary = await Unwrapped(signature);
        var before = await ordinary.Text();
        if (Kept.Any(signature.Contains))
        {
            Assert.Contains("[H]", before);
            return;
        }
        Assert.DoesNotContain("[H]", before);
        AssertClean(await Generated.From(NastySignatures.Decorators, Imported, before), before);

        var wrapped = await ordinary.WrapAll("[H]");
        var text = await wrapped.Text();
        Assert.Contains("[H]", text);
        var generated = await Generated.From(NastySignatures.Decorators, Imported, text);
        Assert.NotEmpty(generated.Files);
        AssertClean(generated, text);
        Assert.Equal(Whole(before), Whole(await (await wrapped.UnwrapAll()).Text()));
    }

    [Theory, MemberData(nameof(Signatures))]
    public async Task WhateverIsOfferedIsAccepted(string signature)
    {
        if (Kept.Any(signature.Contains)) return;
        var ordinary = await Unwrapped(signature);
        var offered = new List<string>();
        foreach (var name in await ordinary.Methods())
        {
            foreach (var action in await ordinary.Wraps(name))
            {
                // Those that every method can have are tried on the first.
                if (offered.Contains(action.Title) && action.Title is "[Timed]" or "[Logged]" or "[Traced]" or "[Metered]" or "[Profiled]") continue;
                offered.Add(action.Title);
                var text = await (await ordinary.Apply(action)).Text();
                AssertClean(await Generated.From(NastySignatures.Decorators, Imported, text), text);
            }
        }
        Assert.Subset(new HashSet<string>(offered), new HashSet<string>(["[Timed]", "[Logged]", "[Traced]", "[Metered]", "[Profiled]", "[H]", "[N]"]));
    }

    static async Task<Editor> Unwrapped(string signature) => await Editor.Open(NastySignatures.Decorators, Imported, signature.Replace("$", "H")).UnwrapAll();

    /// <summary>Types stay in parts.</summary>
    static string Whole(string text) => text.Replace("partial ", "");

    static void AssertClean(Generated generated, string text)
    {
        Assert.True(generated.Refusals.IsEmpty, $"{string.Join("\n", generated.Refusals)}\n{text}");
        Assert.True(!generated.Complaints.Any(), $"{string.Join("\n", generated.Complaints)}\n{text}");
    }
}
