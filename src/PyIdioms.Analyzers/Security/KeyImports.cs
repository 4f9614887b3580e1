using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Analyzers.Security;

/// <summary>Whether a key is taken over into an object that a field or property holds, anywhere in its type.</summary>
static class KeyImports
{
    public static bool Into(ISymbol member) => member.ContainingType.DeclaringSyntaxReferences.Any(type => type.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == member.Name && IsImport(name)));

    static bool IsImport(SimpleNameSyntax name)
    {
        SyntaxNode access = name.Parent is MemberAccessExpressionSyntax whole && whole.Name == name ? whole : name;
        return access.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Parent: InvocationExpressionSyntax } => WeakRsa.Imports(method),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "KeySize", Parent: AssignmentExpressionSyntax assignment } size => assignment.Left == size,
            ArgumentSyntax => true,
            _ => false,
        };
    }
}
