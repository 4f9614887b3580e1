using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Completion.Tests.Silenced;

/// <summary>The analyzers that people run beside ours, from the packs that ship them.</summary>
sealed class Packs : AssemblyLoadContext, IAnalyzerAssemblyLoader
{
    readonly HashSet<string> folders = [];

    /// <summary>Those that report one of these.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> With(IReadOnlyCollection<string> ids)
    {
        var loader = new Packs();
        var paths = typeof(Packs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(a => a.Key == "Pack").Select(a => Path.GetFullPath(a.Value!)).ToList();
        foreach (var path in paths) loader.AddDependencyLocation(path);
        return [.. paths.SelectMany(path => new AnalyzerFileReference(path, loader).GetAnalyzers(LanguageNames.CSharp))
            .Where(analyzer => analyzer is not DiagnosticSuppressor && analyzer.SupportedDiagnostics.Any(d => ids.Contains(d.Id)))];
    }

    public void AddDependencyLocation(string fullPath) => folders.Add(Path.GetDirectoryName(fullPath)!);

    public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

    /// <summary>Roslyn and the framework are the editor's; what a pack brings lies beside it.</summary>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Default.Assemblies.FirstOrDefault(a => a.GetName().Name == assemblyName.Name)
        ?? (folders.Select(folder => Path.Combine(folder, assemblyName.Name + ".dll")).FirstOrDefault(File.Exists) is { } path ? LoadFromAssemblyPath(path) : null);
}
