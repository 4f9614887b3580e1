using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Secret;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Security;

/// <summary>Every wrong use is one diagnostic at the user's own line, and nothing is generated for it; any right one compiles.</summary>
public class SecretRefusalTests
{
    /// <summary>Source, id, the text at which it is reported, and the beginning of what it says.</summary>
    [Theory]
    [InlineData("[Secret] record struct K(string V);", "PYG0201", "Secret", "[Secret] needs 'K' to be partial")]
    [InlineData("class O { partial struct P { [Secret] partial record struct K(string V); } }", "PYG0201", "Secret", "[Secret] needs 'O' to be partial")]
    [InlineData("[PyIdioms.SecretAttribute()] sealed class K { string v = \"\"; }", "PYG0201", "PyIdioms.SecretAttribute()", "[Secret] needs 'K' to be partial")]
    [InlineData("using S = PyIdioms.SecretAttribute; [S] sealed record K(string V);", "PYG0201", "S", "[Secret] needs 'K' to be partial")]
    [InlineData("[Secret] readonly partial struct K { static string s = \"\"; const int N = 1; public string V => \"\"; }", "PYG0202", "K", "'K' holds nothing")]
    [InlineData("[Secret] sealed partial record K;", "PYG0202", "K", "'K' holds nothing")]
    [InlineData("[Secret] sealed partial class K(string captured) { public int N => captured.Length; }", "PYG0204", "captured", "'captured' is a parameter that the type keeps")]
    [InlineData("[Secret] partial record struct K(string A, string B);", "PYG0203", "K", "'K' holds 'A', 'B'")]
    [InlineData("[Secret] sealed partial class K(string captured) { public string V { get; } = \"\"; public int N => captured.Length; }", "PYG0203", "K", "'K' holds 'captured', 'V'")]
    [InlineData("[Secret] partial record struct K(string A) { int b; }", "PYG0203", "K", "'K' holds 'A', 'b'")]
    [InlineData("[Secret] partial record struct K(int V);", "PYG0204", "V", "'V' is of type int")]
    [InlineData("[Secret] partial record struct K(object V);", "PYG0204", "V", "'V' is of type object")]
    [InlineData("[Secret] partial record struct K<T>(T V);", "PYG0204", "V", "'V' is of type T")]
    [InlineData("[Secret] partial record struct K(char[] V);", "PYG0204", "V", "'V' is of type char[]")]
    [InlineData("[Secret] partial record struct K(byte[,] V);", "PYG0204", "V", "'V' is of type byte[,]")]
    [InlineData("[Secret] partial record struct K(ReadOnlyMemory<char> V);", "PYG0204", "V", "'V' is of type ReadOnlyMemory<char>")]
    [InlineData("[Secret] sealed partial class K { public event Action? E; void R() => E?.Invoke(); }", "PYG0204", "E", "'E' is of type Action")]
    [InlineData("[Secret] sealed partial class K { public string V { set => field = value; } }", "PYG0204", "V", "'V' has no getter", "CS8618")]
    [InlineData("[Secret] partial record struct K(string V) { public override string ToString() => V; }", "PYG0205", "ToString", "[Secret] decides what the type shows and how it compares: remove 'ToString'")]
    [InlineData("[Secret] partial record struct K(string V) { string ToString(string format) => V; }", "PYG0205", "ToString", "[Secret] decides")]
    [InlineData("[Secret] partial record struct K(string V) : IFormattable { string IFormattable.ToString(string? f, IFormatProvider? p) => V; }", "PYG0205", "ToString", "[Secret] decides what the type shows and how it compares: remove 'ToString'")]
    [InlineData("[Secret] partial record struct K(string V) { public bool Equals(K other) => V == other.V; }", "PYG0205", "Equals", "[Secret] decides", "CS8851")]
    [InlineData("[Secret] sealed partial record K(string V) { public bool Equals(K? other) => true; }", "PYG0205", "Equals", "[Secret] decides", "CS8851")]
    [InlineData("[Secret] sealed partial class K { public string V = \"\"; public override bool Equals(object? o) => true; }", "PYG0205", "Equals", "[Secret] decides")]
    [InlineData("[Secret] partial record struct K(string V) { public override int GetHashCode() => V.GetHashCode(); }", "PYG0205", "GetHashCode", "[Secret] decides")]
    [InlineData("[Secret] partial record struct K(string V) { bool PrintMembers(System.Text.StringBuilder b) => true; }", "PYG0205", "PrintMembers", "[Secret] decides")]
    [InlineData("[Secret] ref partial struct K { public string V; }", "PYG0206", "Secret", "[Secret] cannot protect a ref struct")]
    [InlineData("[Secret] static partial class K;", "PYG0206", "Secret", "[Secret] cannot protect a static class")]
    [InlineData("[Secret] partial record K(string V);", "PYG0206", "Secret", "[Secret] cannot protect a class that others derive from")]
    [InlineData("[Secret] abstract partial class K { string v = \"\"; }", "PYG0206", "Secret", "[Secret] cannot protect a class that others derive from")]
    [InlineData("record B; [Secret] sealed partial record K(string V) : B;", "PYG0206", "Secret", "[Secret] cannot protect a class that derives from 'B'")]
    [InlineData("[Secret] file sealed partial record K(string V);", "PYG0206", "Secret", "[Secret] cannot protect a type of one file, 'K'")]
    [InlineData("partial interface I<out T> { [Secret] sealed partial record K(string V); }", "PYG0206", "Secret", "[Secret] cannot protect a type in the variant interface 'I'", "CS8427")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message, params string[] compilerSaysToo)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        var refusal = Assert.Single(refusals);
        Assert.Equal(id, refusal.Id);
        Assert.Equal("User0.cs", refusal.Location.SourceTree!.FilePath);
        Assert.Equal(at, refusal.Location.SourceTree.GetText().ToString(refusal.Location.SourceSpan));
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.Contains($"docs/generators/Secret.md#{id.ToLowerInvariant()}", refusal.Descriptor.HelpLinkUri);
        Assert.Empty(files);
        Assert.Subset(compilerSaysToo.ToHashSet(), diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).ToHashSet());
    }

    [Theory]
    [InlineData("[Secret] partial record struct K(string V) { public static implicit operator string(K k) => k.V; }", "PYG0207")]
    [InlineData("[Secret] partial record struct K(byte[] V) { public static implicit operator ReadOnlySpan<byte>(K k) => k.V; }", "PYG0207")]
    [InlineData("[Secret] partial record struct K(byte[] V) { public static explicit operator byte[](K k) => k.V; }")]
    [InlineData("[Secret] partial record struct K(string V) { public static implicit operator K(string v) => new(v); }")]
    [InlineData("[Secret] partial record struct K(string V) { public static implicit operator L(K k) => new(k.V); } [Secret] partial record struct L(string V);")]
    [InlineData("[Secret] sealed partial class K { string v = \"\"; public static bool operator ==(K a, string b) => false; public static bool operator !=(K a, string b) => true; public bool Equals(string s) => false; }")]
    public async Task WhatGivesTheValueAwayIsSaid(string source, params string[] ids)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        Assert.Equal(ids, refusals.Select(r => r.Id));
        Assert.NotEmpty(files);
        Assert.DoesNotContain(diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    const string Context = " abstract partial class J(System.Text.Json.JsonSerializerOptions o) : System.Text.Json.Serialization.JsonSerializerContext(o);";
    const string Serializable = "[System.Text.Json.Serialization.JsonSerializable(typeof(R))]" + Context;

    [Theory]
    [InlineData("class R { public K? P { get; set; } }", "K")]
    [InlineData("class R { public Dictionary<string, K[]?> P = []; }", "K")]
    [InlineData("class Q { public K P { get; set; } } class R : Q;", "K")]
    [InlineData("class R { public R? Self; public List<List<R>>? More; public K P; }", "K")]
    [InlineData("class R { public G<int>.S? P; } partial class G<T> { [Secret] public sealed partial record S(string V); }", "RedactedJsonConverter")]
    [InlineData("class R { public B? P; } [Secret] sealed partial record B(byte[] V);", "SecretJsonConverter<B, byte[]>")]
    [InlineData("class R { [System.Text.Json.Serialization.JsonIgnore] public K P { get; set; } static K s; }", null)]
    [InlineData("class R { [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)] public K P { get; set; } }", "K")]
    [InlineData("class R { [System.Text.Json.Serialization.JsonConverter(typeof(RedactedJsonConverter))] public K P { get; set; } }", null)]
    [InlineData("class R { public L P { get; set; } } [Secret, System.Text.Json.Serialization.JsonConverter(typeof(RedactedJsonConverter))] partial record struct L(string V);", null)]
    [InlineData("class R { public string P = \"\"; }", null)]
    public async Task GeneratedJsonIsAskedWhatItReaches(string source, string? named)
    {
        var (_, _, _, refusals) = await Generate(source + " [Secret] readonly partial record struct K(string V);" + Serializable);
        if (named is null)
        {
            Assert.Empty(refusals);
            return;
        }
        var refusal = Assert.Single(refusals);
        Assert.Equal("PYG0208", refusal.Id);
        Assert.Contains(named is "K" ? "SecretJsonConverter<K, string>" : named, refusal.GetMessage());
    }

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T, U> where T : class, new() where U : T { protected partial record struct @struct { [Secret] private readonly partial record struct @event(string @int); } } }")]
    [InlineData("namespace System { [Secret] sealed partial record Object2(string Value); } namespace PyIdioms2 { partial class PyIdioms { partial class System { [Secret] internal sealed partial class Text { readonly byte[] b = []; } } } }")]
    [InlineData("namespace N; [Secret] readonly partial record struct K(string? Value); class C { void M(K k) => k.Equals(new K(null)); }")]
    [InlineData("#nullable disable\nnamespace N; [Secret] sealed partial record K(string Value);")]
    [InlineData("[Secret] partial struct K { public string V; public readonly int N => V.Length; } class C { int M(in K k) => k.GetHashCode() + k.ToString().Length; }")]
    [InlineData("[Secret] partial struct K { ReadOnlyMemory<byte> v; public K(in ReadOnlyMemory<byte> v) => this.v = v; }")]
    [InlineData("[Secret] partial record struct K; partial record struct K { public string V { get; init; } } partial record struct K { public K(string v) => V = v; }")]
    [InlineData("[Obsolete] [Secret] sealed partial record K([property: Obsolete] string V);")]
    [InlineData("[Secret] sealed partial record K { [Obsolete(\"no\", error: false)] public K(string v) => V = v; public string V { get; } }")]
    [InlineData("partial interface I<T> where T : allows ref struct { [Secret] sealed partial record K(string V); }")]
    [InlineData("[Secret] sealed partial class K : IEquatable<K>, IDisposable { string? v; public void Dispose() => v = null; }")]
    [InlineData("partial class k { [Secret] sealed partial record A(string V); } partial class K { [Secret] sealed partial record A(string V); [Secret] sealed partial record a(string V); }")]
    [InlineData("[Secret, System.Diagnostics.DebuggerDisplay(\"k\"), System.ComponentModel.TypeConverter(typeof(SecretTypeConverter)), System.Text.Json.Serialization.JsonConverter(typeof(RedactedJsonConverter))] sealed partial record K(string V);")]
    [InlineData("[Secret] sealed partial record K(string payload, params int[] none) { string payload = payload; }")]
    public async Task AnyShapeCompiles(string source)
    {
        var (_, files, diagnostics, refusals) = await Generate(source);
        if (refusals.IsEmpty) Assert.NotEmpty(files);
        else Assert.Equal("PYG0203", Assert.Single(refusals).Id);
        Assert.DoesNotContain(diagnostics, d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AWrongPartIsSaidOnce()
    {
        var (_, _, _, refusals) = await Generate("[Secret] partial record struct K(int V);", "[Serializable] partial record struct K { public int N() => 1; }");
        Assert.Equal("PYG0204", Assert.Single(refusals).Id);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "namespace N { partial class O<T> where T : class { [Secret, Obsolete] public readonly partial record struct K<U>(ReadOnlyMemory<byte> Value) : IFormattable { public static implicit operator string(K<U> k) => \"\"; public override string ToString() => \"\"; } } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }

    static Task<Run> Generate(params string[] sources) => Run.Of(new SecretGenerator(), new SecretRules(), sources);
}
