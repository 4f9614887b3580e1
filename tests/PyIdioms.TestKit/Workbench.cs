using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.TestKit;

/// <summary>Compiles snippets with the generators of a catalogue and reviews them with its rules.</summary>
public sealed class Workbench(Catalog catalog)
{
    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using PyIdioms;
        """;

    /// <summary>C# 14, with documentation comments checked.</summary>
    public static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public Catalog Catalog => catalog;

    /// <summary>A snippet and the global usings as a bare compilation; the snippet is its first tree.</summary>
    public static CSharpCompilation Compile(string code, bool isProgram = false) => CSharpCompilation.Create("Example",
        [CSharpSyntaxTree.ParseText(code, Language, "/snippet/Example.cs"), CSharpSyntaxTree.ParseText(Usings, Language, "/snippet/Usings.cs")],
        References.For(code), OptionsOf(isProgram));

    /// <summary>Compiles, generates, analyses. What must never happen (errors, an exception in our code) is listed in the problems.</summary>
    public async Task<Reviewed> Review(Snippet snippet)
    {
        var problems = new ConcurrentQueue<string>();
        var project = Project(snippet);
        var compilation = Generate((await project.GetCompilationAsync().ConfigureAwait(false))!, out var generated, problems);
        foreach (var tree in generated)
        {
            project = project.AddDocument(Path.GetFileName(tree.FilePath), await tree.GetTextAsync().ConfigureAwait(false), filePath: "/generated/" + Path.GetFileName(tree.FilePath)).Project;
        }
        foreach (var diagnostic in compilation.GetDiagnostics().Where(d => Spoils(d, generated))) problems.Enqueue(diagnostic.ToString());
        var document = project.Documents.Single(d => d.Name == "Example.cs");
        return new(snippet, document, compilation, generated, await Analyse(compilation, project.AnalyzerOptions, problems).ConfigureAwait(false), [.. problems]);
    }

    static bool Spoils(Diagnostic diagnostic, ImmutableArray<SyntaxTree> generated) =>
        diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning && generated.Contains(diagnostic.Location.SourceTree!));

    Compilation Generate(Compilation compilation, out ImmutableArray<SyntaxTree> generated, ConcurrentQueue<string> problems)
    {
        generated = [];
        if (catalog.Generators.IsEmpty) return compilation;
        var driver = CSharpGeneratorDriver.Create(catalog.Generators.Select(g => g.AsSourceGenerator()), parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out var diagnostics);
        foreach (var diagnostic in diagnostics) problems.Enqueue($"a generator reported {diagnostic}");
        generated = driver.GetRunResult().GeneratedTrees;
        return compilation;
    }

    async Task<ImmutableArray<Diagnostic>> Analyse(Compilation compilation, AnalyzerOptions options, ConcurrentQueue<string> problems)
    {
        if (catalog.Analyzers.IsEmpty) return [];
        var analysis = compilation.WithAnalyzers(catalog.Analyzers, new CompilationWithAnalyzersOptions(
            options, (exception, analyzer, _) => problems.Enqueue($"{analyzer} threw {exception}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var findings = await analysis.GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return [.. findings.OrderBy(f => f.Location.SourceSpan.Start).ThenBy(f => f.Id, StringComparer.Ordinal)];
    }

    static CSharpCompilationOptions OptionsOf(bool isProgram) => new(
        isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);

    static Project Project(Snippet snippet)
    {
        var editorConfig = "root = true\n[*.cs]\nend_of_line = lf\nindent_style = space\nindent_size = 4\n"
            + string.Concat(snippet.EditorConfig.Select(setting => $"{setting.Key} = {setting.Value}\n"));
        var project = new AdhocWorkspace().CurrentSolution.AddProject("Example", "Example", LanguageNames.CSharp)
            .WithCompilationOptions(OptionsOf(snippet.IsProgram).WithSpecificDiagnosticOptions(snippet.Severities))
            .WithParseOptions(Language)
            .AddMetadataReferences(References.For(snippet.Code))
            .AddAnalyzerConfigDocument(".editorconfig", SourceText.From(editorConfig), filePath: "/snippet/.editorconfig").Project
            .AddAnalyzerConfigDocument(".globalconfig", SourceText.From("is_global = true\n" + string.Concat(snippet.Properties.Select(property => $"build_property.{property.Key} = {property.Value}\n"))), filePath: "/snippet/.globalconfig").Project
            .AddDocument("Usings.cs", Usings, filePath: "/snippet/Usings.cs").Project
            .AddDocument("Example.cs", snippet.Code, filePath: "/snippet/Example.cs").Project;
        return snippet.AdditionalFiles.Aggregate(project, (current, file) => current.AddAdditionalDocument(file.Key, file.Value, filePath: PathOf(file.Key)).Project);
    }

    /// <summary>Where an additional file lies.</summary>
    public static string PathOf(string additionalFile) => "/snippet/" + additionalFile;
}
