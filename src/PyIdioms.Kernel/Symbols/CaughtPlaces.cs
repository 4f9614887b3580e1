using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Symbols;

/// <summary>In which catch or finally code runs: lambdas and local functions inside run some other time.</summary>
public static class CaughtPlaces
{
    /// <summary>The innermost catch whose block a node runs in.</summary>
    public static CatchClauseSyntax? CatchAround(SyntaxNode node)
    {
        for (var at = node; at.Parent is { } parent && !IsFunction(parent); at = parent)
        {
            if (parent is CatchClauseSyntax handler && handler.Block == at) return handler;
        }
        return null;
    }

    /// <summary>The innermost finally that a node runs in.</summary>
    public static FinallyClauseSyntax? FinallyAround(SyntaxNode node)
    {
        for (var at = node; at.Parent is { } parent && !IsFunction(parent); at = parent)
        {
            if (parent is FinallyClauseSyntax ending) return ending;
        }
        return null;
    }

    /// <summary>What runs where a node runs: without the bodies of lambdas and local functions.</summary>
    public static IEnumerable<SyntaxNode> RunsIn(SyntaxNode node) => node.DescendantNodesAndSelf(n => n == node || !IsFunction(n)).Where(n => n == node || !IsFunction(n));

    /// <summary>What runs when a function is called.</summary>
    public static IEnumerable<SyntaxNode> RunsInBody(SyntaxNode function) => function.ChildNodes().Where(n => n is BlockSyntax or ArrowExpressionClauseSyntax or ExpressionSyntax).SelectMany(RunsIn);

    public static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax;
}
