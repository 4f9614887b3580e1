using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Literal;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Literals;

/// <summary>Every wrong use is one diagnostic at the user's own line, and nothing is generated for it; any right one compiles.</summary>
public class LiteralRefusalTests
{
    /// <summary>Source, id, the text at which it is reported, and the beginning of what it says.</summary>
    [Theory]
    [InlineData("[Literal(\"a\")] record struct K;", "PYG0301", "Literal(\"a\")", "[Literal] needs 'K' to be partial")]
    [InlineData("class O { [Literal(1)] partial struct K; }", "PYG0301", "Literal(1)", "[Literal] needs 'O' to be partial")]
    [InlineData("[Literal] partial struct K;", "PYG0302", "Literal", "[Literal] cannot make 'K': it lists no value")]
    [InlineData("[Literal(null)] partial struct K;", "PYG0302", "Literal(null)", "[Literal] cannot make 'K': null is no value of a struct")]
    [InlineData("[Literal(\"a\", null)] partial struct K;", "PYG0302", "Literal(\"a\", null)", "[Literal] cannot make 'K': null is no value of a struct")]
    [InlineData("[Literal(\"a\", 1)] partial struct K;", "PYG0302", "Literal(\"a\", 1)", "[Literal] cannot make 'K': \"a\" and 1 are of different types")]
    [InlineData("[Literal(1, 2L)] partial struct K;", "PYG0302", "Literal(1, 2L)", "[Literal] cannot make 'K': 1 and 2 are of different types")]
    [InlineData("[Literal(1.5, 2.0)] partial struct K;", "PYG0302", "Literal(1.5, 2.0)", "[Literal] cannot make 'K': 1.5 is neither text nor a character nor a whole number")]
    [InlineData("[Literal(true)] partial struct K;", "PYG0302", "Literal(true)", "[Literal] cannot make 'K': true is neither")]
    [InlineData("[Literal(DayOfWeek.Monday)] partial struct K;", "PYG0302", "Literal(DayOfWeek.Monday)", "[Literal] cannot make 'K': 'DayOfWeek' is a type with listed values already")]
    [InlineData("[Literal(\"a\")] partial record struct K(string V);", "PYG0303", "V", "'K' is one of the listed values and nothing else: remove 'V'")]
    [InlineData("[Literal(\"a\")] partial struct K { int n; }", "PYG0303", "n", "'K' is one of the listed values and nothing else: remove 'n'")]
    [InlineData("[Literal(\"a\")] partial struct K { public int N { get; set; } }", "PYG0303", "N", "'K' is one of the listed values and nothing else: remove 'N'")]
    [InlineData("[Literal(\"a\")] partial struct K(int n) { public int M() => n; }", "PYG0303", "n", "'K' is one of the listed values and nothing else: remove 'n'")]
    [InlineData("[Literal(\"a\")] partial struct K(int n);", "PYG0303", "n", "'K' is one of the listed values and nothing else: remove 'n'", "CS9113")]
    [InlineData("[Literal(\"on\")] partial struct K { public static int On => 1; }", "PYG0304", "On", "[Literal] writes 'On' itself")]
    [InlineData("[Literal(\"on\")] partial struct K { public string Value => \"\"; }", "PYG0304", "Value", "[Literal] writes 'Value' itself")]
    [InlineData("[Literal(\"on\")] partial struct K { void Match() { } }", "PYG0304", "Match", "[Literal] writes 'Match' itself")]
    [InlineData("[Literal(\"on\")] partial struct K { public static K Parse(string s) => default; }", "PYG0304", "Parse", "[Literal] writes 'Parse' itself")]
    [InlineData("[Literal(\"on\")] partial struct K { public static implicit operator K(int n) => default; }", "PYG0304", "K", "[Literal] writes 'the conversion' itself")]
    [InlineData("[Literal(\"on\")] partial struct K { K(ushort n) { } }", "PYG0304", "K", "[Literal] writes 'the constructor' itself")]
    [InlineData("[Literal(\"on\")] partial record struct K { public bool Equals(K other) => true; public override int GetHashCode() => 0; }", "PYG0304", null, "[Literal] writes")]
    [InlineData("[Literal(\"on\")] ref partial struct K;", "PYG0305", "Literal(\"on\")", "[Literal] cannot make 'K': a ref struct is no value of its own")]
    [InlineData("[Literal(\"on\")] file partial struct K;", "PYG0305", "Literal(\"on\")", "[Literal] cannot make 'K': 'K' is a type of one file")]
    [InlineData("partial interface I<out T> { [Literal(\"on\")] partial struct K; }", "PYG0305", "Literal(\"on\")", "[Literal] cannot make 'K': C# lets nothing be nested", "CS8427")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string? at, string message, params string[] compilerSaysToo)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        Assert.NotEmpty(refusals);
        Assert.All(refusals, refusal =>
        {
            Assert.Equal(id, refusal.Id);
            Assert.Equal("User0.cs", refusal.Location.SourceTree!.FilePath);
            if (at is not null) Assert.Equal(at, refusal.Location.SourceTree.GetText().ToString(refusal.Location.SourceSpan));
            Assert.StartsWith(message, refusal.GetMessage());
            Assert.Contains($"docs/generators/Literal.md#{id.ToLowerInvariant()}", refusal.Descriptor.HelpLinkUri);
        });
        if (at is not null) Assert.Single(refusals);
        Assert.Empty(files);
        Assert.Subset(compilerSaysToo.ToHashSet(), diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).ToHashSet());
    }

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T, U> where T : class, new() where U : T { protected partial record struct @struct { [Literal(\"event\", \"class\")] private readonly partial record struct @event; } } }")]
    [InlineData("namespace System { [Literal(\"String\", \"Func\", \"Action\")] readonly partial record struct Object2; } namespace PyIdioms2 { partial class PyIdioms { partial class System { [Literal(\"System\", \"PyIdioms\", \"global\")] readonly partial struct Text; } } }")]
    [InlineData("#nullable disable\nnamespace N; [Literal(\"a\")] partial record struct K;")]
    [InlineData("partial record struct K; [Literal(1, 2)] partial record struct K { public bool IsOne => this == 1; } partial record struct K { public static K First => _1; }")]
    [InlineData("[Obsolete] [Literal(\"a\")] readonly partial record struct K;")]
    [InlineData("partial interface I<TResult, TState> where TResult : allows ref struct { [Literal(\"result\", \"state\")] readonly partial record struct K; }")]
    [InlineData("[Literal(\"k\", \"K\", \"_literalIndex\", \"LiteralIndexOf\")] readonly partial record struct K : IEquatable<K>, IFormattable { public string ToString(string? f, IFormatProvider? p) => Value; }")]
    [InlineData("partial class k { [Literal(\"a\")] partial struct A; } partial class K { [Literal(\"a\")] partial struct A; [Literal(\"b\")] partial struct a; }")]
    [InlineData("[Literal(\"Value\", \"Values\", \"Match\", \"Switch\", \"Parse\", \"TryParse\", \"Equals\", \"GetType\", \"ToString\", \"result\", \"s\", \"index\", \"value\", \"provider\")] readonly partial record struct K;")]
    [InlineData("[Literal(\"\\n\", \"\\0\", \"\\u2028\", \"\\\\\", \"🐍\", \"a b\", \"a-b\", \"a_b\", \"AB\", \"<&>\", \"*/\", \"1\", \"_1\")] readonly partial record struct K;")]
    [InlineData("[Literal('\\'', '\\\\', '\\n', 'a', 'A', '1')] readonly partial record struct K;")]
    [InlineData("[Literal(int.MinValue, 0, int.MaxValue)] readonly partial record struct K;")]
    [InlineData("[Literal((sbyte)-128, (sbyte)127)] readonly partial record struct K;")]
    [InlineData("[Literal((short)-1)] partial struct K; [Literal((ushort)1)] partial struct L; [Literal(1u)] partial struct M;")]
    [InlineData("[Literal(new object[] { \"a\", \"b\" })] readonly partial record struct K;")]
    [InlineData("static class C { const string A = \"a\"; [Literal(A, nameof(C), A + \"b\")] readonly partial record struct K; }", "PYG0301")]
    public async Task AnyShapeCompiles(string source, string? refusal = null)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        Assert.Equal(refusal is null ? [] : [refusal], refusals.Select(r => r.Id));
        if (refusal is null) Assert.NotEmpty(files);
        Assert.Empty(diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))).Select(d => d.ToString()));
    }

    [Fact]
    public async Task AWrongPartIsSaidOnce()
    {
        var (_, _, _, refusals) = await Generate("[Literal(1.5)] partial record struct K;", "[Serializable] partial record struct K { public int N() => 1; }");
        Assert.Equal("PYG0302", Assert.Single(refusals).Id);
    }

    [Fact]
    public async Task MembersAndParametersAreNoTypes()
    {
        var (_, files, _, refusals) = await Generate("class C { [Literal(\"a\")] string f = \"a\"; [Literal(1)] int P { get; set; } [return: Literal(1)] int M([Literal(1, \"x\")] int n) => n; }");
        Assert.Empty(files);
        Assert.Empty(refusals);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "namespace N { partial class O<T> where T : class { [Literal(\"a\", new object[] { 'b' }, nameof(O<int>)), Obsolete] public readonly partial record struct K<U> : IFormattable { public static implicit operator K<U>(string k) => default; } } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }

    static Task<Run> Generate(params string[] sources) => Run.Of(new LiteralGenerator(), new LiteralRules(), sources);
}
