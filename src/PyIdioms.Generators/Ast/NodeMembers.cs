using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ast;

/// <summary>What a node holds: the properties and fields that anyone in the assembly can read and that store something.</summary>
static class NodeMembers
{
    /// <summary>They and their symbols, those of bases first.</summary>
    public static List<(ISymbol Symbol, AstMember Member)> Of(INamedTypeSymbol node, INamedTypeSymbol root)
    {
        var found = new List<(ISymbol Symbol, AstMember Member)>();
        var chain = new Stack<INamedTypeSymbol>();
        for (var type = node; type is { SpecialType: SpecialType.None }; type = type.BaseType) chain.Push(type);
        foreach (var type in chain)
        {
            foreach (var member in type.GetMembers())
            {
                if (!Stores(member, type) || TypeOf(member) is not { } held) continue;
                // An override, or a property that hides another, stands where the first did.
                var at = found.FindIndex(f => f.Symbol.Name == member.Name);
                var read = Read(member.Name, held, root);
                if (at < 0) found.Add((member, read));
                else found[at] = (member, read);
            }
        }
        return found;
    }

    public static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    static bool Stores(ISymbol member, INamedTypeSymbol type)
    {
        if (member.IsStatic || member.Name.Length == 0 || member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)) return false;
        return member switch
        {
            IFieldSymbol field => !field.IsImplicitlyDeclared && !field.IsFixedSizeBuffer && field.Type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol),
            IPropertySymbol { IsIndexer: false, GetMethod: not null, ReturnsByRef: false, ReturnsByRefReadonly: false } property =>
                type.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property)),
            _ => false,
        };
    }

    static AstMember Read(string name, ITypeSymbol type, INamedTypeSymbol root)
    {
        var mayBeNull = type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (IsNode(type, root)) return new(name, AstMemberKind.Child, Named(type), IsRoot(type, root), mayBeNull);
        var (element, sequence) = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => (array.ElementType, AstSequence.Array),
            INamedTypeSymbol { Name: "ImmutableArray", TypeArguments: [var item], ContainingNamespace.Name: "Immutable" } => (item, AstSequence.ImmutableArray),
            INamedTypeSymbol { Name: "List", TypeArguments: [var item], ContainingNamespace.Name: "Generic" } => (item, AstSequence.List),
            _ => (ItemOf(type), AstSequence.Other),
        };
        return element is not null && IsNode(element, root) ? new(name, AstMemberKind.Children, Named(element), IsRoot(element, root), mayBeNull && !type.IsValueType, sequence) : new(name, AstMemberKind.Value, Sequence: sequence);
    }

    static string Named(ITypeSymbol type) => TypeName.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    static bool IsRoot(ITypeSymbol type, INamedTypeSymbol root) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, root);

    public static bool IsNode(ITypeSymbol type, INamedTypeSymbol root)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (IsRoot(at, root)) return true;
        }
        return false;
    }

    /// <summary>What an enumerable has; null of what is none, or of several.</summary>
    static ITypeSymbol? ItemOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String || type is not INamedTypeSymbol) return null;
        var items = type.AllInterfaces.Concat([(INamedTypeSymbol)type]).Where(static i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T).Select(static i => i.TypeArguments[0]).ToList();
        return items is [var only] ? only : null;
    }
}
