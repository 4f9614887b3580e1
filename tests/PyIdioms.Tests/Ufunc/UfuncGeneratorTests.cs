using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Ufunc;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Ufunc;

/// <summary>What [Ufunc] accepts and refuses, and which functions run over vectors.</summary>
public class UfuncGeneratorTests
{
    static Task<Run> Of(params string[] sources) => Run.Of(new UfuncGenerator(), new UfuncRules(), sources);

    static Task<Run> In(string members) => Of($$"""
        using System;
        public static partial class F
        {
            {{members}}
        }
        """);

    [Theory]
    [InlineData("double G(double x) => x * 2")]
    [InlineData("bool G(double x, double y) => x > y && !(y < 0)")]
    [InlineData("bool G(bool x) => !x")]
    [InlineData("float G(float x) => MathF.Sqrt(x)")]
    [InlineData("double G(int x, long y) => x + y * 0.5")]
    [InlineData("int G(byte x) => x switch { < 10 => 1, 10 => 2, _ => 3 } + 0")]
    [InlineData("double G(double x) { x = Math.Abs(x); return x; }")]
    [InlineData("double G(double x) { if (x > 0) return x; return -x; }")]
    [InlineData("double G(double x) { if (x > 0) { var y = x * x; return y; } else { x++; } return x; }")]
    [InlineData("double G(double x) { if (x > 0) x = 1; else return 5; { x *= 3; return x; } }")]
    [InlineData("double G(double x) { var s = 1.0; for (var i = 0; i < 8; i++) s = s * x + 1; return s; }")]
    [InlineData("double G(double x) { var k = 0; while (x > 1 && k < 99) { x /= 2; k++; } return k; }")]
    [InlineData("double G(double x) { return Half(x) + Third(x); static double Third(double y) => y * 3; } static double Half(double y) { if (y < 0) return 0; return y / 2; }")]
    [InlineData("double G(double x) => x * Other.Factor + Rate; static readonly double Rate = 2")]
    [InlineData("char G(char x) => (char)(x ^ 32)")]
    [InlineData("int G(int x, int y) => x / y")]
    [InlineData("double G(int x) => Table[x & 3]; static readonly double[] Table = [1, 2, 3, 4]")]
    public async Task ElementsAreLanes(string function)
    {
        var run = (await Of($$"""
            using System;
            public static partial class F
            {
                [Ufunc(Require = true)] public static {{function}};
            }
            """.Replace("};", "}", StringComparison.Ordinal), "namespace Far { public static class Nowhere; } public static class Other { internal static readonly double Factor = 3; }")).IsClean();
        Assert.Contains("// G: elements are lanes", Assert.Single(run.Files).ToString());
    }

    [Theory]
    [InlineData("double G(double x) => Math.Exp(x)", "Math.Exp(x)", "the vector form of 'Exp' differs in the last bits: allow it with FastMath")]
    [InlineData("double G(double x) => x % 2", "x % 2", "there is no vector form of the remainder of floating-point numbers")]
    [InlineData("int G(int x) => checked(x + 1)", "x + 1", "'checked' arithmetic stays scalar: lanes cannot throw")]
    [InlineData("decimal G(decimal x) => x", "G", "lanes hold no 'decimal'")]
    [InlineData("nint G(nint x) => x", "G", "lanes hold no 'nint'")]
    [InlineData("double G(double x) => x < 0 ? throw new Exception() : x", "throw new Exception()", "an iteration may throw")]
    [InlineData("double G(double x) => G(x - 1)", "G(x - 1)", "'G' calls itself")]
    [InlineData("double G(double x) { for (var i = 0; i < 9; i++) { if (x > i) return i; } return x; }", "return", "the function returns before its end")]
    [InlineData("double G(double x) => Random.Shared.NextDouble()", "Random.Shared.NextDouble()", "'NextDouble' is no function of System.Math, nor a static one of this program")]
    [InlineData("double G(double x) => Sum + x; static double Sum", "Sum", "'Sum' is a field, which a store or another thread may change: copy it before the loop")]
    [InlineData("double G(double x) => Hidden.Twice(x)", "G", "'factor' cannot be named in the generated code: copy it before the loop")]
    [InlineData("extern double G(double x)", "G", "the body of 'G' is not at hand")]
    public async Task ElementsAreCalledFor(string function, string at, string reason)
    {
        var source = $$"""
            using System;
            public static partial class F
            {
                [Ufunc] public static {{function}};
            }
            public static class Hidden { static readonly double factor = 2; public static double Twice(double x) => x * factor; }
            """.Replace("};", "}", StringComparison.Ordinal);
        var run = await Of(source);
        run.IsRefused("PYG2706", at, $"'G' is called for each element: {reason}", "Ufunc");
        Assert.Empty(run.Complaints);
        Assert.Contains("// G: called for each element, " + reason, Assert.Single(run.Files).ToString());

        (await Of(source.Replace("[Ufunc]", "[Ufunc(Require = true)]", StringComparison.Ordinal))).IsRefused("PYG2707", at, $"'G' requires vectors, and is called for each element: {reason}", "Ufunc");
    }

    [Theory]
    [InlineData("[Ufunc] public static void G(double x) { }", "PYG2702", "G", "[Ufunc] takes numbers and gives one, for elements of arrays: 'G' gives none")]
    [InlineData("[Ufunc] public static double G() => 1;", "PYG2702", "G", "[Ufunc] takes numbers and gives one, for elements of arrays: 'G' takes none")]
    [InlineData("[Ufunc] public static double G(string x) => 1;", "PYG2702", "x", "[Ufunc] takes numbers and gives one, for elements of arrays: 'x' is a 'string'")]
    [InlineData("[Ufunc] public static double G(double x, double[] y) => 1;", "PYG2702", "y", "[Ufunc] takes numbers and gives one, for elements of arrays: 'y' is a 'double[]'")]
    [InlineData("[Ufunc] public static double G(DateTime x) => 1;", "PYG2702", "x", "[Ufunc] takes numbers and gives one, for elements of arrays: 'x' is a 'DateTime'")]
    [InlineData("[Ufunc] public static double G(double? x) => 1;", "PYG2702", "x", "[Ufunc] takes numbers and gives one, for elements of arrays: 'x' is a 'double?'")]
    [InlineData("[Ufunc] public static double G(DayOfWeek x) => 1;", "PYG2702", "x", "[Ufunc] takes numbers and gives one, for elements of arrays: 'x' is a 'DayOfWeek'")]
    [InlineData("[Ufunc] public static string G(double x) => \"\";", "PYG2702", "G", "[Ufunc] takes numbers and gives one, for elements of arrays: 'G' gives a 'string'")]
    [InlineData("[Ufunc] public static System.Threading.Tasks.Task<double> G(double x) => throw null!;", "PYG2702", "G", "[Ufunc] takes numbers and gives one, for elements of arrays: 'G' gives a 'Task<double>'")]
    [InlineData("[Ufunc] public static double G(ref double x) => x;", "PYG2702", "x", "[Ufunc] takes numbers and gives one, for elements of arrays: 'x' is passed by reference")]
    [InlineData("[Ufunc] public static double G(in double x) => x;", "PYG2702", "x", "[Ufunc] takes numbers and gives one, for elements of arrays: 'x' is passed by reference")]
    [InlineData("static double d; [Ufunc] public static ref double G(double x) => ref d;", "PYG2702", "G", "[Ufunc] takes numbers and gives one, for elements of arrays: 'G' gives a reference")]
    [InlineData("[Ufunc] public static T G<T>(T x) => x;", "PYG2705", "Ufunc", "[Ufunc] cannot stand on a generic method; write one for each type of number")]
    [InlineData("public static double H(double y) { [Ufunc] static double G(double x) => x; return G(y); }", "PYG2705", "Ufunc", "[Ufunc] cannot stand on a local function")]
    [InlineData("[Ufunc] public static double G(double x) => x; public static double[] G(double[] x) => x;", "PYG2704", "G", "[Ufunc] writes 'G(double[])' itself: take this one away, or give it another name")]
    [InlineData("[Ufunc] public static double G(double x) => x; public static double[]? G(double[]? x) => x;", "PYG2704", "G", "[Ufunc] writes 'G(double[]?)' itself")]
    [InlineData("[Ufunc] public static double G(double x) => x; public static void G(ReadOnlySpan<double> x, Span<double> y) { }", "PYG2704", "G", "[Ufunc] writes 'G(ReadOnlySpan<double>, Span<double>)' itself")]
    [InlineData("[Ufunc] public static double G(double x) => x; public static void G(Operand<double> x, Destination<double> y) { }", "PYG2704", "G", "[Ufunc] writes 'G(Operand<double>, Destination<double>)' itself")]
    public async Task IsRefused(string members, string id, string at, string message) => (await In(members)).IsRefused(id, at, message, "Ufunc");

    [Theory]
    [InlineData("public partial class C { [Ufunc] public double G(double x) => x; }", "PYG2701", "Ufunc", "[Ufunc] needs 'G' to be static")]
    [InlineData("public class C { [Ufunc] public static double G(double x) => x; }", "PYG2703", "Ufunc", "[Ufunc] needs 'C' to be partial")]
    [InlineData("public class C { partial class D { [Ufunc] public static double G(double x) => x; } }", "PYG2703", "Ufunc", "[Ufunc] needs 'C' to be partial")]
    [InlineData("file static partial class C { [Ufunc] public static double G(double x) => x; }", "PYG2705", "Ufunc", "[Ufunc] cannot stand on a part of the file-local type 'C'")]
    [InlineData("public partial interface I { [Ufunc] static abstract double G(double x); }", "PYG2705", "Ufunc", "[Ufunc] cannot stand on an abstract method")]
    [InlineData("public static class C { extension(double y) { [Ufunc] public static double G(double x) => x; } }", "PYG2705", "Ufunc", "[Ufunc] cannot stand on a member of an extension block")]
    public async Task TheTypeIsRefused(string source, string id, string at, string message) => (await Of(source)).IsRefused(id, at, message, "Ufunc");

    [Theory]
    [InlineData("[Ufunc] public static double G(double x) => x; public static double G(string x) => 1; public static double[] G(double[] x, int more) => x;")]
    [InlineData("[Ufunc] public static double G(double x) => x; [Ufunc] public static double G(double x, double y) => x; [Ufunc] public static float G(float x) => x; [Ufunc] public static int G(bool x) => 1;")]
    [InlineData("[Ufunc] public static double @class(double @new, double @object) => @new; [Ufunc] internal static int field(int value, int destination, int at, int count) => value;")]
    [InlineData("[Ufunc] private static double __i_0(double __x, double ___y) => __x - ___y;")]
    [InlineData("[Ufunc] static Half G(Half x) => x; [Ufunc] static System.Numerics.Complex H(System.Numerics.Complex x) => x; [Ufunc] static Int128 I(Int128 x) => x;")]
    [InlineData("public partial record R<T> where T : struct { protected internal partial interface I { [Ufunc] protected static double G(double x) => x; } }")]
    [InlineData("public partial class D { public static double[] G(double[] x) => x; } public partial class E : D { [Ufunc] public new static double G(double x) => x; }")]
    [InlineData("[Ufunc] static double G(this double x, double p = 2) => x;")]
    [InlineData("[Ufunc] static unsafe double G(double x) => *&x;")]
    [InlineData("[Ufunc, System.Diagnostics.Contracts.Pure] static double G(double x) => x;")]
    public async Task IsAccepted(string members)
    {
        var run = await In(members);
        Assert.Empty(run.Complaints);
        Assert.NotEmpty(run.Files);
        Assert.DoesNotContain(run.Refusals, static r => r.Id != "PYG2706");
    }

    [Fact]
    public async Task APartInAnotherFileIsOneOfTheSameType()
    {
        var run = await Of("namespace N; partial class C { [Ufunc] static double G(double x) => Helper(x); }", "namespace N { partial class C { static double Helper(double y) => y * 2; } }");
        run.IsClean();
        Assert.Contains("elements are lanes", Assert.Single(run.Files).ToString());
    }

    [Theory]
    [InlineData("[Ufunc] public static double G(double x")]
    [InlineData("[Ufunc] public static double G(double) => 1;")]
    [InlineData("[Ufunc] public static double G(double x) => x +")]
    [InlineData("[Ufunc] public static G(double x) => x;")]
    [InlineData("[Ufunc] public static Nothing G(Nothing x) => x;")]
    [InlineData("[Ufunc] public static double G(double x) { if (x")]
    [InlineData("[Ufunc] public static double G(double x) => x; [Ufunc] public static double G(double x) => x;")]
    [InlineData("[Ufunc] public static double G(double x);")]
    [InlineData("[Ufunc] public static double G(double x) { }")]
    [InlineData("[Ufunc] double G = 1;")]
    public async Task HalfTypedCodeIsNoTrouble(string members) => Assert.All(await In(members) is var run ? run.Complaints : [], d => Assert.DoesNotContain(d.Location.SourceTree, run.Files));

    /// <summary>Results in a program of its own, on the functions whose statements are read one by one.</summary>
    [Fact]
    public async Task StatementsDoTheSameInLanes()
    {
        string[] functions =
        [
            "if (x > 0) return x; return -x;",
            "if (x > 0) { var y = x * x; return y; } else { x++; } return x;",
            "if (x > 0) x = 1; else return 5; { x *= 3; return x; }",
            "if (x > 0) { if (x > 2) return 1; else return 2; } if (x < -1) return 3; return 4;",
            "var s = 1.0; for (var i = 0; i < 8; i++) s = s * x + 1; return s;",
            "var k = 0; while (x > 1 && k < 99) { x /= 2; k++; } if (k == 3) return -1; return k;",
            "if (x < 0) return 0; var y = x; while (y > 1) { y -= 0.75; } return y;",
        ];
        var run = (await In(string.Concat(functions.Select(static (f, i) => $"[Ufunc(Require = true)] public static double G{i}(double x) {{ {f} }}\n")))).IsClean();
        using var image = new MemoryStream();
        Assert.True(run.Compilation.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("Ufuncs", isCollectible: true);
        var type = context.LoadFromStream(image).GetType("F")!;
        var random = new Random(17);
        var x = Enumerable.Range(0, 301).Select(i => i % 10 == 0 ? double.NaN : random.NextDouble() * 10 - 5).ToArray();
        for (var i = 0; i < functions.Length; i++)
        {
            var scalar = type.GetMethod($"G{i}", [typeof(double)])!.CreateDelegate<Func<double, double>>();
            var arrays = type.GetMethod($"G{i}", BindingFlags.Public | BindingFlags.Static, [typeof(double[])])!.CreateDelegate<Func<double[], double[]>>();
            Sample.AreSame<double>(Array.ConvertAll(x, v => scalar(v)), arrays(x), functions[i].ToString(CultureInfo.InvariantCulture));
        }
        context.Unload();
    }

    [Fact]
    public async Task TensorsNeedTheirPackage()
    {
        const string source = "public static partial class F { [Ufunc] public static double G(double x) => x; }";
        var withTensors = (await Of(source)).IsClean();
        Assert.Contains("TensorOperand", Assert.Single(withTensors.Files).ToString());

        var bare = Generated.Compile(source);
        bare = bare.RemoveReferences(bare.References.Where(static r => r.Display!.Contains("Tensors", StringComparison.Ordinal)));
        Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create([new UfuncGenerator().AsSourceGenerator()], parseOptions: Generated.Options).RunGeneratorsAndUpdateCompilation(bare, out var updated, out _);
        Assert.Empty(updated.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var file = updated.SyntaxTrees.Last().ToString();
        Assert.Contains("Operand<double>", file);
        Assert.DoesNotContain("Tensor", file);
    }
}
