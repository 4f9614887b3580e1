using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Builder;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Builder;

/// <summary>[Builder] on every kind of type compiles without one warning, or is refused at the user's line.</summary>
public class BuilderRefusalTests
{
    static Task<Run> Of(string source) => Run.Of(new BuilderGenerator(), new BuilderRules(), source);

    [Theory]
    [InlineData("[Builder] partial class C { public int A { get; set; } }")]
    [InlineData("[Builder] partial class C { public int A { get; init; } public C(int a) { A = a; } }")]
    [InlineData("namespace @namespace.N { partial interface I { [Builder] partial record @struct(int @class, string? @if = null) { public required string @else { get; init; } } } }")]
    [InlineData("partial class A<T> where T : class, new() { partial struct B<U> where U : unmanaged { [Builder] partial record D<V>(T E, U F, V G) where V : T, IComparable<V> { public List<V> Items { get; init; } = []; public Dictionary<V, U> Map { get; init; } = []; } } }")]
    [InlineData("[Builder] partial record struct C(int A = 1) { public int B { get; set; } = 2; }")]
    [InlineData("[Builder] partial struct C { public int A; public required string B; }")]
    [InlineData("[Builder] readonly partial struct C { public int A { get; init; } public C() { A = 3; } }")]
    [InlineData("[Builder] partial struct C { public int A { get; set; } public C(int a) { A = a; } }")]
    [InlineData("[Builder] partial class Twin { public int A { get; set; } } [Builder] partial class TWIN { public int A { get; set; } } [Builder] partial class Twin<T> { public T? A { get; set; } }")]
    [InlineData("namespace N.PyIdioms { class System { } [Builder] partial class C { public int A { get; set; } public List<string> Global { get; set; } = []; public string? Value { get; set; } public string? Found { get; set; } public string? Parts { get; set; } } }")]
    [InlineData("#nullable disable\n[Builder] partial class C { public string A { get; set; } public List<object> B { get; set; } public string[] D; }")]
    [InlineData("[Builder] partial class C { [Obsolete] public Old? A { get; set; } [Obsolete(\"x\", true)] public int B { get; set; } } [Obsolete] class Old { }")]
    [InlineData("/// <summary>A.</summary>\n[Builder] public partial class C { /// <summary>B.</summary>\npublic object? B { get; set; } /// <summary>D.</summary>\n[Gt(0)] public int D { get; init; } }")]
    [InlineData("class B { public virtual int A { get; set; } public int X { private get; set; } } [Builder] partial class C : B { public override int A { get; set; } public new string X { get; init; } = \"\"; }")]
    [InlineData("abstract class B<T> { public abstract T A { get; init; } public required T Q { get; init; } } [Builder] partial class C : B<List<int>> { public override List<int> A { get; init; } = []; }")]
    [InlineData("[Builder] abstract partial class B { protected B(int a) { } } [Builder] partial class C : B { public C() : base(1) { } public int X { get; set; } }")]
    [InlineData("[Builder] partial class C { [Builder] partial class D { public int A { get; set; } } public int A { get; set; } }")]
    [InlineData("[Builder] partial class C(int a, string b) { public int A => a; }")]
    [InlineData("[Builder] partial class C { public int A { get; set; } public int a { get; set; } }")]
    [InlineData("[Builder] partial class C { public Span<int> A => default; public int B { get; set; } public ref int D => ref d; int d; }")]
    [InlineData("[Builder] partial class C { public event Action? E; public int A { get; set; } public int this[int i] { get => A; set => A = i; } public const int K = 1; public static int S { get; set; } }")]
    [InlineData("interface I { int A { get; set; } } [Builder] partial class C : I { int I.A { get; set; } public int B { get; set; } }")]
    [InlineData("[Builder] partial class C { private int A { get; set; } protected int B { get; set; } public int D { get; protected set; } public int E { get; private init; } internal int F { get; init; } protected internal int G { get; set; } }")]
    [InlineData("[Builder] partial record C(params int[] A) { public C(C other) => A = other.A; }")]
    [InlineData("[Builder] partial record C() { public int A { get; init; } }")]
    [InlineData("[Builder] partial record C { public int A { get; init; } }")]
    [InlineData("[Builder] partial record C(int A) { public C(int a, int b) : this(a + b) { } }")]
    [InlineData("[Builder] partial class C { public C() { } public C(int a) { } public int A { get; set; } }")]
    [InlineData("[Builder] partial class C { public C(int a) { } [Builder] C(string b, in DateTime at) { } }")]
    [InlineData("[Builder] partial class C { public C(string a, [System.Runtime.CompilerServices.CallerMemberName] string? b = null) { } }")]
    [InlineData("[Builder] partial class C<TSelf> { public TSelf? A { get; set; } public partial struct Builder { public Builder Both() => A(default); } }")]
    [InlineData("[Builder] partial class C { public int A { get; set; } public static C For(string x) => new(); public C ToBuilder() => this; }")]
    [InlineData("[Builder] partial class C { public List<int>? A { get; set; } public List<int> B { get; } = new(4); public IList<string> D { get; } = new List<string>(); public IDictionary<string, int> E { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal); }")]
    [InlineData("[Builder] partial class C { public Many A { get; set; } = []; } class Many : List<Many> { }")]
    [InlineData("[Builder] partial class C { public dynamic? A { get; set; } public List<dynamic> B { get; set; } = []; public (int x, dynamic y) D { get; set; } } [Builder] partial record R(dynamic A, dynamic? B = null);")]
    [InlineData("[Builder] partial class C { public Func<int, (string a, int b)>? A { get; set; } public Action<List<dynamic?>>[]? B { get; set; } public nint D { get; set; } public unsafe int E { get; set; } }")]
    [InlineData("partial class O { enum E { A } class P { } [Builder] partial record R(E A, P B) { public E? D { get; init; } } }")]
    [InlineData("[Builder] public partial class C { internal C(Inside a) { } } class Inside { }")]
    [InlineData("[Builder] partial class C { public C(int a) { } public C(string a) { } public C() { } public int[]? @params { get; set; } }")]
    [InlineData("using B = PyIdioms.BuilderAttribute; [B] partial class C { public int A { get; set; } }")]
    [InlineData("[Builder, System.Obsolete] partial class C { public int A { get; set; } } [Builder] [Serializable] partial class D { public int A { get; set; } }")]
    [InlineData("[Builder] partial class C { public int A { get; set; } } partial class C { public int B { get; set; } } partial class C { public partial struct Builder { public Builder X() => A(1).B(2); } }")]
    [InlineData("[Builder] partial class C { [LiteralString] public string A { get; set; } = \"\"; [LiteralString] public List<string> B { get; set; } = []; [Literal(\"a\", \"b\")] public string D { get; set; } = \"a\"; [System.Diagnostics.CodeAnalysis.StringSyntax(\"Regex\")] public string E { get; set; } = \"\"; [System.ComponentModel.DataAnnotations.Range(1, 2)] public int F { get; set; } }")]
    [InlineData("[Builder] partial record A(int X) { public int Y { get; init; } } [Builder] partial record B(int X, int Z) : A(X); [Builder] sealed partial record D(int X, int Z, int W) : B(X, Z) { public new string Y { get; init; } = \"\"; }")]
    [InlineData("[Builder] public partial class Settings { public Settings(int capacity = 3, TimeSpan? age = null) { Capacity = capacity; Age = age ?? default; } public int Capacity { get; set; } public TimeSpan Age { get; set; } public string? Note { get; set; } } [Builder] public sealed partial class More : Settings { public int Extra { get; set; } }")]
    [InlineData("[Builder] partial record R(int Value, string value, int @event, int Event) { public R Same() => For(Value, value, @event, Event).Build(); }")]
    public async Task CompilesClean(string source) => (await Of(source)).IsClean();

    [Theory]
    [InlineData("[Builder] class C { public int A { get; set; } }", "PYG1601", "Builder", "[Builder] needs 'C' to be partial")]
    [InlineData("class O { [Builder] partial class C { public int A { get; set; } } }", "PYG1601", "Builder", "[Builder] needs 'O' to be partial")]
    [InlineData("[Builder] static partial class C { }", "PYG1602", "Builder", "[Builder] cannot be on a static class")]
    [InlineData("[Builder] ref partial struct C { public int A; }", "PYG1602", "Builder", "[Builder] cannot be on a ref struct")]
    [InlineData("[Builder] file partial class C { public int A { get; set; } }", "PYG1602", "Builder", "[Builder] cannot be on a part of the file-local type 'C'")]
    [InlineData("[Builder] partial class C { public C(int a) { } public C(string a) { } }", "PYG1603", "Builder", "The builder of 'C' cannot call 2 constructors: mark one with [Builder]")]
    [InlineData("[Builder] partial class C { [Builder] public C(int a) { } [Builder] public C(string a) { } }", "PYG1603", "C", "The builder of 'C' cannot call two constructors: mark one")]
    [InlineData("[Builder] partial class C { public C(ref int a) { } }", "PYG1603", "Builder", "The builder of 'C' cannot call a constructor that changes its 'a'")]
    [InlineData("[Builder] partial class Builder { public int A { get; set; } }", "PYG1604", "Builder", "[Builder] writes 'Builder' in 'Builder'")]
    [InlineData("[Builder] partial class C { public int For { get; set; } }", "PYG1604", "For", "[Builder] writes 'For' in 'C'")]
    [InlineData("[Builder] partial class C { public class Builder { } public int A { get; set; } }", "PYG1604", "Builder", "[Builder] writes 'Builder' in 'C'")]
    [InlineData("partial class C { [Builder] public C(int a) { } }", "PYG1606", "Builder", "[Builder] on a constructor says which one the builder calls: put [Builder] on 'C' too")]
    [InlineData("[Builder] partial class C { public int A => 1; int b; }", "PYG1607", "Builder", "There is nothing to set in 'C'")]
    [InlineData("[Builder] unsafe partial class C { public int* P { get; set; } public int A { get; set; } }", "PYG1608", "P", "'P' cannot be a part of a builder: a pointer stays where it is safe")]
    [InlineData("[Builder] partial class C { public C(Span<int> a) { } }", "PYG1608", "a", "'a' cannot be a part of a builder: it lives on the stack")]
    [InlineData("[Builder] partial class C { class P { } C(P a) { } }", "PYG1608", "a", "'a' cannot be a part of a builder: its type is seen in fewer places than the builder")]
    [InlineData("[Builder] partial class C { public C(string id) { } public required int Id { get; init; } }", "PYG1608", "id", "'id' cannot be a part of a builder: the required 'Id' has another type")]
    public async Task IsRefused(string source, string id, string at, string message) => (await Of(source)).IsRefused(id, at, message, "Builder");

    /// <summary>A base whose builder is refused has none: the one of a derived class is on its own.</summary>
    [Theory]
    [InlineData("[Builder] partial class B { } [Builder] partial class D : B { public int A { get; set; } }", "PYG1607", "There is nothing to set in 'B'")]
    [InlineData("[Builder] partial class B { public B(int a) { } public B(string a) { } } [Builder] partial class D(int a) : B(a) { public int C { get; set; } }", "PYG1603", "The builder of 'B' cannot call 2 constructors")]
    [InlineData("[Builder] partial class B { public int For { get; set; } } [Builder] partial class D : B { public int A { get; set; } }", "PYG1604", "[Builder] writes 'For' in 'B'")]
    public async Task ABaseWithoutABuilderIsNoBase(string source, string id, string message)
    {
        var run = await Of(source);
        var refusal = Assert.Single(run.Refusals);
        Assert.Equal(id, refusal.Id);
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.Empty(run.Complaints);
    }

    /// <summary>A file of a user's that has no usings of this package is no reason for what is written not to compile.</summary>
    [Fact]
    public void NeedsNoUsings()
    {
        var compilation = Decorators.Generated.Compile("[PyIdioms.Builder] public partial class C { public System.Collections.Generic.Dictionary<string, int> A { get; init; } = []; public System.Collections.Generic.Dictionary<string, int> B { get; } = []; public System.Collections.Generic.HashSet<int> D { get; } = []; public int[] E { get; set; } = []; [PyIdioms.Gt(0)] public int F { get; set; } }");
        var alone = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(static t => t.ToString().Contains("global using", StringComparison.Ordinal)));
        Assert.True(alone.SyntaxTrees.Length < compilation.SyntaxTrees.Length);
        CSharpGeneratorDriver.Create([new BuilderGenerator().AsSourceGenerator()], parseOptions: Decorators.Generated.Options).RunGeneratorsAndUpdateCompilation(alone, out var updated, out _);
        Assert.DoesNotContain(updated.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public async Task ConstraintThatIsNotChecked()
    {
        var run = await Of("[Builder] partial class C { [Own] public int A { get; set; } } file sealed class OwnAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute;");
        Assert.Equal("PYG1605", Assert.Single(run.Refusals).Id);
    }
}
