using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;

namespace PyIdioms.TestKit;

/// <summary>The analyzers, fixes, refactorings and generators under test.</summary>
public sealed record Catalog(
    ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<CodeFixProvider> Fixes, ImmutableArray<IIncrementalGenerator> Generators)
{
    public static Assembly AnalyzerAssembly { get; } = Assembly.Load("PyIdioms.Analyzers");
    public static Assembly FixAssembly { get; } = Assembly.Load("PyIdioms.CodeFixes");
    public static Assembly GeneratorAssembly { get; } = Assembly.Load("PyIdioms.Generators");

    /// <summary>Everything the assemblies hold, found by reflection: a new rule is covered the day it is written.</summary>
    public static Catalog Shipped { get; } = new(
        [.. Create<DiagnosticAnalyzer>(AnalyzerAssembly), .. Create<DiagnosticAnalyzer>(GeneratorAssembly)],
        [.. Create<CodeFixProvider>(FixAssembly)],
        [.. Create<IIncrementalGenerator>(GeneratorAssembly)]) { Refactorings = [.. Create<CodeRefactoringProvider>(FixAssembly)] };

    /// <summary>What an editor offers where nothing is wrong.</summary>
    public ImmutableArray<CodeRefactoringProvider> Refactorings { get; init; } = [];

    /// <summary>Every id that can be reported, in order.</summary>
    public ImmutableArray<ReportedRule> Rules { get; } =
    [
        .. from analyzer in Analyzers
           from descriptor in analyzer.SupportedDiagnostics
           group descriptor by (descriptor.Id, analyzer) into sameId
           orderby sameId.Key.Id
           select new ReportedRule(sameId.Key.Id, sameId.Key.analyzer, [.. sameId])
    ];

    public ReportedRule? RuleOf(string id) => Rules.FirstOrDefault(rule => rule.Id == id);

    public IEnumerable<CodeFixProvider> FixesOf(string id) => Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id));

    /// <summary>This catalogue and what another assembly adds.</summary>
    public Catalog With(Assembly more) => new(
        Analyzers.AddRange(Create<DiagnosticAnalyzer>(more)), Fixes.AddRange(Create<CodeFixProvider>(more)), Generators.AddRange(Create<IIncrementalGenerator>(more)))
    {
        Refactorings = Refactorings.AddRange(Create<CodeRefactoringProvider>(more)),
    };

    static IEnumerable<T> Create<T>(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (T)Activator.CreateInstance(type)!);
}

/// <summary>An id, the analyzer that reports it, and its descriptors: the first is the rule's own, others soften it.</summary>
public sealed record ReportedRule(string Id, DiagnosticAnalyzer Analyzer, ImmutableArray<DiagnosticDescriptor> Descriptors)
{
    public DiagnosticDescriptor Descriptor => Descriptors[0];

    /// <summary>The settings of the rule; a companion rule of a generator has none.</summary>
    public ImmutableArray<Option> Options => Analyzer is Rule rule ? rule.Options : [];
}
