using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.CudaJit;

/// <summary>The end of a thread within the loop over all of them.</summary>
static class Leaving
{
    /// <summary>Makes each <c>return</c> a jump to a label. Says whether there is one.</summary>
    public static bool Write(IEnumerable<SyntaxNode> statements, TokenEdits edits, string label)
    {
        var any = false;
        foreach (var end in statements.SelectMany(Of))
        {
            edits.Replace(end.ReturnKeyword, $"goto {label}");
            any = true;
        }
        return any;
    }

    /// <summary>Those of the kernel, not of its functions.</summary>
    public static IEnumerable<ReturnStatementSyntax> Of(SyntaxNode node) =>
        node.DescendantNodesAndSelf(static n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ReturnStatementSyntax>();
}
