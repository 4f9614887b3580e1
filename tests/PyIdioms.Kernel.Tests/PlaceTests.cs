using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests;

public class PlaceTests
{
    static readonly ImmutableDictionary<string, IOperation> Parts = PartsOf("""
        _ = a; _ = b; _ = a.next; _ = a.next.next; _ = b.next; _ = a.Other; _ = this.next; _ = this; _ = shared; _ = shared.next; _ = parameter; _ = parameter.next;
        _ = pair.first; _ = pair.Item1; _ = pair.second; _ = pair.Item2; _ = (object)a; _ = a!; _ = ((a)); _ = number; _ = (long)number; _ = a.ToString(); _ = items[0]; _ = parameter.Other.next;
        """);

    static readonly Place[] All = [.. Parts.Values.Select(Place.Of).OfType<Place>()];
    static readonly Gen<Place> Places = Gen.Int[0, All.Length - 1].Select(i => All[i]);

    [Fact]
    public void EqualityIsAnEquivalenceAndHashesFollow() => Gen.Select(Places, Places, Places).Sample((p, q, r) =>
        p.Equals(p) && p.Equals(q) == q.Equals(p) && (!p.Equals(q) || !q.Equals(r) || p.Equals(r)) && (!p.Equals(q) || p.GetHashCode() == q.GetHashCode()) && p.Equals((object)q) == p.Equals(q), iter: 5_000);

    [Fact]
    public void BeingChangedIsAPartialOrder() => Gen.Select(Places, Places, Places).Sample((p, q, r) =>
        p.IsChangedBy(p) && (!p.IsChangedBy(q) || !q.IsChangedBy(p) || p.Equals(q)) && (!p.IsChangedBy(q) || !q.IsChangedBy(r) || p.IsChangedBy(r)), iter: 5_000);

    [Fact]
    public void MembersAreChangedByTheirOwner() => Gen.Select(Places, Places).Where((_, q) => !q.Path.IsEmpty).Sample((p, q) =>
    {
        var member = p.Member(q.Path[^1]);
        return member.IsChangedBy(p) && !p.IsChangedBy(member) && !member.Equals(p) && member.Path.Length == p.Path.Length + 1;
    });

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "a.next", false)]
    [InlineData("a.next", "a", true)]
    [InlineData("a.next.next", "a", true)]
    [InlineData("a.next.next", "a.next", true)]
    [InlineData("a.next", "a.next.next", false)]
    [InlineData("a.next", "b.next", false)]
    [InlineData("a.next", "a.Other", false)]
    [InlineData("this.next", "a.next", false)]
    [InlineData("shared.next", "shared", true)]
    [InlineData("shared", "this.next", false)]
    [InlineData("parameter.Other.next", "parameter", true)]
    [InlineData("pair.first", "pair.Item1", true)]
    [InlineData("pair.Item1", "pair.first", true)]
    [InlineData("pair.second", "pair.Item1", false)]
    [InlineData("(object)a", "a", true)]
    [InlineData("((a))", "a!", true)]
    public void IsChangedBy(string read, string written, bool changed) => Assert.Equal(changed, Place.Of(Parts[read])!.IsChangedBy(Place.Of(Parts[written])!));

    [Theory, InlineData("a.ToString()"), InlineData("items[0]"), InlineData("(long)number")]
    public void ComputedValuesHaveNone(string expression) => Assert.Null(Place.Of(Parts[expression]));

    [Theory]
    [InlineData("a", true), InlineData("parameter", true), InlineData("a.next", false), InlineData("this", false), InlineData("shared", false)]
    public void OnlyLocalsParametersAndTemporariesAreVariables(string expression, bool isVariable) => Assert.Equal(isVariable, Place.Of(Parts[expression])!.IsVariable);

    [Fact]
    public void TemporariesAreDistinctAndStandForWhatTheyWereMadeFrom()
    {
        var graph = GraphOf("a.next ??= b; items.Add(parameter ?? a); _ = number > 0 ? a : b;");
        var captures = new Captures(graph);
        var made = graph.Blocks.SelectMany(g => g.Operations).OfType<IFlowCaptureOperation>().ToArray();
        Assert.True(made.Length >= 4);
        foreach (var one in made)
        {
            Assert.True(Place.Of(one.Id).IsCapture && Place.Of(one.Id).IsVariable);
            Assert.All(made, other => Assert.Equal(one.Id.Equals(other.Id), Place.Of(one.Id).Equals(Place.Of(other.Id))));
        }
        var writes = graph.Blocks.SelectMany(g => g.Operations).SelectMany(o => o.InOrder()).SelectMany(o => Writes.Of(o, captures)).Select(w => w.Place).Where(p => !p.IsCapture && p.Root?.Name != "pair");
        Assert.Equal([Place.Of(Parts["a.next"])!.ToString()], writes.Select(p => p.ToString()));
        var references = graph.Blocks.SelectMany(g => g.Operations).SelectMany(o => o.InOrder()).OfType<IFlowCaptureReferenceOperation>().ToArray();
        Assert.Contains("items", references.Select(r => Place.Of(r, captures)!.ToString()));
        Assert.Contains(references, r => Place.Of(r, captures)!.IsCapture);
    }

    /// <summary>The expressions that a body discards, by their text.</summary>
    internal static ImmutableDictionary<string, IOperation> PartsOf(string body) => GraphOf(body).OriginalOperation.Descendants().OfType<ISimpleAssignmentOperation>()
        .Where(a => a.Target is IDiscardOperation).ToImmutableDictionary(a => ((AssignmentExpressionSyntax)a.Syntax).Right.ToString(), a => Bare(a));

    /// <summary>Without the conversion to the discard's type, which the source does not say.</summary>
    static IOperation Bare(ISimpleAssignmentOperation assignment) => assignment.Value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : assignment.Value;

    internal static ControlFlowGraph GraphOf(string body)
    {
        var compilation = Workbench.Compile($$"""
            class Node
            {
                public Node next = null!;
                public Node Other { get; set; } = null!;
                public volatile int moving;
                static Node shared = null!;

                void Member(Node a, Node b, Node parameter, int number, int other, string text, bool flag, bool? maybe, object thing, System.Text.StringBuilder builder, DateTime time, List<Node> items)
                {
                    (Node first, int second) pair = default;
                    {{body}}
                }
            }
            """);
        var tree = compilation.SyntaxTrees[0];
        return ControlFlowGraph.Create(tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last(), compilation.GetSemanticModel(tree))!;
    }
}
