using Microsoft.CodeAnalysis;
using PyIdioms.Tests.Decorators;

namespace PyIdioms.Tests.Validation;

/// <summary>Every wrong use of a guard is one diagnostic at the user's own line; any right one compiles.</summary>
public class GuardRefusalTests
{
    [Theory]
    [InlineData("class C { [Validated] public int P { get; set; } }", "PYG0116", "Validated", "[Validated] checks calls of a partial method: give 'P' an [Annotated] type")]
    [InlineData("class C { [EnforceTypes] public C([Gt(0)] int n) { } }", "PYG0116", "EnforceTypes", "[EnforceTypes] checks calls of a partial method: write a partial method that makes 'C'")]
    [InlineData("class C { [Validated] public int this[int n] => n; }", "PYG0116", "Validated", "[Validated] checks calls")]
    [InlineData("class C { [Validated] public int M([Gt(0)] int n) => n; }", "PYG0101", "Validated", "[Validated] does nothing here")]
    [InlineData("class C { Func<int, int> f = [Validated] (n) => n; }", "PYG0110", "Validated", "[Validated] cannot decorate a lambda")]
    [InlineData("partial class C { [Validated] public partial int M(int n); int MCore(int n) => n; }", "PYG0117", "Validated", "[Validated] has nothing to check: 'M' declares")]
    [InlineData("partial class C { [EnforceTypes] public partial int M(int n, string? s, List<int>? l, Guid g); int MCore(int n, string? s, List<int>? l, Guid g) => n; }", "PYG0117", "EnforceTypes", "[EnforceTypes] has nothing to check")]
    [InlineData("partial class C { [Validated] public partial void M([Gt(0)] out int n); void MCore(out int n) => n = 1; }", "PYG0118", "Gt(0)", "[Gt] on 'n' is not checked: the method sets it")]
    [InlineData("partial class C { [Validated] public partial void M([System.ComponentModel.DataAnnotations.Required] Span<int> n); void MCore(Span<int> n) { } }", "PYG0118", "System.ComponentModel.DataAnnotations.Required", "[Required] on 'n' is not checked: the attribute takes a boxed value")]
    [InlineData("partial class C { [Validated] public partial void M([Odd] int n); void MCore(int n) { } } file sealed class OddAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute;", "PYG0118", "Odd", "[Odd] on 'n' is not checked: the attribute exists in this file only")]
    [InlineData("partial class C { [Validated] public partial void M([Gt(0)] int n); void MCore(int n) { } void MCheck(int n) { } }", "PYG0119", "Validated", "The check of 'M' would share its name with 'MCheck'")]
    [InlineData("partial class C { [Validated] public partial void M([Gt(0)] int n); void MCore(int n) { } int MCheck; }", "PYG0119", "Validated", "The check of 'M' would share its name with 'MCheck'")]
    [InlineData("partial class C { [Validated] public partial void M([Gt(0)] int n); }", "PYG0103", "M", "'M' has no body")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message)
    {
        var generated = await Generated.From(source);
        var refusal = Assert.Single(generated.Refusals);
        Assert.Equal(id, refusal.Id);
        Assert.Equal("User0.cs", refusal.Location.SourceTree!.FilePath);
        Assert.Equal(at, refusal.Location.SourceTree.GetText().ToString(refusal.Location.SourceSpan));
        Assert.StartsWith(message, refusal.GetMessage());
        Assert.Contains($"docs/generators/Decorators.md#{id.ToLowerInvariant()}", refusal.Descriptor.HelpLinkUri);
        Assert.DoesNotContain(generated.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("partial class C { [Validated] public partial void M([Gt(0)] int n); void MCore(int n) { } void MCheck(string n) { } [Validated] public partial void M([MinLen(1)] string n, [Gt(0)] int k); void MCore(string n, int k) { } }")]
    [InlineData("#nullable disable\nnamespace N; partial class @class { [EnforceTypes, Validated] internal partial string @event([MaxLen(2)] string @int, [Union<int, string>] object @string, int[] __x = null); string @eventCore(string @int, object @string, int[] __x) => @int; }")]
    [InlineData("partial struct S<T> where T : class { partial class D<U> { [Validated, EnforceTypes] public static partial T M<V>([Gt(0)] V v, [MinLen(1)] IReadOnlyList<U> us, T t) where V : struct, IComparable<V>; static T MCore<V>(V v, IReadOnlyList<U> us, T t) where V : struct, IComparable<V> => t; } }")]
    [InlineData("partial interface I { [Validated] public partial int M([Gt(0)] int n); private int MCore(int n) => n; }")]
    [InlineData("class B { public virtual int M(int n) => n; } partial class C : B { [Validated] public sealed override partial int M([Gt(0)] int n); int MCore(int n) => n; } partial class D : C;")]
    [InlineData("ref partial struct R { Span<int> s; [Validated] public partial int M([Gt(0)] int n, [MinLen(1)] Span<int> t); int MCore(int n, Span<int> t) => t[0]; [EnforceTypes] public readonly partial ReadOnlySpan<int> N(string t); readonly ReadOnlySpan<int> NCore(string t) => default; }")]
    [InlineData("unsafe partial class C { [Validated] public partial int* M([Gt(0)] int n, int* p); int* MCore(int n, int* p) => p; }")]
    [InlineData("static partial class C { [Validated] public static partial void M(this in DateTime d, [Gt(0)] scoped ref readonly int n, [MinLen(1)] params ReadOnlySpan<string> all); static void MCore(this in DateTime d, scoped ref readonly int n, params ReadOnlySpan<string> all) { } }")]
    [InlineData("partial class C { [Validated] public partial void M([Gt(\"x\")] int a, [MinLen(1)] int b, [Regex(\"(\")] string c, [Gt(0)] string d, [Lt(5)] bool e, [MultipleOf(1000)] byte f, [Gt(double.NaN)] int g, [Interval] int h, [Gt(null!)] int i, [Regex(null!)] string j); void MCore(int a, int b, string c, string d, bool e, byte f, int g, int h, int i, string j) { } }")]
    [InlineData("partial class C { [Validated] public partial void M([Gt(1e300)] decimal a, [Lt(float.PositiveInfinity)] float b, [Gt(-1e39)] float c, [Le(1e39)] Half d, [Gt(long.MinValue)] long e, [Ge(int.MinValue)] nint f, [Lt(ulong.MaxValue)] UInt128 g, [Gt(\"1e5\")] int h, [MultipleOf(\"0.5\")] int i, [MultipleOf(-2)] uint j, [Ge(3000000000)] nuint k); void MCore(decimal a, float b, float c, Half d, long e, nint f, UInt128 g, int h, int i, uint j, nuint k) { } }")]
    [InlineData("partial class C { [Obsolete] public class Old; [Validated] public partial Task<Old?> M([Gt(0)] int n, Old? o = null, decimal d = -1.5m, char c = '\\n', nint i = 3, float f = float.NaN, DayOfWeek? w = DayOfWeek.Friday, CancellationToken t = default); Task<Old?> MCore(int n, Old? o, decimal d, char c, nint i, float f, DayOfWeek? w, CancellationToken t) => Task.FromResult(o); }")]
    [InlineData("partial class C { [EnforceTypes] public partial Task<T> M<T>(T t, [Union<int, List<int>, (int, string)>] object o, dynamic d) where T : notnull; Task<T> MCore<T>(T t, object o, dynamic d) where T : notnull => Task.FromResult(t); [EnforceTypes, Timed] public partial ref string R(string s); string f = \"\"; ref string RCore(string s) => ref f; }")]
    [InlineData("enum E : ulong { A = ulong.MaxValue, B = 1 } [Flags] enum F : sbyte { A = -128, B = 1 } enum G { } partial class C { [EnforceTypes] public partial E M(E e, F f, F? g, G h, string s); E MCore(E e, F f, F? g, G h, string s) => e; }")]
    [InlineData("partial class C { [Validated] public partial void M([P(1)] int n); void MCore(int n) { } sealed class PAttribute(int k) : System.ComponentModel.DataAnnotations.ValidationAttribute { public int K => k; } }")]
    public async Task AnyShapeCompiles(string source)
    {
        var generated = await Generated.From(source);
        Assert.DoesNotContain(generated.Refusals, r => r.Severity == DiagnosticSeverity.Error);
        Assert.NotEmpty(generated.Files);
        Assert.Empty(generated.Complaints);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "partial class C<T> where T : class { [Validated, EnforceTypes] [return: Gt(0)] public static partial Task<int> M<U>([Interval(Gt = 0, Le = 5)] U x, [Union<int, string>] object y, [Regex(\"a\"), Literal(\"a\", 1)] string s = null!) where U : struct; static Task<int> MCore<U>(U x, object y, string s) where U : struct => null!; }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generated.From(Whole[..i]);
    }
}
