using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary>Where something in a loop is set to itself and something behind it: <c>text = text + part</c>, by the text alone.</summary>
sealed class SelfAppends(SyntaxTree tree) : Words
{
    public override IEnumerable<int> In(WordIndex document)
    {
        foreach (var span in LoopSpans.Of(tree, default).All)
        {
            foreach (var node in tree.GetRoot().FindNode(span).DescendantNodes())
            {
                if (node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } assignment && Mentions(assignment.Right, NameOf(assignment.Left))) yield return assignment.SpanStart;
            }
        }
    }

    static bool Mentions(ExpressionSyntax value, string name) => value switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or ConditionalExpressionSyntax or InterpolatedStringExpressionSyntax or ParenthesizedExpressionSyntax => Names(value, name),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Concat" or "Format" } } => Names(value, name),
        _ => false,
    };

    static bool Names(SyntaxNode value, string name) => value.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name);

    static string NameOf(ExpressionSyntax target) => target switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        _ => ((IdentifierNameSyntax)target).Identifier.ValueText,
    };
}
