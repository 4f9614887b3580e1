using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.ConstEval;
using PyIdioms.Tests.Decorators;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.ConstEval;

/// <summary>Constants are what their Cores return; what cannot be one is a diagnostic at the user's own line.</summary>
public class ConstEvalTests
{
    [Fact]
    public void ConstantsOfEveryKind()
    {
        Assert.Equal(2432902008176640000L, Tables.Factorial20);
        Assert.Equal(Tables.CrcCore().ToArray(), Tables.Crc.ToArray());
        Assert.Equal(0x2D02EF8Du, Tables.Crc[255]);
        Assert.Equal(Tables.PrimesCore(), Tables.Primes());
        Assert.NotSame(Tables.Primes(), Tables.Primes());
        Assert.Equal(Tables.NamesCore(), Tables.Names);
        Assert.Equal(Tables.eventCore(), Tables.@event);
        Assert.True(double.IsNegative(Tables.@event.Zero));
        Assert.Equal(Tables.SinesCore(), Tables.Sines);
        Assert.Same(Tables.Sines, Tables.Sines);
        Assert.Equal(Tables.GridCore(), Tables.Grid);
        Assert.Equal(("x----5<18>", Tables.TextCore()), (Tables.Text, Tables.Text));
        Assert.Equal(Tables.PricesCore().ToArray(), Tables.Prices.ToArray());
        Assert.Equal("4.90", Tables.Prices[1].Price.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    static Task<Run> Run(params string[] sources) => Generators.Run.Of(new ConstEvalGenerator(), new ConstEvalRules(), sources);

    [Theory]
    [InlineData("static int XCore() => System.DateTime.Now.Year;", "PYG2105", "System.DateTime.Now", "The value of 'X' cannot be had while compiling: 'DateTime.Now' is not known to be pure")]
    [InlineData("static int XCore() => System.Environment.ProcessorCount;", "PYG2105", "System.Environment.ProcessorCount", "The value of 'X' cannot be had while compiling: 'Environment.ProcessorCount' is not known to be pure")]
    [InlineData("static int n; static int XCore() => n;", "PYG2105", "n", "The value of 'X' cannot be had while compiling: 'n' can change: make it 'readonly' or a constant")]
    [InlineData("static int n; static int XCore() { n = 3; return 1; }", "PYG2105", "n = 3", "The value of 'X' cannot be had while compiling: 'n' would be changed")]
    [InlineData("static int n; static int XCore() => ++n;", "PYG2105", "n", "The value of 'X' cannot be had while compiling: 'n' would be changed")]
    [InlineData("static readonly int[] a = [1]; static int XCore() => a[0];", "PYG2105", "a", "The value of 'X' cannot be had while compiling: what 'a' holds can change")]
    [InlineData("static int XCore() => \"b\".CompareTo(\"a\");", "PYG2105", "\"b\".CompareTo(\"a\")", "The value of 'X' cannot be had while compiling: 'CompareTo' depends on the culture")]
    [InlineData("static int XCore() => \"b\".GetHashCode();", "PYG2105", "\"b\".GetHashCode()", "The value of 'X' cannot be had while compiling: hash codes of texts differ from run to run")]
    [InlineData("static int XCore() => (-1).ToString().Length;", "PYG2105", "(-1).ToString()", "The value of 'X' cannot be had while compiling: the sign of a negative number depends on the culture")]
    [InlineData("static int XCore() { double d = 1e300; return (int)d; }", "PYG2105", "(int)d", "The value of 'X' cannot be had while compiling: a floating-point number that does not fit")]
    [InlineData("static int XCore() => XCore() + 1;", "PYG2105", "XCore()", "The value of 'X' cannot be had while compiling: calls are nested deeper than 2000")]
    [InlineData("static int XCore() => new int[int.MaxValue].Length;", "PYG2105", "new int[int.MaxValue]", "The value of 'X' cannot be had while compiling: an array has more than 1000000 elements")]
    [InlineData("static int XCore() { lock (\"a\") return 1; }", "PYG2105", "lock (\"a\") return 1;", "The value of 'X' cannot be had while compiling: 'lock' is for several threads")]
    [InlineData("static int XCore() { while (true) { } }", "PYG2106", "{ }", "The value of 'X' takes more than 1000000 operations")]
    [InlineData("static int XCore() { var a = new int[3]; return a[3]; }", "PYG2107", "a[3]", "The value of 'X' cannot be had: this throws IndexOutOfRangeException")]
    [InlineData("static int XCore() { var z = 0; return 1 / z; }", "PYG2107", "1 / z", "The value of 'X' cannot be had: this throws DivideByZeroException")]
    [InlineData("static int XCore() { var m = int.MaxValue; return checked(m + 1); }", "PYG2107", "m + 1", "The value of 'X' cannot be had: this throws OverflowException")]
    [InlineData("static int XCore() => throw new System.NotSupportedException(\"not yet\");", "PYG2107", "throw new System.NotSupportedException(\"not yet\")", "The value of 'X' cannot be had: this throws NotSupportedException: not yet")]
    [InlineData("static int XCore() { string s = null!; return s.Length; }", "PYG2107", "s.Length", "The value of 'X' cannot be had: this throws NullReferenceException")]
    [InlineData("", "PYG2103", "X", "'X' has no value: write 'static int XCore()'")]
    [InlineData("static long XCore() => 1;", "PYG2104", "XCore", "'XCore' does not give the value of 'X': it gives 'long'")]
    [InlineData("static int XCore(int a) => 1;", "PYG2104", "XCore", "'XCore' does not give the value of 'X': it takes parameters")]
    public async Task IsRefused(string core, string id, string at, string message) =>
        (await Run($"public static partial class C {{ [PyIdioms.ConstEval] public static partial int X {{ get; }} {core} }}")).IsRefused(id, at, message, "ConstEval");

    [Theory]
    [InlineData("public static class C { [ConstEval] public static int X => 1; }", "PYG2102", "ConstEval", "[ConstEval] needs 'C' to be partial")]
    [InlineData("public partial class C { [ConstEval] public static int X => 1; }", "PYG2101", "X", "'X' cannot be a constant of the compiler: declare it 'static partial'")]
    [InlineData("public partial class C { [ConstEval] public int X => 1; }", "PYG2101", "X", "'X' cannot be a constant of the compiler: declare it 'static'")]
    [InlineData("public partial class C { [ConstEval] static int X(int a) => a; }", "PYG2101", "X", "'X' cannot be a constant of the compiler: it takes parameters")]
    [InlineData("public partial class C { [ConstEval] public static partial object X { get; } static object XCore() => new object(); }", "PYG2108", "X", "The value of 'X' cannot be written as code: it is of the type 'object'")]
    [InlineData("public partial class C { [ConstEval] public static partial System.Collections.Generic.List<int> X { get; } static System.Collections.Generic.List<int> XCore() => [1]; }", "PYG2108", "X", "The value of 'X' cannot be written as code: it is of the type 'List<int>'")]
    [InlineData("file partial class C { [ConstEval] public static partial int X { get; } static int XCore() => 1; }", "PYG2109", "ConstEval", "[ConstEval] cannot stand on a part of the file-local type 'C'")]
    public async Task ShapesAreRefused(string source, string id, string at, string message)
    {
        var refusal = Assert.Single((await Run("using PyIdioms; " + source)).Refusals);
        Assert.Equal((id, at), (refusal.Id, refusal.Location.SourceTree!.GetText().ToString(refusal.Location.SourceSpan)));
        Assert.StartsWith(message, refusal.GetMessage());
    }

    /// <summary>A part that is missing would be all that the compiler speaks of: it stops there, and runs no rules.</summary>
    [Theory]
    [InlineData("partial class C { [ConstEval] public partial int X { get; } int XCore() => 1; }", "PYG2101", "'X' cannot be a constant of the compiler: declare it 'static'")]
    [InlineData("partial class C { [ConstEval] public static partial int X { get; private set; } static int XCore() => 1; }", "PYG2101", "'X' cannot be a constant of the compiler: it has a setter")]
    [InlineData("partial class C { [ConstEval] public static partial ref int X { get; } static int XCore() => 1; }", "PYG2101", "'X' cannot be a constant of the compiler: it is by reference")]
    [InlineData("partial class C { [ConstEval] public static partial void X(); static void XCore() { } }", "PYG2101", "'X' cannot be a constant of the compiler: it gives nothing")]
    [InlineData("partial class C { [ConstEval] public static partial T X<T>() where T : class; static T XCore<T>() where T : class => null!; }", "PYG2101", "'X' cannot be a constant of the compiler: it is generic")]
    [InlineData("partial interface I { [ConstEval] static virtual partial int X { get; } static int XCore() => 1; }", "PYG2101", "'X' cannot be a constant of the compiler: others implement it")]
    [InlineData("partial class C<T> { [ConstEval] public static partial T X { get; } static T XCore() => default!; }", "PYG2108", "The value of 'X' cannot be written as code: it is of the type 'T'")]
    public async Task NothingElseIsSaid(string source, string id, string message)
    {
        var run = await Run("using PyIdioms; " + source);
        run.IsRefused(id, "X", message, "ConstEval");
        Assert.Empty(run.Complaints);
    }

    [Fact]
    public async Task OverloadsAreRefusedOneByOne()
    {
        var run = await Run("using PyIdioms; partial class C { [ConstEval] public static partial int X(int a); [ConstEval] public static partial int X(string a); static int XCore() => 1; }");
        Assert.Equal(["PYG2101", "PYG2101"], run.Refusals.Select(refusal => refusal.Id));
        Assert.Empty(run.Complaints);
    }

    [Theory]
    [InlineData("namespace @class { partial record struct @struct<T> where T : class { [ConstEval] internal static partial string @if(); static string ifCore() => \"\\\"\\u2028\"; } }")]
    [InlineData("partial class C { [ConstEval] public static partial int x { get; } static int xCore() => 1; [ConstEval] public static partial int X { get; } static int XCore() => 1; }")]
    [InlineData("partial interface I { [ConstEval] static partial int[]? X { get; } static int[]? XCore() => null; }")]
    [InlineData("partial class C { [ConstEval] public static partial byte[][] X(); static byte[][] XCore() => [[1], []]; }")]
    [InlineData("partial class A { } partial class A { [ConstEval] public static partial ulong X { get; } } partial class A { static ulong XCore() => Y; [ConstEval] public static partial ulong Y { get; } static ulong YCore() => ulong.MaxValue; }")]
    [InlineData("partial class C { [ConstEval] static partial (int A, (string? B, System.DayOfWeek[] C) D)? X { get; } static (int A, (string? B, System.DayOfWeek[] C) D)? XCore() => (1, (null, [System.DayOfWeek.Monday, (System.DayOfWeek)9])); }")]
    public async Task GeneratedCodeCompiles(string source) => (await Run("using PyIdioms;\n" + source)).IsClean();

    [Fact]
    public void WhatIsKeptFollowsEveryFileThatItWasReadFrom()
    {
        const string Constant = "public static partial class C { [PyIdioms.ConstEval] public static partial int X { get; } static int XCore() => Other.Twice(4); }";
        const string Called = "static class Other { public static int Twice(int x) { return Third.Factor * x; } }";
        const string Further = "static class Third { public static int Factor { get { return 2; } } public static readonly int Unused = 1; }";
        Compilation compilation = Generated.Compile(Constant, Called, Further, "class Unrelated { int Three() { return 3; } }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ConstEvalGenerator().AsSourceGenerator()], parseOptions: Generated.Options);
        Assert.Equal("8", Value());
        Edit("User3.cs", "return 3;", "return 4;");
        Assert.Equal("8", Value());
        Edit("User1.cs", "* x", "* x + 1");
        Assert.Equal("9", Value());
        Edit("User2.cs", "return 2;", "return 3;");
        Assert.Equal("13", Value());
        Edit("User3.cs", "class Unrelated {", "class Unrelated { int field;");
        Assert.Equal("13", Value());
        Edit("User2.cs", "return 3;", "return int.Parse(\"5\");");
        Assert.Equal("21", Value());

        string Value()
        {
            driver = driver.RunGenerators(compilation);
            return Assert.Single(driver.GetRunResult().GeneratedTrees).ToString().Split("=> ")[1].Split(';')[0];
        }

        void Edit(string file, string from, string to)
        {
            var tree = compilation.SyntaxTrees.Single(t => t.FilePath == file);
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString().Replace(from, to, StringComparison.Ordinal), Generated.Options, file));
        }
    }
}
