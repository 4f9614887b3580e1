using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.TestKit;
using Engine = PyIdioms.Kernel.Flow.Flow;

namespace PyIdioms.Kernel.Tests;

/// <summary>The engine under a small domain whose answers are known: which values a variable may have where the graph ends.</summary>
public class FlowTests
{
    [Theory]
    [InlineData("x = 1;", "1", "never")]
    [InlineData("if (c) x = 1;", "0,1", "never")]
    [InlineData("if (c) x = 1; else x = 2;", "1,2", "never")]
    [InlineData("if (c) { x = 1; return; } x = 2;", "1,2", "never")]
    [InlineData("if (c) x = 1; if (x == 1) { while (true) y = 1; }", "0", "never")]
    [InlineData("while (c) x = 1;", "0,1", "never")]
    [InlineData("while (true) { x = 1; if (c) return; }", "1", "never")]
    [InlineData("while (true) x = 1;", "never", "never")]
    [InlineData("for (;;) { x = 1; if (c) break; x = 2; }", "1", "never")]
    [InlineData("do x = 1; while (c);", "1", "never")]
    [InlineData("while (c) { if (o == null) continue; x = 1; }", "0,1", "never")]
    [InlineData("switch (y) { case 1: x = 1; break; case 2: x = 2; break; }", "0,1,2", "never")]
    [InlineData("switch (y) { case 1: x = 1; break; default: x = 2; break; }", "1,2", "never")]
    [InlineData("x = 1; goto end; end: y = 1;", "1", "never")]
    [InlineData("F(); x = 1;", "1", "0")]
    [InlineData("x = 1; throw new Exception();", "never", "1")]
    [InlineData("try { F(); x = 1; } catch { x = 2; }", "1,2", "never")]
    [InlineData("try { x = 1; F(); x = 2; } finally { y = 1; }", "2", "1")]
    [InlineData("try { x = 1; F(); x = 2; } finally { F(); }", "2", "1,2")]
    [InlineData("try { if (c) { x = 1; return; } x = 2; F(); } finally { y = 1; }", "1,2", "2")]
    [InlineData("try { x = 1; throw new Exception(); } catch (InvalidOperationException) { x = 2; }", "2", "1")]
    [InlineData("try { x = 1; F(); } catch (Exception) { x = 2; throw; }", "1", "2")]
    [InlineData("try { x = 1; F(); } catch (Exception) { x = 2; throw new Exception(); } finally { y = 1; }", "1", "2")]
    [InlineData("try { x = 1; F(); x = 3; } catch (Exception) when (x == 2) { x = 4; }", "3", "1")]
    [InlineData("try { x = 1; F(); x = 3; } catch (Exception) when (x == 1) { x = 4; }", "3,4", "1")]
    [InlineData("try { try { x = 1; F(); x = 5; } finally { x = 2; } } catch (Exception) when (x == 1) { y = 1; }", "1,2", "2")]
    [InlineData("try { try { x = 1; return; } finally { x = 2; } } finally { x = 3; }", "3", "never")]
    [InlineData("try { try { x = 1; F(); } finally { x = 2; } } catch { y = 1; }", "2", "never")]
    [InlineData("try { try { x = 1; F(); x = 4; } finally { y = 2; } } catch { x = 3; }", "3,4", "never")]
    [InlineData("while (c) { try { x = 1; break; } finally { y = 1; } }", "0,1", "never")]
    [InlineData("while (c) { try { x = 1; continue; } finally { x = 2; } }", "0,2", "never")]
    [InlineData("try { x = 1; goto end; } finally { x = 2; } end: y = 1;", "2", "never")]
    [InlineData("using (D()) { x = 1; F(); x = 2; }", "2", "0,1,2")]
    [InlineData("lock (o!) { x = 1; }", "1", "0,1")]
    [InlineData("foreach (var item in new[] { 5, 6 }) x = 1;", "0,1", "0,1")]
    [InlineData("_ = c ? (x = 1) : (x = 2);", "1,2", "never")]
    [InlineData("_ = o ?? (object)(x = 1);", "0,1", "never")]
    [InlineData("_ = c && (x = 1) > 0;", "0,1", "never")]
    [InlineData("_ = c || (x = 1) > 0;", "0,1", "never")]
    [InlineData("Action later = () => { x = 1; };", "0", "never")]
    [InlineData("void Later() { x = 1; }", "0", "never")]
    public void Reaches(string body, string exit, string thrown)
    {
        var result = Engine.Run(GraphOf(body), new Values(), CancellationToken.None);
        Assert.True(result.Complete);
        Assert.Equal(exit, result.TryGetExit(out var ends) ? string.Join(",", ends) : "never");
        Assert.Equal(thrown, result.TryGetThrown(out var leaves) ? string.Join(",", leaves) : "never");
    }

    [Fact]
    public void ASpentBudgetIsSaid() => Assert.False(Engine.Run(GraphOf("while (c) x = 1;"), new Values(), CancellationToken.None, budget: 1).Complete);

    [Fact]
    public void ALambdaHasItsOwnGraph()
    {
        var graph = GraphOf("Action later = () => { int own = 1; void Deeper() { x = own; } Deeper(); };");
        var nested = graph.Nested(CancellationToken.None).ToArray();
        Assert.Equal(2, nested.Length);
        Assert.All(nested, inner => Assert.True(Engine.Run(inner, new Values(), CancellationToken.None).Complete));
        Assert.Contains(graph.Captured(CancellationToken.None), symbol => symbol.Name == "x");
    }

    internal static ControlFlowGraph GraphOf(string body)
    {
        var compilation = CompilationOf(body);
        var tree = compilation.SyntaxTrees[0];
        return ControlFlowGraph.Create(tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Last(), compilation.GetSemanticModel(tree))!;
    }

    internal static Microsoft.CodeAnalysis.CSharp.CSharpCompilation CompilationOf(string body) => Workbench.Compile($$"""
            class Example
            {
                static void F() { }
                static IDisposable D() => null!;
                static void Member(bool c, object? o, int y) { int x = 0; {{body}} }
            }
            """);

    /// <summary>The values that <c>x</c> may have.</summary>
    public sealed class Values : Domain<ImmutableSortedSet<int>>
    {
        public override ImmutableSortedSet<int> Start(ControlFlowGraph graph) => [];

        public override ImmutableSortedSet<int> Join(ImmutableSortedSet<int> left, ImmutableSortedSet<int> right) => left.Union(right);

        public override bool Same(ImmutableSortedSet<int> left, ImmutableSortedSet<int> right) => left.SetEquals(right);

        public override ImmutableSortedSet<int> Transfer(ImmutableSortedSet<int> state, IOperation operation)
        {
            foreach (var part in operation.InOrder())
            {
                if (part is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local.Name: "x" }, Value.ConstantValue: { HasValue: true, Value: int value } }) state = [value];
            }
            return state;
        }

        public override bool Assume(ref ImmutableSortedSet<int> state, IOperation condition, bool holds)
        {
            if (condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: ILocalReferenceOperation { Local.Name: "x" }, RightOperand.ConstantValue: { HasValue: true, Value: int value } }) return true;
            state = holds ? state.Intersect([value]) : state.Remove(value);
            return !state.IsEmpty;
        }
    }
}
