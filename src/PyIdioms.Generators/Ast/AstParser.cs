using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Generators.Ast;

/// <summary>Reads an [Ast]: its root and the nodes below it.</summary>
static class AstParser
{
    static readonly string[] Reserved = ["Visitor", "Transformer", "Children", "Walk", "Dump"];

    public static AstModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { TypeKind: TypeKind.Class, Name.Length: > 0 } root) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (ProblemOf(root) is { } problem) report(AstRules.Shape, place, root.Name, problem);
        else if (PartialMembers.WholeOne(root) is { } whole) report(AstRules.NotPartial, place, whole.Name, "[Ast]");
        else if (TakenName(root) is { } taken) report(AstRules.NameTaken, taken.Locations[0], taken.Name, root.Name);
        else if (NodesOf(root, compilation, report, cancel) is { } nodes)
        {
            if (nodes.Count > 0) return Read(root, nodes);
            report(AstRules.NoNodes, place, root.Name);
        }
        return null;
    }

    static AstModel Read(INamedTypeSymbol root, List<AstNode> nodes)
    {
        var closing = Closing.Of(root, AstModel.HintEnding);
        var printing = root.IsRecord && !root.GetMembers("PrintMembers").Any(static m => !m.IsImplicitlyDeclared && !IsOurs(m))
            ? new AstPrinting(root.BaseType is { IsRecord: true }, root.GetMembers().Where(IsPrinted).Select(static m => TypeName.Escape(m.Name)).ToEquatableArray()) : null;
        return new(TypeShape.Of(root), TypeName.Escape(root.Name), closing.NeedsConstructor, closing.NeedsClosed, printing, TypeParameterName.Free("TResult", root), nodes.ToEquatableArray());
    }

    static string? ProblemOf(INamedTypeSymbol root) =>
        !root.IsAbstract || root.IsStatic ? "it is not abstract" : RootAbove(root) is { } above ? $"it is below '{above.Name}', and what is below a root is a node of that one" : PartialMembers.RefusedPlace(root) is { } local ? $"it is {local}" : null;

    static INamedTypeSymbol? RootAbove(INamedTypeSymbol root)
    {
        for (var above = root.BaseType; above is not null; above = above.BaseType)
        {
            if (above.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(AstAttribute)))) return above;
        }
        return null;
    }

    static bool IsOurs(ISymbol symbol) => PartialMembers.IsGenerated(symbol, AstModel.HintEnding);

    static bool IsPrinted(ISymbol member) => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false } && !IsOurs(member)
        && member is IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null };

    static ISymbol? TakenName(INamedTypeSymbol type) => Reserved.SelectMany(name => type.GetMembers(name)).FirstOrDefault(static m => !IsOurs(m));

    /// <summary>Reads the classes below the root; null where one of them is refused.</summary>
    static List<AstNode>? NodesOf(INamedTypeSymbol root, Compilation compilation, Report report, CancellationToken cancel)
    {
        var nodes = new List<AstNode>();
        var isSound = true;
        foreach (var type in Below(root, compilation, cancel))
        {
            var place = type.Locations.FirstOrDefault();
            var problem = "";
            if (PartialMembers.RefusedPlace(type) is { } local) report(AstRules.Unsupported, place, type.Name, $"it is {local}");
            else if (!SeesRoot(type, root, out var seen)) report(AstRules.Unsupported, place, type.Name, $"it is below '{BaseOf(type, root).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', and not for every type that '{root.Name}' is for");
            else if (type.IsAbstract) continue;
            else if (PartialMembers.WholeOne(type) is { } whole) report(AstRules.NotPartial, SymbolEqualityComparer.Default.Equals(whole, type) ? place : whole.Locations[0], whole.Name, $"[Ast] of '{root.Name}'");
            else if (TakenName(type) is { } taken) report(AstRules.NameTaken, taken.Locations[0], taken.Name, root.Name);
            else if (VisibilityOf(type, root) is not { } visibility) report(AstRules.Unsupported, place, type.Name, $"no visitor of '{root.Name}' sees it; make it internal or public");
            else if (nodes.Exists(n => n.Name == type.Name)) report(AstRules.SameName, place, type.Name);
            else if (Read(type, seen!, root, visibility, compilation, ref problem) is not { } node) report(AstRules.NotRebuilt, place, type.Name, problem);
            else
            {
                nodes.Add(node);
                continue;
            }
            isSound = false;
        }
        return isSound ? nodes : null;
    }

    static IEnumerable<INamedTypeSymbol> Below(INamedTypeSymbol root, Compilation compilation, CancellationToken cancel) =>
        DeclaredTypes.In(compilation, cancel).Below(name => name == root.Name)
            .SelectMany(name => compilation.GetSymbolsWithName(name, SymbolFilter.Type, cancel)).OfType<INamedTypeSymbol>()
            .Where(t => t is { TypeKind: TypeKind.Class, BaseType: not null } && !SymbolEqualityComparer.Default.Equals(t, root) && NodeMembers.IsNode(t, root))
            .OrderBy(static t => t.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static t => t.Locations[0].SourceSpan.Start);

    static INamedTypeSymbol BaseOf(INamedTypeSymbol type, INamedTypeSymbol root)
    {
        var at = type.BaseType;
        while (at is not null && !SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, root)) at = at.BaseType;
        return at ?? root;
    }

    /// <summary>Whether a node is one of the root for all its type parameters, in their order; and the node with those of the root.</summary>
    static bool SeesRoot(INamedTypeSymbol type, INamedTypeSymbol root, out INamedTypeSymbol? seen)
    {
        seen = null;
        var above = BaseOf(type, root);
        // Nested in a generic root, a node has that one's parameters without saying so.
        var isNested = Contains(root, type);
        if (isNested ? type.Arity > 0 || !SymbolEqualityComparer.Default.Equals(above, root)
            : type.Arity != root.Arity || above.TypeArguments.Where((argument, i) => !SymbolEqualityComparer.Default.Equals(argument, type.TypeParameters[i])).Any()) return false;
        if (!isNested && root.ContainingType is { } outer && !SymbolEqualityComparer.Default.Equals(above.ContainingType, outer)) return false;
        for (var around = type.ContainingType; around is not null; around = around.ContainingType)
        {
            if (around.Arity > 0 && !Contains(around, root) && !SymbolEqualityComparer.Default.Equals(around, root)) return false;
        }
        seen = type.Arity == 0 ? type : type.Construct([.. root.TypeParameters]);
        return true;
    }

    static bool Contains(INamedTypeSymbol outer, INamedTypeSymbol type)
    {
        for (var around = type.ContainingType; around is not null; around = around.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(around, outer)) return true;
        }
        return false;
    }

    static AstNode? Read(INamedTypeSymbol type, INamedTypeSymbol seen, INamedTypeSymbol root, string visibility, Compilation compilation, ref string problem)
    {
        var members = NodeMembers.Of(seen, root);
        AstRebuilding? rebuilding = null;
        if (members.Exists(static m => m.Member.Kind != AstMemberKind.Value))
        {
            rebuilding = Rebuilding.Of(seen, members, compilation, out problem);
            if (rebuilding is null) return null;
        }
        return new(TypeShape.Of(type), type.Name, TypeName.Of(BaseOf(type, root)), TypeName.Of(seen), visibility, members.Select(static m => m.Member).ToEquatableArray(), rebuilding);
    }

    /// <summary>A method cannot be seen where its parameter cannot; null of a node that nobody else sees.</summary>
    static string? VisibilityOf(INamedTypeSymbol type, INamedTypeSymbol root)
    {
        var visibility = "protected virtual";
        for (var at = type; at is not null && !Contains(at, root); at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) return null;
            if (at.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal && !ClosedTypes.IsHidden(root)) visibility = "private protected virtual";
        }
        return visibility;
    }
}
