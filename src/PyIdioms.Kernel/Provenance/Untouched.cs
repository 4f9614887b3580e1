using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>A parameter that certainly holds what the method was called with: text that nothing was done with before, on a way that every call takes. To know its value nobody has to follow the body.</summary>
static class Untouched
{
    public static bool Is(IParameterReferenceOperation reference)
    {
        if (reference is not { Parameter: { RefKind: RefKind.None or RefKind.In, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor } } parameter, Syntax: IdentifierNameSyntax name }) return false;
        if (!parameter.Type.IsString() || BodyOf(name) is not { Parent: BaseMethodDeclarationSyntax method } body || parameter.DeclaringSyntaxReferences.All(r => r.SyntaxTree != method.SyntaxTree || !method.ParameterList.Span.Contains(r.Span))) return false;
        foreach (var token in body.DescendantTokens())
        {
            if (token.SpanStart >= name.SpanStart) return true;
            if (token.Kind() is SyntaxKind.ReturnKeyword or SyntaxKind.ThrowKeyword or SyntaxKind.YieldKeyword or SyntaxKind.GotoKeyword || token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == parameter.Name) return false;
        }
        return false;
    }

    /// <summary>The body that a place belongs to; null where the place may be passed by, or come to twice.</summary>
    static SyntaxNode? BodyOf(SyntaxNode place)
    {
        for (var at = place; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax when at.Parent is BaseMethodDeclarationSyntax: return at;
                case BlockSyntax or UsingStatementSyntax or LockStatementSyntax or FixedStatementSyntax or CheckedStatementSyntax or TryStatementSyntax: break;
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax or VariableDeclarationSyntax or VariableDeclaratorSyntax or EqualsValueClauseSyntax: break;
                case ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or InitializerExpressionSyntax or AwaitExpressionSyntax or ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax: break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression }: break;
                case NameSyntax: break;
                default: return null;
            }
        }
        return null;
    }
}
