using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Annotated;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Validation;

/// <summary>Every wrong [Annotated] type is one diagnostic at the user's own line, and nothing is generated for it; any right one compiles.</summary>
public class AnnotatedRefusalTests
{
    [Theory]
    [InlineData("[Annotated] readonly record struct K([Gt(0)] int V);", "PYG0401", "Annotated", "[Annotated] needs 'K' to be partial")]
    [InlineData("class O { [Annotated] readonly partial record struct K([Gt(0)] int V); }", "PYG0401", "Annotated", "[Annotated] needs 'O' to be partial")]
    [InlineData("[Annotated] partial class K;", "PYG0402", "Annotated", "[Annotated] cannot be on a class that is no record; write 'record K(…)'")]
    [InlineData("[Annotated] partial struct K { }", "PYG0402", "Annotated", "[Annotated] cannot be on a struct that is no record; write 'record struct K(…)'")]
    [InlineData("[Annotated] abstract partial record K([Gt(0)] int V);", "PYG0402", "Annotated", "[Annotated] cannot be on an abstract record")]
    [InlineData("record B; [Annotated] partial record K([Gt(0)] int V) : B;", "PYG0402", "Annotated", "[Annotated] cannot be on a record that derives from 'B'")]
    [InlineData("[Annotated] file partial record struct K([Gt(0)] int V);", "PYG0402", "Annotated", "[Annotated] cannot be on a type of one file")]
    [InlineData("[Annotated] partial record struct K([Gt(0)] int V, int W);", "PYG0403", "Annotated", "'K' has 2 parameters")]
    [InlineData("[Annotated] partial record struct K();", "PYG0403", "Annotated", "'K' has 0 parameters")]
    [InlineData("[Annotated] partial record struct K { public int V { get; init; } }", "PYG0403", "Annotated", "'K' has no parameters")]
    [InlineData("[Annotated] partial record struct K([Gt(0)] int V) { public int V { get; } = V; }", "PYG0404", "V", "[Annotated] writes 'V', which checks")]
    [InlineData("[Annotated] partial record struct K([Gt(0)] int V) { public static bool Check(int v) => v > 0; }", "PYG0404", "Check", "[Annotated] writes 'Check'")]
    [InlineData("[Annotated] partial record K([Gt(0)] int V) { public static bool TryCreate(int v) => v > 0; }", "PYG0404", "TryCreate", "[Annotated] writes 'TryCreate'")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        var refusal = Assert.Single(refusals);
        Assert.Equal(id, refusal.Id);
        Assert.Equal("User0.cs", refusal.Location.SourceTree!.FilePath);
        Assert.Equal(at, refusal.Location.SourceTree.GetText().ToString(refusal.Location.SourceSpan));
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.Contains($"docs/generators/Annotated.md#{id.ToLowerInvariant()}", refusal.Descriptor.HelpLinkUri);
        Assert.Empty(files);
        Assert.DoesNotContain(diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T, U> where T : class, new() where U : T { protected partial record struct @struct { [Annotated] private readonly partial record struct @event([Gt(0)] int @int); } } }")]
    [InlineData("#nullable disable\nnamespace N; [Annotated] sealed partial record K([MaxLen(3)] string Value);")]
    [InlineData("[Annotated] partial record K([MaxLen(3)] string? value); record L(string? v) : K(v);")]
    [InlineData("[Annotated] partial record struct K<T>([Gt(0)] T field) where T : IComparable<T>;")]
    [InlineData("[Annotated] readonly partial record struct K([Gt(0)] int? Value); [Annotated] readonly partial record struct L([MinLen(1)] int[] Value); [Annotated] readonly partial record struct M([MinLen(1)] IReadOnlyList<string?> Value); [Annotated] readonly partial record struct N(object Value); [Annotated] readonly partial record struct O(dynamic Value);")]
    [InlineData("[Annotated] readonly partial record struct A(bool Value); [Annotated] readonly partial record struct B([Ge('a')] char Value); [Annotated] readonly partial record struct C(DayOfWeek Value); [Annotated] readonly partial record struct D((int A, string? B) Value); [Annotated] readonly partial record struct E(Uri Value); [Annotated] readonly partial record struct F([Gt(0)] System.Numerics.BigInteger Value); [Annotated] readonly partial record struct G(Version? Value);")]
    [InlineData("[Annotated] partial record struct K; partial record struct K([Gt(0)] int Value); partial record struct K { public K(string text) : this(text.Length) { } }")]
    [InlineData("[Annotated] partial record K([Gt(0)] int Value) { public override string ToString() => \"\"; public static K Parse(string s) => new(s.Length); public static implicit operator K(int v) => new(v); public static bool operator <(K a, K b) => true; public static bool operator >(K a, K b) => true; public int CompareTo(K? other) => 0; }")]
    [InlineData("partial interface I<T> { [Annotated] sealed partial record K([Gt(0)] int V); } partial class k { [Annotated] sealed partial record A(int V); } partial class K { [Annotated] sealed partial record A(int V); [Annotated] sealed partial record a(int V); }")]
    [InlineData("[Obsolete] [Annotated] sealed partial record K([Gt(0)] int V); [Annotated] readonly partial record struct L([Gt(0), Obs] M V); [Annotated] readonly partial record struct M([Lt(5)] long N); sealed class ObsAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute;")]
    [InlineData("[Annotated] readonly partial record struct K(in int V); [Annotated] readonly partial record struct L(params int[] V);")]
    public async Task AnyShapeCompiles(string source)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        Assert.Empty(refusals);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(diagnostics, d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "namespace N { partial class O<T> where T : class { [Annotated, Obsolete] public readonly partial record struct K<U>([Gt(0), Regex(\"a\")] U Value) : IFormattable { public static implicit operator string(K<U> k) => \"\"; public override string ToString() => \"\"; } } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }

    static Task<Run> Generate(params string[] sources) => Run.Of(new AnnotatedGenerator(), new AnnotatedRules(), sources);
}
