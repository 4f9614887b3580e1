using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.TestKit;

namespace PyIdioms.Package.Tests;

/// <summary>The fixes load from the package as an editor loads them: from the package's folder, against the editor's Workspaces.</summary>
public class FixTests(Feed feed)
{
    [Theory, InlineData("PyIdioms"), InlineData("PyIdioms.Analyzers")]
    public async Task EveryFixLoads(string id)
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Scratch, "fixes-of-" + id)).FullName;
        foreach (var file in feed[id].Files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, Path.GetFileName(file)), feed[id].Read(file));
        }
        var editor = new Editor(folder);

        var fixes = Create<CodeFixProvider>(editor.Load("PyIdioms.CodeFixes"), type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null);
        Assert.Equal(Catalog.Shipped.Fixes.Select(fix => fix.GetType().FullName).Order(), fixes.Select(fix => fix.GetType().FullName).Order());
        Assert.All(fixes, fix => Assert.NotEmpty(fix.FixableDiagnosticIds));
        Assert.All(fixes, fix => Assert.Same(editor, AssemblyLoadContext.GetLoadContext(fix.GetType().Assembly)));

        var rules = Create<DiagnosticAnalyzer>(editor.Load("PyIdioms.Analyzers"), type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null);
        Assert.Contains("await", await Fixed(rules, fixes), StringComparison.Ordinal);
    }

    /// <summary>The first offer for the dropped task of a small file, applied.</summary>
    static async Task<string> Fixed(ImmutableArray<DiagnosticAnalyzer> rules, ImmutableArray<CodeFixProvider> fixes)
    {
        const string Code = """
            using System.Threading.Tasks;
            public class Journal
            {
                public Task WriteAsync() => Task.CompletedTask;
                public void Save() { WriteAsync(); }
            }
            """;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Throwaway", "Throwaway", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]));
        var document = workspace.AddDocument(project.Id, "Journal.cs", Microsoft.CodeAnalysis.Text.SourceText.From(Code));
        var compilation = (await document.Project.GetCompilationAsync())!;
        var finding = (await compilation.WithAnalyzers(rules).GetAnalyzerDiagnosticsAsync()).Single(finding => finding.Id == "PYI0301");

        var offers = new List<Microsoft.CodeAnalysis.CodeActions.CodeAction>();
        foreach (var fix in fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offers.Add(action), CancellationToken.None));
        }
        var text = await Fixer.Apply(offers[0], document);
        return text;
    }

    static ImmutableArray<T> Create<T>(Assembly assembly, Func<Type, bool> exported) =>
        [.. assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && exported(type)).Select(type => (T)Activator.CreateInstance(type)!)];

    /// <summary>Loads our assemblies from the package alone; the compiler's are the editor's own.</summary>
    sealed class Editor(string folder) : AssemblyLoadContext("the package")
    {
        public Assembly Load(string name) => LoadFromAssemblyName(new AssemblyName(name));

        protected override Assembly? Load(AssemblyName name) =>
            name.Name!.StartsWith("PyIdioms", StringComparison.Ordinal) ? LoadFromAssemblyPath(Path.Combine(folder, name.Name + ".dll")) : null;
    }
}
