using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Async;

namespace PyIdioms.Benchmarks.Analysis;

/// <summary>Rules that run together; none: the compiler alone.</summary>
sealed record RuleSet(string Name, ImmutableArray<DiagnosticAnalyzer> Rules)
{
    /// <summary>What the rules can report.</summary>
    public HashSet<string> Ids { get; } = [.. Rules.SelectMany(rule => rule.SupportedDiagnostics).Select(d => d.Id)];

    /// <summary>Our rules whose ids begin with one of these, in the order of their ids.</summary>
    public static RuleSet Ours(string name, params string[] prefixes)
    {
        var all = typeof(MissingAwait).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsSubclassOf(typeof(DiagnosticSuppressor)) && !t.IsAbstract).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!);
        return new(name, [.. all.Where(rule => prefixes.Any(prefix => Id(rule).StartsWith(prefix, StringComparison.Ordinal))).OrderBy(Id, StringComparer.Ordinal)]);
    }

    /// <summary><c>NAME=PATH;PATH</c>: every analyzer in these assemblies, each as its pack ships it.</summary>
    public static RuleSet Load(string pack)
    {
        var (name, paths) = pack.Split('=', 2) is [var n, var p] ? (n, p) : throw new ArgumentException($"'{pack}' is not NAME=PATH;PATH", nameof(pack));
        var files = new PackFiles(name);
        var rules = paths.Split(';').Select(Path.GetFullPath).SelectMany(path => new AnalyzerFileReference(path, files).GetAnalyzers(LanguageNames.CSharp)).Where(a => a is not DiagnosticSuppressor);
        return new RuleSet(name, [.. rules]) is { Rules.IsEmpty: false } set ? set : throw new ArgumentException($"no analyzer in '{paths}'", nameof(pack));
    }

    /// <summary>One set for each rule.</summary>
    public IEnumerable<RuleSet> Each => Rules.Select(rule => new RuleSet(Id(rule), [rule]));

    static string Id(DiagnosticAnalyzer rule) => rule.SupportedDiagnostics[0].Id;

    /// <summary>A pack's own assemblies come from beside each other; Roslyn and the framework are the benchmark's.</summary>
    sealed class PackFiles(string name) : AssemblyLoadContext(name), IAnalyzerAssemblyLoader
    {
        readonly HashSet<string> folders = [];

        public void AddDependencyLocation(string fullPath) => folders.Add(Path.GetDirectoryName(fullPath)!);

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (FileNotFoundException)
            {
                return folders.Select(folder => Path.Combine(folder, assemblyName.Name + ".dll")).FirstOrDefault(File.Exists) is { } path ? LoadFromAssemblyPath(path) : null;
            }
        }
    }
}
