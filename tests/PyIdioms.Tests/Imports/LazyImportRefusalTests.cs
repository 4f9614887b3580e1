using PyIdioms.Generators.LazyImport;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Imports;

/// <summary>Every wrong use is one diagnostic at the user's own line, and any right one compiles.</summary>
public class LazyImportRefusalTests
{
    [Theory]
    [InlineData("partial class C { [LazyImport] static partial IDisposable D { get; } }", "PYG2303", "LazyImport", "'IDisposable' cannot be loaded: it is no class; write a method 'static IDisposable DCore()'")]
    [InlineData("abstract class A; partial class C { [LazyImport] partial A D { get; } }", "PYG2303", "LazyImport", "'A' cannot be loaded: it is abstract; write a method 'A DCore()'")]
    [InlineData("class A(int n); partial class C { [LazyImport] static partial A D { get; } }", "PYG2303", "LazyImport", "'A' cannot be loaded: it has no constructor without arguments")]
    [InlineData("class A { private A() { } } partial class C { [LazyImport] static partial A D { get; } }", "PYG2303", "LazyImport", "'A' cannot be loaded: it has no constructor")]
    [InlineData("class B { public required int N; } class A : B; partial class C { [LazyImport] static partial A D { get; } }", "PYG2303", "LazyImport", "'A' cannot be loaded: it has required members")]
    [InlineData("partial class C<T> { [LazyImport] static partial T D { get; } }", "PYG2303", "LazyImport", "'T' cannot be loaded: it has no constraint 'new()'")]
    [InlineData("partial class C { [LazyImport] static partial int D { get; } }", "PYG2303", "LazyImport", "'int' cannot be loaded: it is no module")]
    [InlineData("partial class C { [LazyImport] static partial string D { get; } string DCore() => \"\"; }", "PYG2304", "DCore", "'DCore' does not load 'D': declare it 'static'")]
    [InlineData("partial class C { [LazyImport] static partial string D { get; } static int DCore() => 1; }", "PYG2304", "DCore", "'DCore' does not load 'D': it gives 'int', not 'string'")]
    [InlineData("partial class C { [LazyImport] static partial string D { get; } static string DCore(int n) => \"\"; }", "PYG2304", "DCore", "'DCore' does not load 'D': it has parameters")]
    [InlineData("partial class C { [LazyImport] static partial string D { get; } static string DCore<T>() => \"\"; }", "PYG2304", "DCore", "'DCore' does not load 'D': it has type parameters")]
    [InlineData("partial class C { [LazyImport] static partial string D { get; } static string DCore = \"\"; }", "PYG2304", "DCore", "'DCore' does not load 'D': it is no method")]
    [InlineData("partial class C { [LazyImport] static partial C D { get; } class DImport; }", "PYG2305", "DImport", "'DImport' has a name that [LazyImport] generates for 'D'")]
    [InlineData("partial class C { [LazyImport] static partial C D { get; set; } }", "PYG2302", "D", "'D' is no lazy import: what is loaded is never set")]
    [InlineData("partial struct C { [LazyImport] partial List<int> D { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a property of a struct's values")]
    [InlineData("partial record C { [LazyImport] partial List<int> D { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a property of a record's objects")]
    [InlineData("partial interface C { [LazyImport] partial List<int> D { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a property of an interface")]
    [InlineData("partial class C { [LazyImport] static partial Task<int> D { get; } static Task<int> DCore() => Task.FromResult(1); }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a property of a task")]
    [InlineData("partial class C { [LazyImport] static partial Span<int> D { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a property of a ref struct")]
    [InlineData("partial class C { [LazyImport] public static partial C D { get; private set; } }", "PYG2302", "D", "'D' is no lazy import: what is loaded is never set")]
    [InlineData("partial class C { [LazyImport] protected partial ref readonly int D { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a property by reference")]
    [InlineData("partial class C<T> { [LazyImport] internal required partial List<T> @event { get; init; } }", "PYG2302", "@event", "'event' is no lazy import: what is loaded is never set")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message)
    {
        var run = await Run.Of(new LazyImportGenerator(), new LazyImportRules(), source);
        run.IsRefused(id, at, message, "LazyImport");
        Assert.Empty(run.Complaints);
    }

    /// <summary>What the compiler says as well is about the user's own declaration.</summary>
    [Theory]
    [InlineData("class C { [LazyImport] static partial C D { get; } }", "PYG2301", "LazyImport", "[LazyImport] needs 'C' to be partial")]
    [InlineData("partial class C { [LazyImport] static C D => new(); }", "PYG2302", "D", "'D' is no lazy import: declare it 'partial'")]
    [InlineData("partial class C { [LazyImport] static partial C D { get; } static partial C D => new(); }", "PYG2302", "D", "'D' is no lazy import: it has a body")]
    [InlineData("file partial class C { [LazyImport] static partial C D { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on a part of the file-local type 'C'")]
    [InlineData("partial class C { [LazyImport] partial C this[int i] { get; } }", "PYG2306", "LazyImport", "[LazyImport] cannot stand on an indexer")]
    public async Task IsRefusedBesideTheCompiler(string source, string id, string at, string message) =>
        (await Run.Of(new LazyImportGenerator(), new LazyImportRules(), source)).IsRefused(id, at, message, "LazyImport");

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T, U> where T : class, new() { protected partial class Inner { [LazyImport] internal static partial T? @event { get; } [LazyImport] public partial List<U> Event { get; } } } }")]
    [InlineData("namespace System.X { partial struct PyIdioms { partial interface I { [LazyImport] public static partial Text.StringBuilder System { get; } } [LazyImport] static partial List<int> L { get; } } }")]
    [InlineData("#nullable disable\npartial record R { [LazyImport] static partial R S { get; } [LazyImport] static partial string T { get; } static string TCore() => null; }")]
    [InlineData("partial class C { [Obsolete] [LazyImport] static partial (int a, dynamic? b)[]? N { get; } static (int, dynamic?)[] NCore() => []; }")]
    [InlineData("class B { public virtual string? S => null; } partial class C : B { [LazyImport] public sealed override partial string? S { get; } private string SCore() => \"\"; [LazyImport] protected internal virtual partial object O { get; } }")]
    [InlineData("partial class C { [LazyImport] static partial C a { get; } [LazyImport] static partial C A { get; } }")]
    [InlineData("struct S { public S() { } } partial class C { [LazyImport] static partial S V { get; } [LazyImport] static partial S? W { get; } static S WCore() => new(); }")]
    [InlineData("class A { private protected A(int n = 0, params string[] more) { } } partial class C : A { [LazyImport] static partial C V { get; } } partial class C { }")]
    public async Task AnyShapeCompiles(string source) => (await Run.Of(new LazyImportGenerator(), new LazyImportRules(), source)).IsClean();

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "namespace N { static partial class O<T> where T : class { [LazyImport, Obsolete] public static partial string? Name { get; } static string NameCore() => \"\"; } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Run.Of(new LazyImportGenerator(), new LazyImportRules(), Whole[..i]);
    }
}
