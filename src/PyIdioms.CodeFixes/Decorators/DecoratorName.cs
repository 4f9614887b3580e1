using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Decorators;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>How a decorator is named at a place: shortly where that is clear, with an import where one makes it so.</summary>
sealed class DecoratorName(Draft draft, TextEdits edits, int position)
{
    public string Of(INamedTypeSymbol decorator)
    {
        var name = Fit.NameOf(decorator);
        var found = draft.Model.LookupNamespacesAndTypes(position, name: decorator.Name).Concat(draft.Model.LookupNamespacesAndTypes(position, name: name)).OfType<INamedTypeSymbol>().Where(IsAttribute).ToList();
        if (found.Count > 0 && found.All(type => Same(type, decorator))) return name;
        if (found.Count > 0 || decorator.ContainingType is not null || decorator.ContainingNamespace.IsGlobalNamespace || IsSpoiledBy(decorator.ContainingNamespace))
        {
            var full = decorator.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            return full.Substring(0, full.Length - decorator.Name.Length) + name;
        }
        edits.Import(draft.Root, draft.Model, position, decorator.Name, decorator.ContainingNamespace.ToDisplayString());
        return name;
    }

    /// <summary>Whether a name of the file would mean two things once a namespace is imported.</summary>
    bool IsSpoiledBy(INamespaceSymbol space)
    {
        var names = new HashSet<string>(draft.Root.DescendantNodes().OfType<SimpleNameSyntax>().Select(static n => n.Identifier.ValueText));
        return space.GetTypeMembers().Any(type => names.Contains(type.Name) && !draft.Model.LookupNamespacesAndTypes(position, name: type.Name).IsEmpty);
    }

    static bool IsAttribute(INamedTypeSymbol type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor is { Name: nameof(Attribute), ContainingNamespace.Name: nameof(System) }) return true;
        }
        return false;
    }

    static bool Same(ISymbol mine, ISymbol its) => SymbolEqualityComparer.Default.Equals(mine, its);
}
