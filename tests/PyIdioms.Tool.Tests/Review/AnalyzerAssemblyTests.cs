using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

public sealed class AnalyzerAssemblyTests
{
    static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    [Fact]
    public void OnlyAnalyzersAreLeftOut()
    {
        using var ground = new Playground("analyzers");
        var broken = Path.Combine(ground.Write("broken.dll", "not an assembly").Root, "broken.dll");
        string[] kept = [broken, Beside("xunit.v3.core.dll"), Beside(Path.Combine("pack", "PyIdioms.Kernel.dll"))];

        Assert.Equal(kept, AnalyzerAssembly.NeededToCompile([.. kept, Beside("PyIdioms.Tool.TestRules.dll")]));
    }
}
