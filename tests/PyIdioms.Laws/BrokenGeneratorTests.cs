using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Fake;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Laws;

/// <summary>The laws about generators and assemblies can fail: fakes break each of them.</summary>
public class BrokenGeneratorTests
{
    const string Page = """
        # Fake

        ```csharp
        [Obsolete] public class Bird; // PYG9901
        ```

        ### PYG9901
        """;

    static House With(IIncrementalGenerator generator, params DiagnosticAnalyzer[] rules) =>
        (House.Here with { Catalog = new([.. rules], [], [generator]) }).With("docs/generators/Fake.md", Page);

    static void IsNoticed(Law law, House broken)
    {
        Assert.Empty(law(With(new SoundGenerator(), new FakeRules())));
        Assert.NotEmpty(law(broken));
    }

    [Fact]
    public void AModelThatKnowsItsLine() => IsNoticed(IncrementalLaws.AnUnrelatedEditIsFree, With(new LocatedGenerator()));

    [Fact]
    public void AModelThatHearsNothing() => IsNoticed(IncrementalLaws.ARelatedEditIsSeen, With(new DeafGenerator()));

    [Fact]
    public void TextThatChangesByItself() => IsNoticed(IncrementalLaws.OutputIsDeterministic, With(new FickleGenerator()));

    [Fact]
    public void ARefusalThatIsNotExplained() => IsNoticed(GeneratorLaws.RefusalsAreExplained, With(new SoundGenerator(), new FakeRules("PYG9902")));

    [Fact]
    public void ARefusalThatIsNotShown() => IsNoticed(GeneratorLaws.RefusalsAreShown, With(new SoundGenerator(), new FakeRules("PYG9902")));

    [Fact]
    public void TwoNumbersForOneGenerator() => IsNoticed(GeneratorLaws.RefusalsAreNumberedByGenerator, With(new SoundGenerator(), new FakeRules("PYG9901", "PYG9801")));

    sealed record Plain(string Name, EquatableArray<Part> Parts, DayOfWeek? Day, (int, bool) Pair);

    sealed record Part(string Name);

    sealed record HoldsASymbol(ISymbol Symbol);

    sealed record HoldsANodeFarDown(EquatableArray<Deep> Parts);

    sealed record Deep(SyntaxToken Token);

    sealed record HoldsAList(List<string> Names);

    record Open(string Name);

    sealed class NoRecord;

    [Fact]
    public void ModelsThatAreNotPlainData()
    {
        Assert.Empty(PlainData.Violations(typeof(Plain)));
        Assert.All([typeof(HoldsASymbol), typeof(HoldsANodeFarDown), typeof(HoldsAList), typeof(Open), typeof(NoRecord)], type => Assert.NotEmpty(PlainData.Violations(type)));
    }

    [Theory]
    [InlineData("PyIdioms.Analyzers", "Microsoft.CodeAnalysis", "5.9.0.0")]
    [InlineData("PyIdioms.Analyzers", "Microsoft.CodeAnalysis.Workspaces", "5.0.0.0")]
    [InlineData("PyIdioms.Kernel", "PyIdioms", "0.1.0.0")]
    [InlineData("PyIdioms.Generators", "PyIdioms.Analyzers", "0.1.0.0")]
    [InlineData("PyIdioms.Generators", "System.Collections.Immutable", "10.0.0.0")]
    [InlineData("PyIdioms.Generators", "Newtonsoft.Json", "13.0.0.0")]
    public void AnAssemblyThatTheHouseDoesNotKnow(string name, string other, string version)
    {
        Assert.Empty(AssemblyLaws.WhatTheCompilerLoadsFollowsTheArrows(House.Here));
        Assert.NotEmpty(AssemblyLaws.Judge(name, [(other, new Version(version))]));
    }
}
