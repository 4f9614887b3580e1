using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.LineProfiled;
using PyIdioms.Tests.Decorators;

namespace PyIdioms.Tests.Profiling;

/// <summary>A program with measured methods, compiled, and run with and without the twins.</summary>
sealed record TwinProgram(Compilation Compilation, ImmutableArray<SyntaxTree> Files, ImmutableArray<Diagnostic> Refusals)
{
    public static async Task<TwinProgram> From(params string[] sources)
    {
        var driver = CSharpGeneratorDriver.Create([new DecoratorGenerator().AsSourceGenerator(), new LineProfiledGenerator().AsSourceGenerator()], parseOptions: Generated.Options)
            .RunGeneratorsAndUpdateCompilation(Generated.Compile(sources), out var updated, out var problems);
        Assert.Empty(problems);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        var rules = new CompilationWithAnalyzers(updated, [new LineProfiledRules(), new DecoratorRules()], new CompilationWithAnalyzersOptions(new([]), (e, _, _) => throw e, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        return new(updated, driver.GetRunResult().GeneratedTrees, await rules.GetAnalyzerDiagnosticsAsync());
    }

    /// <summary>Errors anywhere, and warnings in generated files.</summary>
    public IEnumerable<Diagnostic> Complaints => Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error || d.Severity == DiagnosticSeverity.Warning && Files.Contains(d.Location.SourceTree!));

    public string Text => string.Join("\n", Files);

    /// <summary>What <c>Program.Run()</c> returns as it is, what it returns with the twins, and what they measured.</summary>
    public (string? Plain, string? Measured, ImmutableArray<ProfiledLines> Lines) Run()
    {
        using var image = new MemoryStream();
        var emitted = Compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics) + Text);
        image.Position = 0;
        var context = new AssemblyLoadContext("Users", isCollectible: true);
        try
        {
            var run = context.LoadFromStream(image).GetTypes().Single(static type => type.Name == "Program").GetMethod("Run", BindingFlags.Static | BindingFlags.Public)!;
            LineProfile.Clear();
            var plain = Result(run);
            Assert.Empty(LineProfile.Snapshot());
            LineProfile.Enabled = true;
            var measured = Result(run);
            return (plain, measured, LineProfile.Snapshot());
        }
        finally
        {
            LineProfile.Enabled = false;
            LineProfile.Clear();
            context.Unload();
        }
    }

#pragma warning disable PYI0304 // The program that was made may be of either kind.
    static string? Result(MethodInfo run) => run.Invoke(null, null) switch { Task<string> task => task.GetAwaiter().GetResult(), var value => value?.ToString() };
#pragma warning restore PYI0304
}
