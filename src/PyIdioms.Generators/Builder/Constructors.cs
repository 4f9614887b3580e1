using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Builder;

/// <summary>Which constructor a builder calls: the one that is marked, the primary one, the only one, the one without parameters.</summary>
static class Constructors
{
    /// <summary>Null, with a report, where nothing says which one.</summary>
    public static IMethodSymbol? ChosenOf(INamedTypeSymbol type, Location? place, Report report)
    {
        var all = type.InstanceConstructors.Where(c => !IsCopy(c, type) && !PartialMembers.IsGenerated(c, BuilderModel.HintEnding)).ToList();
        var marked = all.Where(IsMarked).ToList();
        var written = all.Where(static c => !c.IsImplicitlyDeclared).ToList();
        var chosen = marked.Count > 0 ? marked[0]
            : all.FirstOrDefault(static c => IsPrimary(c))
            ?? (written.Count == 1 ? written[0] : null)
            ?? all.FirstOrDefault(static c => c.Parameters.IsEmpty);
        if (marked.Count > 1) report(BuilderRules.Constructor, marked[1].Locations[0], type.Name, "two constructors: mark one");
        else if (chosen is null && all.Count == 0 && type.TypeKind == TypeKind.Class) return Implicit(type);
        else if (chosen is null) report(BuilderRules.Constructor, place, type.Name, $"{written.Count} constructors: mark one with [Builder]");
        else if (ProblemOf(chosen) is { } problem) report(BuilderRules.Constructor, marked.Count > 0 ? chosen.Locations[0] : place, type.Name, problem);
        else return chosen;
        return null;
    }

    /// <summary>Whether an attribute on it says that the builder calls it.</summary>
    public static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(BuilderAttribute)));

    /// <summary>Whether it sets what is <c>required</c> itself.</summary>
    public static bool SetsRequired(IMethodSymbol constructor) => constructor.GetAttributes().Any(static a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord && !type.IsValueType && constructor.Parameters is [{ Type: var only }] && SymbolEqualityComparer.Default.Equals(only, type) && (constructor.IsImplicitlyDeclared || !IsPrimary(constructor));

    static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax);

    static string? ProblemOf(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.Name.Length == 0) return "a constructor that is half written";
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) return $"a constructor that changes its '{parameter.Name}'";
        }
        return constructor.IsVararg ? "a constructor with __arglist" : null;
    }

    /// <summary>Where even the implicit constructor is gone, because the companion rule sees what was generated, that one stands for it.</summary>
    static IMethodSymbol? Implicit(INamedTypeSymbol type) => type.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty);
}
