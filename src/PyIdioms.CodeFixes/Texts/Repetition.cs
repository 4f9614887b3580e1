using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes.Texts;

/// <summary>Loops: what is added to an object in one is added again and again, unless the object is made there.</summary>
static class Repetition
{
    public static bool IsAround(SyntaxNode statement, IdentifierNameSyntax root, SemanticModel model)
    {
        var declaration = model.GetSymbolInfo(root).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference, ..] } ? reference.GetSyntax() : null;
        return statement.Ancestors().TakeWhile(n => n is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(n => n is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax && (declaration is null || !n.Span.Contains(declaration.Span)));
    }
}
