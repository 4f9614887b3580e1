using PyIdioms.Generators.SafeEval;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.SafeEval;

/// <summary>What cannot be a language is a diagnostic at the user's own line, and generated code compiles wherever it stands.</summary>
public class SafeEvalRefusalTests
{
    const string Page = "SafeEval";

    static Task<Run> Run(string source) => Generators.Run.Of(new SafeEvalGenerator(), new SafeEvalRules(), source);

    [Theory]
    [InlineData("[SafeEval] public class C { }", "PYG2201", "SafeEval", "[SafeEval] needs 'C' to be partial")]
    [InlineData("[SafeEval] public static partial class C { }", "PYG2202", "SafeEval", "[SafeEval] cannot stand on a static class")]
    [InlineData("[SafeEval] public ref partial struct C { }", "PYG2202", "SafeEval", "[SafeEval] cannot stand on a ref struct")]
    [InlineData("[SafeEval] file partial class C { }", "PYG2202", "SafeEval", "[SafeEval] cannot stand on a part of the file-local type 'C'")]
    [InlineData("[SafeEval] public partial class C { [Fn] static T Id<T>(T x) => x; }", "PYG2203", "Id", "No expression can call 'Id': it is generic")]
    [InlineData("[SafeEval] public partial class C { [Fn] static void Do(int x) { } }", "PYG2203", "Do", "No expression can call 'Do': it returns nothing")]
    [InlineData("[SafeEval] public partial class C { [Fn] static System.Threading.Tasks.Task<int> Do() => null!; }", "PYG2203", "Do", "No expression can call 'Do': it returns 'Task<int>'")]
    [InlineData("[SafeEval] public partial class C { [Fn] static int Do(ref int x) => x; }", "PYG2203", "Do", "No expression can call 'Do': it has 'x' by reference")]
    [InlineData("[SafeEval] public partial class C { [Fn] static int Do(decimal x) => 1; }", "PYG2203", "Do", "No expression can call 'Do': it takes 'x' of the type 'decimal'")]
    [InlineData("[SafeEval] public partial class C { [Fn, System.Obsolete(\"no\", true)] static int Do() => 1; }", "PYG2203", "Do", "No expression can call 'Do': it is obsolete, and to use it is an error")]
    [InlineData("[SafeEval] public partial class C { [Fn] static int Do(System.Uri x) => 1; }", "PYG2203", "Do", "No expression can call 'Do': it takes 'x' of the type 'Uri'")]
    [InlineData("[SafeEval] public partial class C { [Var] public decimal D => 1; }", "PYG2204", "D", "No expression can read 'D': it is of the type 'decimal'")]
    [InlineData("[SafeEval] public partial class C { [Var] public int D { set { } } }", "PYG2204", "D", "No expression can read 'D': it has no getter")]
    [InlineData("[SafeEval] public partial class C { [Var(\"a b\")] public int D => 1; }", "PYG2205", "Var(\"a b\")", "No expression can say 'a b'")]
    [InlineData("[SafeEval] public partial class C { [Var] public int Lambda => 1; }", "PYG2205", "Var", "No expression can say 'lambda'")]
    [InlineData("[SafeEval] public partial class C { [Var] public int D => 1; [Fn(\"d\")] static int E() => 1; }", "PYG2206", "Fn(\"d\")", "An expression that says 'd' could mean two members")]
    [InlineData("[SafeEval] public partial class C { [Fn] static int F(int x) => x; [Fn] static int F(string x) => 1; }", "PYG2206", "Fn", "An expression that says 'f' could mean two members")]
    [InlineData("public class C { [Var] public int D => 1; }", "PYG2207", "Var", "[Var] does nothing here: 'C' has no [SafeEval]")]
    [InlineData("public class C { [Fn] public int D() => 1; }", "PYG2207", "Fn", "[Fn] does nothing here: 'C' has no [SafeEval]")]
    [InlineData("[SafeEval] public partial class C { public static int Compile(string text) => 1; }", "PYG2208", "Compile", "[SafeEval] writes a member 'Compile' itself")]
    public async Task IsRefused(string source, string id, string at, string message) => (await Run("using PyIdioms; " + source)).IsRefused(id, at, message, Page);

    [Theory]
    [InlineData("[SafeEval] partial class C { }")]
    [InlineData("[SafeEval] partial struct C { [Var] public double X { get; } [Fn] double F(double x) => X; }")]
    [InlineData("[SafeEval] readonly partial struct C { [Var] public double X { get; } [Fn] static double F(params double[] x) => 1; }")]
    [InlineData("[SafeEval] sealed partial record C([property: Var] double X, [property: Var(\"klass\")] string Class);")]
    [InlineData("[SafeEval] readonly partial record struct C([property: Var] int? X);")]
    [InlineData("namespace @class.@int { partial class @new<T> where T : class { [SafeEval] internal abstract partial class @event { [Var(\"klass\")] public int @class => 1; [Fn(\"go\")] static int @out(int @ref, params string[] @params) => 1; } } }")]
    [InlineData("partial interface I { [SafeEval] partial class C { [Fn] string? F(string? a = null, object? b = null, int? c = null, System.DayOfWeek d = default) => a; } }", false)]
    [InlineData("partial interface I { [SafeEval] partial class C { [Fn] string? F(string? a = null, object? b = null, int? c = null, double d = 1.5, char e = '\\'', bool f = true, byte g = 1, string h = \"q\\\"\") => a; } }")]
    [InlineData("[SafeEval] partial class C { [Fn] static (int, string) F(System.Collections.Generic.IReadOnlyList<string> a, System.ReadOnlySpan<int> b, long[] c, in double d) => default; [Fn] static System.Collections.Generic.List<int[]> G(System.Numerics.BigInteger a, params System.Collections.Generic.IEnumerable<object?> b) => []; }")]
    [InlineData("[SafeEval] partial class C { [System.Obsolete] [Fn] static double F(double x) => x; [System.Obsolete(\"no\")] [Var] public static double V => 1; }")]
    [InlineData("#nullable disable\n[SafeEval] partial class C { [Fn] static string F(string x, object y) => x; [Var] public string V => null; }")]
    public async Task GeneratedCodeCompiles(string source, bool isClean = true)
    {
        var run = await Run("using PyIdioms;\n" + source);
        if (isClean) run.IsClean();
        else Assert.Equal("PYG2203", Assert.Single(run.Refusals).Id);
    }
}
