using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Patterns;
using PyIdioms.TestKit;

namespace PyIdioms.Specs;

/// <summary>The compiler's warnings about switches that are proved complete are silenced, and no others.</summary>
public class SuppressionTests
{
    const string Types = """
        public enum Color { Red, Green }
        public enum Level { Low = 1, Alias = 1, High = 2 }
        [System.Flags] public enum Options { None = 0, A = 1, B = 2 }
        public abstract record Shape
        {
            Shape() { }
            public sealed record Circle : Shape;
            public sealed record Square(bool Filled) : Shape;
        }
        public abstract record Open;
        public sealed record Known : Open;
        [PyIdioms.Literal("in", "out")] public readonly record struct Way(string Value);
        """;

    [Theory]
    [InlineData("Color x", "Color.Red => 0, Color.Green => 1", "CS8524")]
    [InlineData("Level x", "Level.Low => 0, Level.High => 1", "CS8524")]
    [InlineData("Color? x", "Color.Red => 0, Color.Green => 1, null => 2", "CS8524")]
    [InlineData("Shape x", "Shape.Circle => 0, Shape.Square => 1", "CS8509")]
    [InlineData("Shape x", "Shape.Circle => 0, Shape.Square { Filled: true } => 1, Shape.Square { Filled: false } => 2", "CS8509")]
    [InlineData("(Shape, Color) x", "(Shape.Circle, _) => 0, (Shape.Square, Color.Red) => 1, (Shape.Square, Color.Green) => 2", "CS8509")]
    [InlineData("[PyIdioms.Literal(\"a\", \"b\")] string x", "\"a\" => 0, \"b\" => 1", "CS8509")]
    [InlineData("[PyIdioms.Literal(200, 404)] int x", "200 => 0, 404 => 1", "CS8509")]
    [InlineData("[PyIdioms.Literal(200, 404)] int x", "< 300 => 0, > 400 => 1", "CS8509")]
    [InlineData("Way x", "\"in\" => 0, \"out\" => 1", "CS8509", ".Value")]
    public async Task Complete_switches_are_silent(string parameter, string arms, string id, string of = "") => Assert.Equal([(id, true)], await WarningsOf(parameter, arms, of));

    [Theory]
    [InlineData("Color x", "Color.Red => 0", "CS8509")]
    [InlineData("Options x", "Options.None => 0, Options.A => 1, Options.B => 2", "CS8524")]
    [InlineData("Shape x", "Shape.Circle => 0", "CS8509")]
    [InlineData("Shape x", "Shape.Circle => 0, Shape.Square { Filled: true } => 1", "CS8509")]
    [InlineData("Open x", "Known => 0", "CS8509")]
    [InlineData("Shape x, bool g", "Shape.Circle => 0, Shape.Square when g => 1", "CS8509")]
    [InlineData("int x", "> 0 => 0, < 0 => 1", "CS8509")]
    [InlineData("[PyIdioms.Literal(\"a\", \"b\")] string x", "\"a\" => 0", "CS8509")]
    [InlineData("[PyIdioms.Literal(\"a\", \"b\")] string x", "\"a\" => 0, \"B\" => 1", "CS8509")]
    [InlineData("[PyIdioms.Literal(\"a\", null)] string? x", "\"a\" => 0", "CS8509")]
    [InlineData("Way x", "\"in\" => 0", "CS8509", ".Value")]
    public async Task Others_are_not(string parameter, string arms, string id, string of = "") => Assert.Equal([(id, false)], await WarningsOf(parameter, arms, of));

    static async Task<IEnumerable<(string Id, bool IsSuppressed)>> WarningsOf(string parameter, string arms, string of)
    {
        var cancel = TestContext.Current.CancellationToken;
        var compilation = Workbench.Compile($"{Types}\npublic static class Uses {{ public static int M({parameter}) => x{of} switch {{ {arms} }}; }}");
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => throw e, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var all = await compilation.WithAnalyzers([new ProvedComplete()], options).GetAllDiagnosticsAsync(cancel);
        return all.Where(d => d.Id.StartsWith("CS85", StringComparison.Ordinal)).Select(d => (d.Id, d.IsSuppressed));
    }
}
