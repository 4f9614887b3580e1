using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests.Patterns;

/// <summary>Shapes of matches whose cases are exponentially many: they end, and where the steps are spent nothing is said.</summary>
public class BudgetTests
{
    /// <summary>Each arm asks two neighbours: (true, true, _, …), (_, true, true, …): what is left are all rows without two in a row.</summary>
    [Fact]
    public void Neighbours_of_many_flags_spend_the_budget() => Assert.False(Solve("bool", 30, i => $"({Row(30, i, "true", "true")})", 29).IsComplete);

    /// <summary>What is left are all rows with an even number of trues in pairs.</summary>
    [Fact]
    public void Pairs_of_many_flags_spend_the_budget() => Assert.False(Solve("bool", 30, i => $"({Row(30, 2 * i, "true", "false")})", 15).IsComplete);

    /// <summary>A diagonal: each arm asks one more place, and one case is left. Linear, and has to be solved.</summary>
    [Fact]
    public void A_diagonal_is_solved()
    {
        var solved = Solve("bool", 30, i => $"({string.Join(", ", Enumerable.Range(0, 30).Select(j => j < i ? "false" : j == i ? "true" : "_"))})", 30);
        Assert.True(solved.IsComplete);
        Assert.Single(solved.Missing);
    }

    /// <summary>Half-open intervals of numbers in two dimensions.</summary>
    [Fact]
    public void Steps_of_numbers_are_solved()
    {
        var solved = Solve("int", 2, i => $"(< {i}, > {i})", 25);
        Assert.True(solved.IsComplete);
        Assert.NotEmpty(solved.Missing);
    }

    static string Row(int count, int at, string first, string second) => string.Join(", ", Enumerable.Range(0, count).Select(j => j == at ? first : j == at + 1 ? second : "_"));

    static Usefulness Solve(string type, int count, Func<int, string> arm, int arms)
    {
        var tuple = "(" + string.Join(", ", Enumerable.Repeat(type, count)) + ")";
        var pattern = string.Join(" or ", Enumerable.Range(0, arms).Select(arm));
        var compilation = Workbench.Compile($"static class Uses {{ static bool M({tuple} x) => x is {pattern}; }}");
        var tree = compilation.SyntaxTrees[0];
        var match = (IIsPatternOperation)compilation.GetSemanticModel(tree).GetOperation(tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<IsPatternExpressionSyntax>().Single(), TestContext.Current.CancellationToken)!;
        var spaces = new SpaceOf(ClosedTypes.Of(compilation));
        var input = Place.Input(match.Value.Type!);
        return new([new(new PatternReader(compilation).Read(match.Pattern, input), false)], input, spaces.Of(input), spaces);
    }
}
