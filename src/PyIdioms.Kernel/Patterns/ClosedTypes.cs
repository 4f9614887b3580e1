using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Patterns;

/// <summary>A type below a closed one: of it alone, or of it and all types that somebody may derive.</summary>
public readonly record struct Leaf(INamedTypeSymbol Type, bool IsExact);

/// <summary>
/// Types whose subtypes are all known: marked <c>[Closed]</c>; classes whose constructors only this program, or only the class itself, can call; types that no other
/// assembly sees. The copy constructor of a record does not count, unless strictness is asked for: deriving through it takes an intention.
/// </summary>
public sealed class ClosedTypes
{
    const int MostLeaves = 200, MostDepth = 12;

    static readonly ConditionalWeakTable<Compilation, ClosedTypes> Known = new(), Strict = new();

    readonly bool isStrict;
    readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol[]?> subtypes = new(SymbolEqualityComparer.Default);

    public static ClosedTypes Of(Compilation compilation, bool isStrict = false) => (isStrict ? Strict : Known).GetValue(compilation, c => new(c, isStrict));

    ClosedTypes(Compilation compilation, bool isStrict) => (Compilation, this.isStrict) = (compilation, isStrict);

    public Compilation Compilation { get; }

    /// <summary>All types that an object of a closed type can be of; null where the type is not closed.</summary>
    public IReadOnlyList<Leaf>? LeavesOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || SubtypesOf(named.OriginalDefinition) is null) return null;
        var leaves = new List<Leaf>();
        Collect(named, leaves, MostDepth);
        return leaves.Count <= MostLeaves ? leaves : null;
    }

    public bool IsClosed(ITypeSymbol type) => Unions.CasesOf(type) is not null || type is INamedTypeSymbol named && SubtypesOf(named.OriginalDefinition) is not null;

    /// <summary>Whether a type says itself that it is closed; others are so because nobody else sees them, which may be chance.</summary>
    public bool IsDeclaredClosed(ITypeSymbol type) => Unions.CasesOf(type) is not null || type is INamedTypeSymbol { OriginalDefinition: var named } && IsClosed(named) && (IsMarked(named) || named.IsAbstract && IsSealedOff(named, withInternal: true));

    /// <summary>Marked with <c>[Closed]</c>, or with the modifier <c>closed</c> of C# 15, which this compiler need not know.</summary>
    static bool IsMarked(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass is { Name: "ClosedAttribute" or "IsClosedTypeAttribute" })
        || type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(m => m.Text == "closed"));

    void Collect(INamedTypeSymbol type, List<Leaf> leaves, int depth)
    {
        if (SubtypesOf(type.OriginalDefinition) is not { } below || depth == 0)
        {
            leaves.Add(new(type, type.IsSealed || type.IsValueType));
            return;
        }
        if (!type.IsAbstract && type.TypeKind != TypeKind.Interface) leaves.Add(new(type, true));
        foreach (var subtype in below)
        {
            foreach (var made in Instances(subtype, type))
            {
                if (!leaves.Any(l => SymbolEqualityComparer.Default.Equals(l.Type, made))) Collect(made, leaves, depth - 1);
            }
        }
    }

    /// <summary>A subtype as it is below a constructed type: <c>Num : Expr&lt;int&gt;</c> is not below <c>Expr&lt;bool&gt;</c>.</summary>
    static IEnumerable<INamedTypeSymbol> Instances(INamedTypeSymbol subtype, INamedTypeSymbol type)
    {
        foreach (var above in type.TypeKind == TypeKind.Interface ? subtype.AllInterfaces : subtype.BaseType is { } b ? [b] : [])
        {
            if (!SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, type.OriginalDefinition)) continue;
            var given = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
            if (!Unify(above, type, given)) continue;
            yield return subtype.AllParameters().All(p => !given.ContainsKey(p)) ? subtype : subtype.Substitute(given);
        }
    }

    static bool Unify(ITypeSymbol declared, ITypeSymbol used, Dictionary<ITypeParameterSymbol, ITypeSymbol> given)
    {
        if (declared is ITypeParameterSymbol parameter)
        {
            if (given.TryGetValue(parameter, out var known)) return SymbolEqualityComparer.Default.Equals(known, used) || used is ITypeParameterSymbol;
            given[parameter] = used;
            return true;
        }
        if (used is ITypeParameterSymbol || SymbolEqualityComparer.Default.Equals(declared, used)) return true;
        if (declared is IArrayTypeSymbol left && used is IArrayTypeSymbol right) return left.Rank == right.Rank && Unify(left.ElementType, right.ElementType, given);
        if (declared is not INamedTypeSymbol a || used is not INamedTypeSymbol b || !SymbolEqualityComparer.Default.Equals(a.OriginalDefinition, b.OriginalDefinition)) return false;
        for (var i = 0; i < a.TypeArguments.Length; i++)
        {
            if (!Unify(a.TypeArguments[i], b.TypeArguments[i], given)) return false;
        }
        return a.ContainingType is null || b.ContainingType is null || Unify(a.ContainingType, b.ContainingType, given);
    }

    /// <summary>The direct subtypes of a closed type; null of one that is not closed.</summary>
    INamedTypeSymbol[]? SubtypesOf(INamedTypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Interface && !type.IsSealed && !type.IsStatic && type.SpecialType == SpecialType.None
        ? subtypes.GetOrAdd(type, Find) : null;

    INamedTypeSymbol[]? Find(INamedTypeSymbol type)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly);
        var isMarked = IsMarked(type);
        if (isOwn)
        {
            if (!isMarked && !IsHidden(type) && !IsSealedOff(type, withInternal: true)) return null;
            var names = DeclaredTypes.In(Compilation, CancellationToken.None).Below(name => name == type.Name);
            return [.. names.SelectMany(name => Compilation.GetSymbolsWithName(name, SymbolFilter.Type)).OfType<INamedTypeSymbol>().Where(t => IsBelow(t, type))
                .OrderBy(t => t.Locations.FirstOrDefault()?.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(t => t.Locations.FirstOrDefault()?.SourceSpan.Start)];
        }
        if (isMarked) return [.. TypesIn(type.ContainingAssembly.GlobalNamespace).Where(t => IsBelow(t, type))];
        return IsSealedOff(type, withInternal: false) ? [.. Nested(type).Where(t => IsBelow(t, type))] : null;
    }

    static bool IsBelow(INamedTypeSymbol type, INamedTypeSymbol above) => above.TypeKind == TypeKind.Interface
        ? type.Interfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, above) || i.AllInterfaces.Any(j => SymbolEqualityComparer.Default.Equals(j.OriginalDefinition, above))) && (type.BaseType is not { } b || !b.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, above)))
        : SymbolEqualityComparer.Default.Equals(type.BaseType?.OriginalDefinition, above);

    /// <summary>Whether nobody else can call a constructor of a class.</summary>
    bool IsSealedOff(INamedTypeSymbol type, bool withInternal) => type.TypeKind == TypeKind.Class && type.InstanceConstructors.All(c =>
        c.DeclaredAccessibility == Accessibility.Private || withInternal && c.DeclaredAccessibility is Accessibility.ProtectedAndInternal or Accessibility.Internal || !isStrict && IsCopy(c, type));

    static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) => type.IsRecord && constructor.IsImplicitlyDeclared && constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, type)
        || type.IsRecord && constructor is { DeclaredAccessibility: Accessibility.Protected, Parameters: [{ Type: var copied }] } && SymbolEqualityComparer.Default.Equals(copied, type);

    /// <summary>Whether no other assembly sees a type.</summary>
    public static bool IsHidden(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.IsFileLocal || at.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return true;
        }
        return false;
    }

    static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space) => space.GetTypeMembers().SelectMany(t => Nested(t).Prepend(t)).Concat(space.GetNamespaceMembers().SelectMany(TypesIn));

    static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(t => Nested(t).Prepend(t));
}
