using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Rules;
using System.Collections.Immutable;

namespace PyIdioms.Generators.Fake;

/// <summary>What the fakes read: a name, and the line where one of them wrongly looks.</summary>
public sealed record FakeModel(string HintName, int Line) : IModel;

/// <summary>A generator that does right.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SoundGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ObsoleteAttribute, FakeModel>((type, _, _, _) => new(type.Name, 0), (writer, model) => writer.Line($"// {model.HintName}"));
}

/// <summary>A generator whose model knows where it stands: every edit above it is work.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LocatedGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ObsoleteAttribute, FakeModel>(
            (type, _, _, _) => new(type.Name, type.Locations[0].GetLineSpan().StartLinePosition.Line), (writer, model) => writer.Line($"// {model.HintName}"));
}

/// <summary>A generator whose model knows nothing: no edit reaches it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DeafGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ObsoleteAttribute, FakeModel>((_, _, _, _) => new("Same", 0), (writer, model) => writer.Line($"// {model.HintName}"));
}

/// <summary>A generator that says something else each time.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FickleGenerator : IIncrementalGenerator
{
    int times;

    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ObsoleteAttribute, FakeModel>((type, _, _, _) => new(type.Name, 0), (writer, model) => writer.Line($"// {model.HintName} {times++}"));
}

/// <summary>What the fakes refuse.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FakeRules(params string[] ids) : DiagnosticAnalyzer
{
    public FakeRules() : this("PYG9901")
    {
    }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. ids.Select(id => new DiagnosticDescriptor(id, "Refused", "Refused", "Fake", DiagnosticSeverity.Error, true, helpLinkUri: Handbook.PageOfGenerator("Fake", id)))];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
    }
}
