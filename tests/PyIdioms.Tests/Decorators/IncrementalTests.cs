using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Tests.Decorators;

/// <summary>An edit elsewhere reuses every step; an edit of a decorated method changes one type's file.</summary>
public class IncrementalTests
{
    const string First = "partial class A { [Timed] public partial int M(int x); int MCore(int x) => x; }";
    const string Second = "partial class B { [Retry] public partial int M(int x); int MCore(int x) => x; }";

    [Fact]
    public void AnUnrelatedEditReusesEveryStep()
    {
        var compilation = Generated.Compile(First, Second);
        var driver = Generated.Driver(track: true).RunGenerators(compilation);
        foreach (var edited in (CSharpCompilation[])[
            compilation.AddSyntaxTrees(Parse("class Elsewhere;", "E.cs")),
            Edit(compilation, 0, "class Above; " + First.Replace("=> x;", "=> x + 1;")),
            Edit(compilation, 0, "// A comment that moves every line.\n\n" + First)])
        {
            Assert.All(Outputs(driver.RunGenerators(edited)), o => Assert.True(o is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, o.ToString()));
        }
    }

    [Theory]
    [InlineData("partial class A { [Timed] public partial long M(int x); long MCore(int x) => x; }")]
    [InlineData("partial class A { [Timed, Retry] public partial int M(int x); int MCore(int x) => x; }")]
    [InlineData("partial class A { [Timed] public partial int M(int x); int NCore(int x) => x; }")]
    [InlineData("partial class A { [Timed] public partial int M(int y); int MCore(int x) => x; }")]
    [InlineData("partial class A { [Timed] internal partial int M(int x); int MCore(int x) => x; }")]
    public void ARelatedEditChangesOneModel(string edited)
    {
        var compilation = Generated.Compile(First, Second);
        var driver = Generated.Driver(track: true).RunGenerators(compilation).RunGenerators(Edit(compilation, 0, edited));
        var parsed = driver.GetRunResult().Results.Single().TrackedSteps[Pipeline.Parsed].SelectMany(s => s.Outputs).Select(o => o.Reason).ToList();
        Assert.Equal(1, parsed.Count(r => r == IncrementalStepRunReason.Modified));
        Assert.Equal(1, parsed.Count(r => r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    [Fact]
    public void ADecoratorsOwnEditReachesItsUses()
    {
        const string Use = "partial class A { [D] public partial int M(int x); int MCore(int x) => x; }";
        const string Hooks = "sealed class DAttribute : DecoratorAttribute, IHooks<int> { public int OnEnter(in CallSite s) => 1; public void OnExit(in CallSite s, ref int t, Exception? e) { } }";
        var compilation = Generated.Compile(Use, Hooks.Replace("IHooks<int>", "IDisposable"));
        var driver = Generated.Driver(track: true).RunGenerators(compilation);
        Assert.Contains("NotSupportedException", driver.GetRunResult().GeneratedTrees.Single().ToString());
        driver = driver.RunGenerators(Edit(compilation, 1, Hooks));
        Assert.Contains("OnEnter", driver.GetRunResult().GeneratedTrees.Single().ToString());
    }

    /// <summary>What a document that did not change says may depend on another: models are kept only as long as no declaration changes.</summary>
    [Theory]
    [InlineData("static class K { public const int N = 2; }", "static class K { public const int N = 3; }", "RetryAttribute(3)")]
    [InlineData("class R { } static class K { public const int N = 2; }", "struct R { } static class K { public const int N = 4; }", "RetryAttribute(4)")]
    [InlineData("static class K { public static int M() => 1; public const int N = 2; }", "static class K { public static int M() => 7; public const int N = 2; }", "RetryAttribute(2)")]
    public void AnEditElsewhereIsSeenWhereItMatters(string before, string after, string written)
    {
        var compilation = Generated.Compile("partial class A { [Retry(K.N)] public partial int M(int x); int MCore(int x) => x; }", before);
        var driver = Generated.Driver(track: true).RunGenerators(compilation);
        Assert.Contains("RetryAttribute(2)", driver.GetRunResult().GeneratedTrees.Single().ToString());
        var edited = Edit(compilation, 1, after);
        driver = driver.RunGenerators(edited);
        var text = driver.GetRunResult().GeneratedTrees.Single().ToString();
        Assert.Contains(written, text);
        Assert.Equal(Generated.Driver().RunGenerators(edited).GetRunResult().GeneratedTrees.Single().ToString(), text);
    }

    static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return result.TrackedOutputSteps.SelectMany(s => s.Value).Concat(result.TrackedSteps[Pipeline.Parsed]).SelectMany(s => s.Outputs).Select(o => o.Reason);
    }

    static CSharpCompilation Edit(CSharpCompilation compilation, int user, string text)
    {
        var old = compilation.SyntaxTrees.Single(t => t.FilePath == $"User{user}.cs");
        return compilation.ReplaceSyntaxTree(old, Parse(text, old.FilePath));
    }

    static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Generated.Options, path);
}
