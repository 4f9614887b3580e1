using PyIdioms.Generators.ContextVar;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Context;

/// <summary>Every wrong use is one diagnostic at the user's own line, and any right one compiles.</summary>
public class ContextVarRefusalTests
{
    [Theory]
    [InlineData("partial class C { [ContextVar(Default = 1)] public static partial string Id { get; } }", "PYG1003", "ContextVar(Default = 1)", "The default of 'Id' is 'string', which 1 is not")]
    [InlineData("partial class C { [ContextVar(Default = null)] static partial int N { get; } }", "PYG1003", "ContextVar(Default = null)", "The default of 'N' is 'int', which is never null")]
    [InlineData("partial class C { [ContextVar(Default = null)] static partial string S { get; } }", "PYG1003", "ContextVar(Default = null)", "The default of 'S' is 'string', which is never null")]
    [InlineData("partial class C { [ContextVar(Default = 300)] static partial byte N { get; } }", "PYG1003", "ContextVar(Default = 300)", "The default of 'N' is 'byte', which 300 is not")]
    [InlineData("partial class C { [ContextVar(Default = new[] { 1 })] static partial int[] N { get; } }", "PYG1003", "ContextVar(Default = new[] { 1 })", "The default of 'N'")]
    [InlineData("partial class C { const int A = 1; [ContextVar(Default = A, DefaultFrom = nameof(A))] static partial int N { get; } }", "PYG1003", "ContextVar(Default = A, DefaultFrom = nameof(A))", "The default of 'N' is 'Default' or 'DefaultFrom', not both")]
    [InlineData("partial class C { [ContextVar(DefaultFrom = \"M\")] static partial int N { get; } int M() => 1; }", "PYG1004", "ContextVar(DefaultFrom = \"M\")", "'M' is no static field, property or method without parameters that gives 'int' in 'C'")]
    [InlineData("partial class C { [ContextVar(DefaultFrom = \"N\")] static partial int N { get; } }", "PYG1004", "ContextVar(DefaultFrom = \"N\")", "'N' is no static field")]
    [InlineData("partial class C { [ContextVar(DefaultFrom = \"M\")] static partial int N { get; } static string M => \"\"; }", "PYG1004", "ContextVar(DefaultFrom = \"M\")", "'M' is no static field")]
    [InlineData("partial class C { [ContextVar] static partial int N { get; } static int NVar => 1; }", "PYG1005", "NVar", "'NVar' has a name that [ContextVar] generates for 'N'")]
    [InlineData("partial class C { [ContextVar] static partial int N { get; } static void UseN(int n) { } }", "PYG1005", "UseN", "'UseN' has a name")]
    [InlineData("partial class C { class OfN; [ContextVar] static partial int N { get; } }", "PYG1005", "OfN", "'OfN' has a name")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message)
    {
        var run = await Run.Of(new ContextVarGenerator(), new ContextVarRules(), source);
        run.IsRefused(id, at, message, "ContextVar");
        Assert.Empty(run.Complaints);
    }

    /// <summary>What the compiler says as well is about the user's own declaration.</summary>
    [Theory]
    [InlineData("class C { [ContextVar] static partial int N { get; } }", "PYG1001", "ContextVar", "[ContextVar] needs 'C' to be partial")]
    [InlineData("partial class C { [ContextVar] partial int N { get; } }", "PYG1002", "N", "'N' is no context variable: a flow has its variables")]
    [InlineData("partial class C { [ContextVar] static partial int N { get; set; } }", "PYG1002", "N", "'N' is no context variable: its setter")]
    [InlineData("partial class C { [ContextVar] static int N => 1; }", "PYG1002", "N", "'N' is no context variable: declare it 'static partial'")]
    [InlineData("partial class C { [ContextVar] static partial int N { get; } static partial int N => 1; }", "PYG1002", "N", "'N' is no context variable: it has a body")]
    [InlineData("partial class C { [ContextVar] public static partial int N { private get; } }", "PYG1002", "N", "'N' is no context variable: who may see it")]
    [InlineData("partial class C { [ContextVar] static partial Span<int> N { get; } }", "PYG1006", "ContextVar", "[ContextVar] cannot stand on a property of a ref struct")]
    [InlineData("partial class C { [ContextVar] static partial ref int N { get; } }", "PYG1006", "ContextVar", "[ContextVar] cannot stand on a property by reference")]
    [InlineData("file partial class C { [ContextVar] static partial int N { get; } }", "PYG1006", "ContextVar", "[ContextVar] cannot stand on a part of the file-local type 'C'")]
    [InlineData("partial class C { [ContextVar] partial int this[int i] { get; } }", "PYG1006", "ContextVar", "[ContextVar] cannot stand on an indexer")]
    public async Task IsRefusedBesideTheCompiler(string source, string id, string at, string message) =>
        (await Run.Of(new ContextVarGenerator(), new ContextVarRules(), source)).IsRefused(id, at, message, "ContextVar");

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T, U> where T : class, new() { protected static partial class Inner { [ContextVar] internal static partial T? @event { get; } [ContextVar] public static partial U Event2 { get; } } } }")]
    [InlineData("namespace System.X { partial struct PyIdioms { partial interface I { [ContextVar(Default = DayOfWeek.Monday)] public static partial DayOfWeek System { get; } } } }")]
    [InlineData("#nullable disable\npartial record R { [ContextVar(Default = null)] static partial string S { get; } [ContextVar] static partial string T { get; } }")]
    [InlineData("partial record struct R { [ContextVar(Default = 1)] static partial double D { get; } [ContextVar(Default = 1u)] static partial long? L { get; } [ContextVar(Default = 'c')] static partial object O { get; } [ContextVar(Default = 5)] static partial decimal M { get; } }")]
    [InlineData("partial class C { [Obsolete] [ContextVar] static partial (int a, dynamic? b)[]? N { get; } static void UseN() { } static int SetN(int a, int b) => a; }")]
    [InlineData("class B { protected static int[] None() => []; } partial class C : B { [ContextVar(DefaultFrom = nameof(None))] static partial IEnumerable<int> N { get; } }")]
    [InlineData("partial class C { [ContextVar] static partial int a { get; } [ContextVar] static partial int B { get; } }")]
    public async Task AnyShapeCompiles(string source) => (await Run.Of(new ContextVarGenerator(), new ContextVarRules(), source)).IsClean();

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "namespace N { static partial class O<T> where T : class { [ContextVar(Default = \"a\", DefaultFrom = nameof(X)), Obsolete] public static partial string? Name { get; } static string X() => \"\"; } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Run.Of(new ContextVarGenerator(), new ContextVarRules(), Whole[..i]);
    }
}
