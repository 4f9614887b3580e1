using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>A program with the package, compiled ahead of time to native code.</summary>
public class AotTests(Feed feed)
{
    public static IEnumerable<TheoryDataRow<string, string>> Programs() =>
        [
            new(Sources.Decorated, Sources.DecoratedOutput) { TestDisplayName = "decorated" },
            new(RuntimeSources.Code, RuntimeSources.Output) { TestDisplayName = "structured" },
            new(ObservedSources.Code, ObservedSources.Output) { TestDisplayName = "observed" },
            new(BusSources.Code, BusSources.Output) { TestDisplayName = "event bus" },
            new(ProfiledSources.Code, ProfiledSources.Output) { TestDisplayName = "profiled" },
            new(PatternedSources.Code, PatternedSources.Output) { TestDisplayName = "patterned" },
            new(EvaluatedSources.Code, EvaluatedSources.Output) { TestDisplayName = "evaluated" },
            new(ImportedSources.Code, ImportedSources.Output("Native")) { TestDisplayName = "imported" },
            new(BuiltSources.Code, BuiltSources.Output) { TestDisplayName = "built" },
            new(VectorSources.Code, VectorSources.Output) { TestDisplayName = "vectors" },
            new(ArraySources.Code, ArraySources.Output) { TestDisplayName = "arrays" },
        ];

    [Theory, MemberData(nameof(Programs))]
    public Task TheNativeProgramRuns(string source, string printed) => Runs("PyIdioms", source, printed);

    [Fact]
    public Task TheNativeProgramSpeaksToRedis() => Runs("PyIdioms.EventBus.Redis", TravellingSources.Code, TravellingSources.Output);

    [Fact]
    public Task TheNativeProgramHasTensors() => Runs("PyIdioms.Tensors", ArraySources.Tensors, ArraySources.TensorsOutput);

    async Task Runs(string package, string source, string printed)
    {
        using var yard = new Yard(feed);
        yard.Project("Native", [package], Sources.Program, source);
        Assert.Equal(printed, (await yard.RunNative("Native")).Succeeded().Output);
    }
}
