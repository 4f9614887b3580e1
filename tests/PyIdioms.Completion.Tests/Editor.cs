using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Completion.Tests;

/// <summary>An editor with the pack installed: its completion service finds our provider among the analyzers of the project, as it does those of a package.</summary>
static class Editor
{
    static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is "System.Private.CoreLib" or "System.Runtime" or "System.Console" or "System.Collections" or "System.Linq" or "System.Collections.Immutable" or "PyIdioms")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The values that are offered where <c>|</c> stands, and the text after the first is taken.</summary>
    public static async Task<(string[] Offered, string After)> Offer(string code)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var workspace = new HostWorkspace();
        var position = code.IndexOf('|', StringComparison.Ordinal);
        var text = SourceText.From(code.Remove(position, 1));
        var project = workspace.AddProject(References).AddDocument("Usings.cs", "global using System; global using PyIdioms;").Project
            .AddAnalyzerReference(new AnalyzerFileReference(typeof(LiteralCompletion).Assembly.Location, new Loader()));
        var document = project.AddDocument("Example.cs", text);
        var service = CompletionService.GetService(document)!;
        var all = await service.GetCompletionsAsync(document, position, cancellationToken: cancel);
        var ours = all.ItemsList.Where(i => i.Tags.Contains("Constant") && i.Rules.MatchPriority == MatchPriority.Preselect).OrderBy(i => i.SortText, StringComparer.Ordinal).ToArray();
        if (ours.Length == 0) return ([], text.ToString());
        var change = await service.GetChangeAsync(document, ours[0], cancellationToken: cancel);
        return ([.. ours.Select(i => i.DisplayText)], text.WithChanges(change.TextChange).ToString());
    }

    sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => typeof(LiteralCompletion).Assembly;
    }
}

/// <summary>A workspace of the kind that editors have: in others no package is asked for completions.</summary>
sealed class HostWorkspace() : Workspace(MefHostServices.DefaultHost, WorkspaceKind.Host)
{
    public Project AddProject(IEnumerable<MetadataReference> references)
    {
        var id = ProjectId.CreateNewId();
        OnProjectAdded(ProjectInfo.Create(id, VersionStamp.Default, "Example", "Example", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14), metadataReferences: references));
        return CurrentSolution.GetProject(id)!;
    }
}
