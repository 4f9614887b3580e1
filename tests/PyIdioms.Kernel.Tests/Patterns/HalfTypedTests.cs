using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests.Patterns;

/// <summary>Matches that do not compile: they are read, and an arm that compares a number with a text handles nothing.</summary>
public class HalfTypedTests
{
    [Theory]
    [InlineData("Code", "\"is\"")]
    [InlineData("Code", "\"is\" => 1")]
    [InlineData("int", "\"is\" => 1")]
    [InlineData("string", "1 => 1")]
    [InlineData("Code?", "not \"is\" => 1, 2 => 3")]
    [InlineData("bool", "\"is\" or true => 1")]
    public void ANumberIsNoText(string type, string arms)
    {
        var compilation = Workbench.Compile($"enum Code {{ A, B }} static class Uses {{ static int M({type} x) => x switch {{ {arms}");
        var tree = compilation.SyntaxTrees[0];
        var match = (ISwitchExpressionOperation)compilation.GetSemanticModel(tree).GetOperation(tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<SwitchExpressionSyntax>().Single(), TestContext.Current.CancellationToken)!;
        var spaces = new SpaceOf(ClosedTypes.Of(compilation));
        var input = Place.Input(match.Value.Type!);
        var reader = new PatternReader(compilation);

        var solved = new Usefulness([.. match.Arms.Select(arm => new Row(reader.Read(arm.Pattern, input), false))], input, spaces.Of(input), spaces);

        Assert.True(solved.IsComplete);
        Assert.NotEmpty(solved.Missing);
    }
}
