using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>What every generator writes stands in the strictest house, and so does a program that uses the runtime types.</summary>
public class StrictCodeTests(Feed feed)
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Programs() =>
        [
            new("PyIdioms", RuntimeSources.Code, RuntimeSources.Output) { TestDisplayName = "structured" },
            new("PyIdioms", ObservedSources.Code, ObservedSources.Output) { TestDisplayName = "observed" },
            new("PyIdioms", ProfiledSources.Code, ProfiledSources.Output) { TestDisplayName = "profiled" },
            new("PyIdioms", ShapedSources.Code, ShapedSources.Output) { TestDisplayName = "shaped" },
            new("PyIdioms", PatternedSources.Code, PatternedSources.Output) { TestDisplayName = "patterned" },
            new("PyIdioms", VectorSources.Code, VectorSources.Output) { TestDisplayName = "vectors" },
            new("PyIdioms", ArraySources.Code, ArraySources.Output) { TestDisplayName = "arrays" },
            new("PyIdioms.Tensors", ArraySources.Tensors, ArraySources.TensorsOutput) { TestDisplayName = "tensors" },
            new("PyIdioms", EvaluatedSources.Code, EvaluatedSources.Output) { TestDisplayName = "evaluated" },
            new("PyIdioms", BuiltSources.Code, BuiltSources.Output) { TestDisplayName = "built" },
            new("PyIdioms", ImportedSources.Code, ImportedSources.Output("Strict")) { TestDisplayName = "imported" },
            new("PyIdioms", ModuleSources.Code, ModuleSources.Output) { TestDisplayName = "modules" },
            new("PyIdioms", BusSources.Code, BusSources.Output) { TestDisplayName = "bus" },
            new("PyIdioms.Gpu", KernelSources.Code, KernelSources.Output) { TestDisplayName = "kernels" },
            new("PyIdioms.EventBus.Redis", TravellingSources.Code, TravellingSources.Output) { TestDisplayName = "travelling" },
        ];

    [Theory, MemberData(nameof(Programs))]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors(string package, string source, string printed)
    {
        using var yard = new Yard(feed);
        yard.Project("Strict", [package], Sources.Program + GeneratedCodeTests.Strict, source);

        Assert.Empty((await yard.Build("Strict")).Succeeded().Remarks);
        Assert.Equal(printed, (await yard.Run("Strict")).Succeeded().Output);
    }
}
