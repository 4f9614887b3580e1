using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Generators.Decorate;
using PyIdioms.Generators.Decorators;

namespace PyIdioms.Tests.Decorators;

/// <summary>A user's source with what the decorators generate for it, and all that the compiler and the companion rules say.</summary>
sealed record Generated(CSharpCompilation Compilation, ImmutableArray<(string HintName, string Text)> Files, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<Diagnostic> Refusals)
{
    const string Usings = "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using PyIdioms;";

    public static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "PyIdioms.dll" or "PyIdioms.Tensors.dll" or "Microsoft.CSharp.dll" or "Microsoft.Extensions.Logging.Abstractions.dll" or "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Errors anywhere, and warnings in generated files: what must never be.</summary>
    public IEnumerable<string> Complaints => ComplaintsOf(Diagnostics).Select(d => d.ToString());

    /// <summary>What the compiler would say about the generated files without their own suppression.</summary>
    public IEnumerable<Diagnostic> HiddenComplaints
    {
        get
        {
            var bare = Compilation;
            foreach (var tree in bare.SyntaxTrees.Where(IsGenerated))
            {
                var text = tree.ToString().Replace("#pragma warning disable", "", StringComparison.Ordinal);
                bare = bare.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Options, tree.FilePath));
            }
            return ComplaintsOf(bare.GetDiagnostics());
        }
    }

    static IEnumerable<Diagnostic> ComplaintsOf(ImmutableArray<Diagnostic> all) =>
        all.Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && IsGenerated(d.Location.SourceTree)));

    static bool IsGenerated(SyntaxTree? tree) => tree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Users",
        [CSharpSyntaxTree.ParseText(Usings, Options, "Usings.cs"), .. sources.Select((source, i) => CSharpSyntaxTree.ParseText(SourceText.From(source), Options, $"User{i}.cs"))],
        References,
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static GeneratorDriver Driver(bool track = false) => Driver(track, new DecoratorGenerator());

    static GeneratorDriver Driver(bool track, params IIncrementalGenerator[] generators) => CSharpGeneratorDriver.Create(
        generators.Select(g => g.AsSourceGenerator()), parseOptions: Options, driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    public static async Task<Generated> From(params string[] sources)
    {
        var driver = Driver(track: false, new DecoratorGenerator(), new DecorateGenerator()).RunGeneratorsAndUpdateCompilation(Compile(sources), out var updated, out var problems);
        Assert.Empty(problems);
        var results = driver.GetRunResult().Results;
        Assert.All(results, result => Assert.Null(result.Exception));
        var crashes = new List<Exception>();
        var rules = new CompilationWithAnalyzers(updated, [new DecoratorRules(), new DecorateRules()], new CompilationWithAnalyzersOptions(new([]), (e, _, _) => crashes.Add(e), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var refusals = await rules.GetAnalyzerDiagnosticsAsync();
        Assert.Empty(crashes);
        return new((CSharpCompilation)updated, [.. results.SelectMany(r => r.GeneratedSources).Select(s => (s.HintName, s.SourceText.ToString()))], updated.GetDiagnostics(), refusals);
    }

    /// <summary>Compiles, loads and runs <c>Program.Run()</c>.</summary>
    public object? Run()
    {
        using var image = new MemoryStream();
        var emitted = Compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext("Users", isCollectible: true);
        try
        {
            var run = context.LoadFromStream(image).GetType("Program")!.GetMethod("Run", BindingFlags.Static | BindingFlags.Public)!;
#pragma warning disable PYI0304 // The program that was made may be of either kind.
            return run.Invoke(null, null) switch { Task<object?> task => task.GetAwaiter().GetResult(), var value => value };
#pragma warning restore PYI0304
        }
        finally
        {
            context.Unload();
        }
    }
}
