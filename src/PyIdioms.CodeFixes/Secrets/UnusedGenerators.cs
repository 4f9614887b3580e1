using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes.Secrets;

/// <summary>Generators that nothing draws from any more: locals that were made for the calls that are gone.</summary>
static class UnusedGenerators
{
    /// <summary>The declarations that go with the calls.</summary>
    public static IEnumerable<LocalDeclarationStatementSyntax> Of(IReadOnlyCollection<InvocationExpressionSyntax> gone, SemanticModel model, CancellationToken cancel)
    {
        var receivers = gone.Select(c => c.Expression).OfType<MemberAccessExpressionSyntax>().Select(a => a.Expression).OfType<IdentifierNameSyntax>().ToLookup(n => n.Identifier.ValueText);
        foreach (var local in receivers.SelectMany(r => r).Select(n => model.GetSymbolInfo(n, cancel).Symbol).OfType<ILocalSymbol>().Distinct<ILocalSymbol>(SymbolEqualityComparer.Default))
        {
            if (local.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax or MemberAccessExpressionSyntax, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration }) continue;
            if (declaration.Parent is not { } scope) continue;
            var uses = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancel).Symbol, local));
            if (uses.All(receivers[local.Name].Contains)) yield return declaration;
        }
    }
}
