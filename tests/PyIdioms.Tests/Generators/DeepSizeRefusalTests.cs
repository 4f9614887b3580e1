using PyIdioms.Generators.DeepSize;

namespace PyIdioms.Tests.Generators;

/// <summary>[DeepSize] on every kind of type compiles without one warning, or is refused at the user's line.</summary>
public class DeepSizeRefusalTests
{
    static Task<Run> Of(string source) => Run.Of(new DeepSizeGenerator(), new DeepSizeRules(), source);

    [Theory]
    [InlineData("[DeepSize] partial class C { }")]
    [InlineData("[DeepSize] partial class C { object? a; string b = \"\"; int[] c = []; int d; DateTime e; List<C>? f; }")]
    [InlineData("[DeepSize] sealed partial class @class { public object? @int { get; set; } string? @event; }")]
    [InlineData("[DeepSize] partial class C<T> { T? a; List<T>? b; (T, int) c; T?[]? d; }")]
    [InlineData("[DeepSize] partial class C<T, U> where T : struct where U : unmanaged { T a; U b; T? c; Dictionary<T, U[]>? d; }")]
    [InlineData("[DeepSize] partial class B { object? a; } [DeepSize] partial class C : B { object? b; } [DeepSize] sealed partial class D : C { object? c; }")]
    [InlineData("[DeepSize] partial class B<T> { T? a; } [DeepSize] partial class C<T> : B<List<T>> { T? b; } [DeepSize] sealed partial class D : C<int> { object? c; }")]
    [InlineData("class B { object? a; } [DeepSize] partial class C : B { object? b; } [DeepSize] partial class D : C { object? c; }")]
    [InlineData("[DeepSize] abstract partial class B { public abstract object? P { get; set; } } [DeepSize] partial class C : B { public override object? P { get; set; } }")]
    [InlineData("[DeepSize] partial class C { public virtual object? P { get; set; } public object? Q { get => field ??= new(); set; } public object R => this; public required string S { get; init; } }")]
    [InlineData("interface I { object? P { get; } } [DeepSize] partial class C : I { object? I.P { get; } = new(); }")]
    [InlineData("[DeepSize] partial class C(object a, List<string> b, int c) { object D => a; public int E => b.Count; readonly int f = c; }")]
    [InlineData("[DeepSize] partial class C { event Action? E; static object? S; const string K = \"\"; [ThreadStatic] static object? t; }")]
    [InlineData("[DeepSize] partial record C(string A, C? B); [DeepSize] sealed partial record D(string A, C? B, object E) : C(A, B);")]
    [InlineData("[DeepSize] partial record struct C(string A, object? B); [DeepSize] readonly partial record struct D(string A) { }")]
    [InlineData("[DeepSize] readonly partial struct C(object a) { readonly object b = a; public object D => a; public object? E { get; init; } }")]
    [InlineData("[DeepSize] partial struct C { public object? Q { get => field ?? this; set; } int x; }")]
    [InlineData("partial class A<T> { partial struct B<U> { [DeepSize] partial class C<V> { T? a; U? b; V? c; A<V>? d; } } }")]
    [InlineData("namespace @namespace.N { partial interface I { [DeepSize] partial class C { object? a; } } }")]
    [InlineData("namespace N.PyIdioms { class System { } [DeepSize] partial class C { object? a; Lazy<string>? walker; object? self; object? value; } }")]
    [InlineData("[DeepSize] partial class Twin { object? a; } [DeepSize] partial class TWIN { object? a; } [DeepSize] partial class Twin<T> { T? a; }")]
    [InlineData("[DeepSize] partial class C { } partial class C { object? a; } partial class C { object? b; }")]
    [InlineData("#nullable disable\n[DeepSize] partial class C { string a; List<object> b; }")]
    [InlineData("[DeepSize] partial class C { [Obsolete] Old? a; [Obsolete] public Old? B { get; set; } } [Obsolete] class Old { }")]
    [InlineData("[DeepSize] partial class C { dynamic? a; (object x, int y)? b; nint c; ReadOnlyMemory<char> d; ArraySegment<string> e; WeakReference<C>? f; }")]
    [InlineData("/// <summary>A.</summary>\n[DeepSize] public partial class C { /// <summary>B.</summary>\npublic object? B { get; set; } }")]
    [InlineData("[DeepSize] unsafe partial struct C { fixed int a[4]; object? b; }")]
    [InlineData("[DeepSize] partial class C { System.Runtime.InteropServices.GCHandle a; DayOfWeek? b; [DeepSize(Follow = false)] public Other? O { get; set; } [field: DeepSize(Follow = false)] public Other? P { get; set; } } class Other { object? a; }")]
    public async Task CompilesClean(string source) => (await Of(source)).IsClean();

    [Theory]
    [InlineData("[DeepSize] class C { }", "PYG1301", "DeepSize", "[DeepSize] needs 'C' to be partial")]
    [InlineData("class O { [DeepSize] partial class C { } }", "PYG1301", "DeepSize", "[DeepSize] needs 'O' to be partial")]
    [InlineData("[DeepSize] static partial class C { }", "PYG1302", "DeepSize", "[DeepSize] cannot stand on a static class")]
    [InlineData("[DeepSize] ref partial struct C { Span<int> a; }", "PYG1302", "DeepSize", "[DeepSize] cannot stand on a ref struct")]
    [InlineData("[DeepSize] file partial class C { object? a; }", "PYG1302", "DeepSize", "[DeepSize] cannot stand on a part of the file-local type 'C'")]
    [InlineData("[DeepSize] unsafe partial class C { int* p; object? a; }", "PYG1303", "p", "What 'p' points to is not counted")]
    [InlineData("[DeepSize] unsafe partial class C { delegate*<int>[] p = []; }", "PYG1303", "p", "What 'p' points to is not counted")]
    [InlineData("[DeepSize] partial class C { List<Part>? Parts { get; set; } } class Part { object? a; }", "PYG1304", "Parts", "What 'Parts' leads to is not counted: 'Part' is not [DeepSize]")]
    [InlineData("[DeepSize] partial class C { Dictionary<string, Part[]>? a; } class Part { Part? b; }", "PYG1304", "a", "What 'a' leads to is not counted")]
    public async Task IsRefused(string source, string id, string at, string message) => (await Of(source)).IsRefused(id, at, message, "DeepSize");

    /// <summary>Types whose own bytes are all there is, and collections, need no mark.</summary>
    [Theory]
    [InlineData("[DeepSize] partial class C { Leaf? a; List<Leaf> b = []; } class Leaf { int a; string? b; }")]
    [InlineData("[DeepSize] partial class C { Bag? a; } class Bag : List<string> { object? tag; }")]
    [InlineData("[DeepSize] partial class C { Pair a; } struct Pair { object? a; }")]
    public async Task NothingToSay(string source) => (await Of(source)).IsClean();
}
