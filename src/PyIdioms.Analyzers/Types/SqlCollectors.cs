using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>Builders that an object keeps to collect the SQL of others: they begin empty, and the type itself puts no words into them.</summary>
static class SqlCollectors
{
    public static bool Have(Origin part) => part is { Kind: OriginKind.Member, Before.Length: 0, After: null or [], Symbol: IFieldSymbol { Type.Name: "StringBuilder", DeclaringSyntaxReferences: [var declaration] } field }
        && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: [] } }
        && !field.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes()).OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == field.Name && TakesWords(n));

    /// <summary>builder.Append(" WHERE ").Append(…): a word of the type's own among what one statement appends.</summary>
    static bool TakesWords(IdentifierNameSyntax builder)
    {
        SyntaxNode call = builder;
        while (call.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax || call.Parent is ArgumentSyntax && call == builder) call = call.Parent;
        return call.DescendantTokens().Any(t => t.Value is string text && text.Any(char.IsLetter) && t.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax);
    }
}
