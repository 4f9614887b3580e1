using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>What stands before a method's body: its attributes, its modifiers and its signature.</summary>
sealed class MethodHead(MethodDeclarationSyntax declaration)
{
    public MethodDeclarationSyntax Declaration => declaration;

    /// <summary>The method whose signature has a caret or a selection; null where there is none, or one that is not finished.</summary>
    public static MethodHead? At(SyntaxNode root, TextSpan span)
    {
        var declaration = root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        if (declaration is null or { ContainsDiagnostics: true } || declaration.Identifier.ValueText.Length == 0 || declaration.Parent is not TypeDeclarationSyntax) return null;
        var head = new MethodHead(declaration);
        return TextSpan.FromBounds(head.Modifiers.Start, declaration.ParameterList.Span.End).Contains(span) && head.IsPlain ? head : null;
    }

    public IMethodSymbol? SymbolIn(SemanticModel model, CancellationToken cancel) => model.GetDeclaredSymbol(declaration, cancel) as IMethodSymbol;

    /// <summary>From the first modifier, where there is one, to the return type.</summary>
    public TextSpan Modifiers => TextSpan.FromBounds(declaration.Modifiers.Count > 0 ? declaration.Modifiers[0].SpanStart : declaration.ReturnType.SpanStart, declaration.ReturnType.SpanStart);

    /// <summary>Where the signature ends.</summary>
    public int End => declaration.ConstraintClauses.Count > 0 ? declaration.ConstraintClauses.Last().Span.End : declaration.ParameterList.Span.End;

    public bool HasBody => declaration.Body is not null || declaration.ExpressionBody is not null;

    /// <summary>What follows the signature.</summary>
    public TextSpan Body => TextSpan.FromBounds(End, declaration.Span.End);

    public bool Has(SyntaxKind modifier) => declaration.Modifiers.Any(modifier);

    public bool HasAccessibility => declaration.Modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword);

    /// <summary>Whether the head is one text whatever is defined, with nothing but space between its modifiers.</summary>
    bool IsPlain =>
        !declaration.DescendantTrivia(TextSpan.FromBounds(declaration.SpanStart, End), descendIntoTrivia: false).Any(t => t.IsDirective && t.SpanStart >= declaration.SpanStart && t.SpanStart < End)
        && declaration.Modifiers.All(static m => m.TrailingTrivia.All(IsSpace))
        && declaration.Modifiers.Skip(1).All(static m => m.LeadingTrivia.All(IsSpace))
        && (declaration.Modifiers.Count == 0 || declaration.ReturnType.GetLeadingTrivia().All(IsSpace));

    static bool IsSpace(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia;
}
