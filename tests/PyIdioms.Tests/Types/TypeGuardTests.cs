using PyIdioms.Generators.TypeGuard;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Types;

/// <summary>A guard's overload hands over what the guard has proved, by whatever way it says its type.</summary>
public partial class TypeGuardTests
{
    [TypeGuard] internal static bool IsTexts(object? value) => value is List<string>;

    [TypeGuard(typeof(string))] internal static bool IsLying(object? value) => value is not null;

    [TypeGuard] private bool IsMine(IFormattable value) => value is Guid && this is not null;

    [Fact]
    public void HandsTheValueOver()
    {
        var texts = new List<string> { "a" };
        Assert.True(IsTexts(texts, out var same));
        Assert.Same(texts, AssertType.Is<List<string>>(same));
        Assert.False(IsTexts(1, out var none));
        Assert.Null(none);
        Assert.True(IsMine(Guid.Empty, out var id));
        Assert.Equal(Guid.Empty, AssertType.Is<Guid>(id));
    }

    [Fact]
    public void AGuardThatLiesIsFoundOut()
    {
        Assert.True(IsLying("a", out _));
        Assert.Contains("IsLying", Assert.Throws<InvalidCastException>(() => IsLying(1, out _)).Message);
    }

    static Task<Run> Generate(params string[] sources) => Run.Of(new TypeGuardGenerator(), new TypeGuardRules(), sources);

    [Theory]
    [InlineData("value is string", "string")]
    [InlineData("value is string s && s.Length > 0", "string")]
    [InlineData("!(value is not string)", "string")]
    [InlineData("value is IEnumerable<object> and List<string>", "System.Collections.Generic.List<string>")]
    [InlineData("value is IEnumerable<object> all && all.GetEnumerator() is not null", "System.Collections.Generic.IEnumerable<object>")]
    [InlineData("value is null ? false : value is int", "int")]
    [InlineData("value is string or string", "string")]
    [InlineData("value is not null && value is int?", "int")]
    [InlineData("value switch { string s => s.Length > 0, _ => false }", "string")]
    [InlineData("value as string is not null", "string")]
    [InlineData("value as string != null", "string")]
    [InlineData("value is string ? true : value is string", "string")]
    [InlineData("value is ValueTuple<int, string>", "(int, string)")]
    [InlineData("value is int[]", "int[]")]
    [InlineData("value is Version { Major: > 1 }", "System.Version")]
    [InlineData("value is string || value is int", null)]
    [InlineData("value is not string", null)]
    [InlineData("value is not null", null)]
    [InlineData("true", null)]
    [InlineData("value is 1", null)]
    [InlineData("value is string ? true : other is null", null)]
    [InlineData("other is string", null)]
    public async Task TheTypeIsWhatTheBodyTests(string body, string? type)
    {
        var run = await Generate($"partial class C {{ [TypeGuard] static bool Is(object? value, object? other = null) => {body}; }}");
        if (type is null)
        {
            run.IsRefused("PYG0502", "TypeGuard", "'Is' does not say which type it proves: return 'value is T'", "TypeGuard");
            return;
        }
        Assert.Contains($"out {type}", run.IsClean().Files[0].ToString().Replace("global::", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("if (value is not string text) return false; return text.Length > 0;")]
    [InlineData("if (value is string text) { return text.Length > 0; } return false;")]
    [InlineData("if (value is string text) return text.Length > 0; else return false;")]
    [InlineData("if (!(value is string)) { throw new Exception(); } foreach (var c in value.ToString()!) if (c == 'a') return true; return false;")]
    [InlineData("switch (value) { case string s: return s.Length > 0; default: return false; }")]
    [InlineData("using var x = new System.IO.MemoryStream(); if (value is string) { try { return x.Length > 0; } finally { } } return false;")]
    public async Task OfStatementsToo(string body) => Assert.Contains("out string?", (await Generate($"partial class C {{ [TypeGuard] static bool Is(object? value) {{ {body} }} }}")).IsClean().Files[0].ToString());

    [Theory]
    [InlineData("value = 1; return value is string;")]
    [InlineData("if (value is string) return true; return value is int;")]
    [InlineData("if (value is string) return true; return other;")]
    public async Task WhatIsNotSureIsNotTaken(string body) => Assert.Equal("PYG0502", Assert.Single((await Generate($"partial class C {{ [TypeGuard] static bool Is(object? value, bool other) {{ {body} }} }}")).Refusals).Id);

    [Theory]
    [InlineData("class C { [TypeGuard] static bool Is(object v) => v is string; }", "PYG0501", "TypeGuard", "'Is' cannot hand over what it has proved: declare 'C' partial")]
    [InlineData("class O { partial class C { [TypeGuard] static bool Is(object v) => v is string; } }", "PYG0501", "TypeGuard", "'Is' cannot hand over what it has proved: declare 'O' partial")]
    [InlineData("partial class C { [TypeGuard] static bool Is() => true; }", "PYG0503", "Is", "'Is' is no guard")]
    [InlineData("partial class C { [TypeGuard] static int Is(object v) => 1; }", "PYG0503", "Is", "'Is' is no guard")]
    [InlineData("partial class C { [TypeGuard] static bool Is(ref object v) => true; }", "PYG0503", "Is", "'Is' is no guard")]
    [InlineData("partial class C { [TypeGuard] static bool Is(params object[] v) => true; }", "PYG0503", "Is", "'Is' is no guard")]
    [InlineData("partial class C { [TypeGuard<int>] static bool Is(string v) => true; }", "PYG0504", "TypeGuard<int>", "'v', a 'string', is never 'int'")]
    [InlineData("partial class C { [TypeGuard(typeof(Uri))] static bool Is(Span<int> v) => true; }", "PYG0504", "TypeGuard(typeof(Uri))", "'v', a 'Span<int>', is never 'Uri'")]
    [InlineData("partial class C { [TypeGuard(typeof(List<>))] static bool Is(object v) => true; }", "PYG0502", "TypeGuard(typeof(List<>))", "'Is' does not say")]
    [InlineData("partial class C { [TypeGuard(null!)] static bool Is(object v) => true; }", "PYG0502", "TypeGuard(null!)", "'Is' does not say")]
    [InlineData("class C { void M() { Is(1); [TypeGuard] bool Is(object v) => v is string; } }", "PYG0505", "TypeGuard", "[TypeGuard] cannot stand on a local function")]
    [InlineData("partial interface I { [TypeGuard] static abstract bool Is(object v); }", "PYG0505", "TypeGuard", "[TypeGuard] cannot stand on a static member that others implement")]
    [InlineData("partial class C { [TypeGuard] static bool Is(object v) => v is L; } file class L;", "PYG0505", "TypeGuard", "[TypeGuard] cannot stand on a guard of 'L', which only its own file can name")]
    [InlineData("file partial class C { [TypeGuard] static bool Is(object v) => v is string; }", "PYG0505", "TypeGuard", "[TypeGuard] cannot stand on a part of the file-local type 'C'")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message) => (await Generate(source)).IsRefused(id, at, message, "TypeGuard");

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T> { protected partial struct @struct { [TypeGuard] internal readonly bool @is(T @int, string @out = \"\\\"\") => @int is List<T>; } } }")]
    [InlineData("partial interface I<in T> { [TypeGuard<string>] bool Is(object v); [TypeGuard] sealed bool IsOther(T v) => v is string; }")]
    [InlineData("abstract partial class C { [TypeGuard] public virtual bool Is(object v) => v is string; [TypeGuard<int>] protected internal abstract bool IsNumber(object v); }")]
    [InlineData("partial class C { [TypeGuard] public static bool Is<T, U>(T v, in int x, U? y = default, DayOfWeek d = DayOfWeek.Friday, decimal m = 1.5m, params int[] z) where T : class where U : struct => v is Dictionary<T, U[]>; }")]
    [InlineData("public partial class C { [TypeGuard] public static bool Is(object v) => v is P; [TypeGuard] public static bool IsAll(object v) => v is List<I>; class P; } class I;")]
    [InlineData("public partial class C { [TypeGuard] protected static bool Is(object v) => v is P; [TypeGuard] public static bool IsAll(object v) => v is P[]; protected class P; }")]
    [InlineData("#nullable disable\npartial class C { [TypeGuard] static bool Is(object v) => v is string; }")]
    [InlineData("static partial class C { [TypeGuard] public static bool Is(this object v, object result) => v is string; }")]
    [InlineData("partial class C { [TypeGuard] public partial bool Is(object v); public partial bool Is(object v) => v is string; }")]
    [InlineData("partial class C { [TypeGuard] public static bool Is(object v) => v is string; [TypeGuard] public static bool Is(string v) => v is IComparable<string>; public static bool Is(int v, out int n) => (n = v) > 0; }")]
    [InlineData("partial class C { [TypeGuard] public unsafe static bool Is(object v, int* p) => v is string; }")]
    [InlineData("partial record R(object V) { [TypeGuard] public bool Is(R r) => r is S; } sealed record S(object V) : R(V);")]
    [InlineData("partial class C { [TypeGuard, Obsolete] public static bool Is(object v) => v is string; }")]
    [InlineData("partial class C { [TypeGuard] static bool Is(dynamic v) => v is string; [TypeGuard] static bool IsDay(Enum v) => v is DayOfWeek; [TypeGuard] static bool IsSome(int? v) => v is int; }")]
    public async Task AnyShapeCompiles(string source) => (await Generate(source)).IsClean();

    [Theory]
    [InlineData("class C { [TypeGuard] static bool Is(object v) => v is string; static bool Is(object v, out string? s) => (s = v as string) is not null; }")]
    [InlineData("class B { [TypeGuard] public virtual bool Is(object v) => v is string; public bool Is(object v, out string? s) => (s = v as string) is not null; } class C : B { [TypeGuard] public override bool Is(object v) => false; }")]
    public async Task AnOverloadOfOnesOwnIsKept(string source)
    {
        var run = await Generate(source);
        Assert.Empty(run.Refusals);
        Assert.Empty(run.Files);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "partial class C<T> where T : class { [TypeGuard(typeof(List<string>)), Obsolete] public static bool Is<U>(object v, U x, int y = 3) where U : struct { if (v is not List<T> list) return false; return list switch { [] => false, _ => v is List<T> }; } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }
}
