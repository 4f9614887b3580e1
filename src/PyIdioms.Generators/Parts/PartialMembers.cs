using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Parts;

/// <summary>Where another file can add to what a user has written.</summary>
static class PartialMembers
{
    /// <summary>The innermost type, of this one and those around it, that another file cannot add to.</summary>
    public static INamedTypeSymbol? WholeOne(INamedTypeSymbol? type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (!outer.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))) return outer;
        }
        return null;
    }

    /// <summary>Why nothing can be generated for a method, whatever it says; null for most.</summary>
    public static string? RefusedKind(IMethodSymbol method)
    {
        if (method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction) return "a local function; make it a method of the type";
        if (method.MethodKind is MethodKind.ExplicitInterfaceImplementation || !method.ExplicitInterfaceImplementations.IsEmpty) return "an explicit interface implementation; let it call a method of the type";
        if (method.MethodKind is not MethodKind.Ordinary) return "an accessor, operator or constructor; let it call a method of the type";
        if (method.ContainingType.IsExtension) return "a member of an extension block; write an extension method with a 'this' parameter";
        if (method.IsVararg) return "a method with __arglist; use a params parameter";
        return RefusedPlace(method.ContainingType);
    }

    /// <summary>Why no other file can name a type; null where one can.</summary>
    public static string? RefusedPlace(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return $"a part of the file-local type '{outer.Name}'; no other file can add to it";
        }
        return null;
    }

    /// <summary>Names that the user has not finished typing.</summary>
    public static bool IsHalfTyped(IMethodSymbol method) =>
        method.Name.Length == 0 || method.Parameters.Any(static p => p.Name.Length == 0) || method.TypeParameters.Any(static t => t.Name.Length == 0);

    /// <summary>The attribute as the user wrote it.</summary>
    public static Location? PlaceOf(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : null;

    /// <summary>Whether something is declared where a generator wrote. The companion rules see that; the generators never do.</summary>
    public static bool IsGenerated(ISymbol symbol, string hintEnding) =>
        symbol.DeclaringSyntaxReferences.Any(r => IsGeneratedTree(r.SyntaxTree, hintEnding));

    /// <summary>Whether everything that declares something stands where a generator wrote.</summary>
    public static bool IsGeneratedEverywhere(ISymbol symbol, string hintEnding) =>
        !symbol.DeclaringSyntaxReferences.IsEmpty && symbol.DeclaringSyntaxReferences.All(r => IsGeneratedTree(r.SyntaxTree, hintEnding));

    /// <summary>Whether a tree is one that a generator wrote.</summary>
    public static bool IsGeneratedTree(SyntaxTree tree, string hintEnding) => tree.FilePath.EndsWith(Pipeline.FileEnding, StringComparison.Ordinal) && tree.FilePath.Contains(hintEnding);

    /// <summary>What stands before a partial property's type in its declaration, with a space behind it; <c>partial</c> last.</summary>
    public static string ModifiersOf(IPropertySymbol property, CancellationToken cancel)
    {
        var syntax = property.DeclaringSyntaxReferences[0].GetSyntax(cancel) as PropertyDeclarationSyntax;
        return string.Concat((syntax?.Modifiers ?? default).Where(static m => !m.IsKind(SyntaxKind.PartialKeyword)).Select(static m => m.Text + " ")) + "partial ";
    }

    /// <summary>Why a class or struct cannot be made without arguments from inside of a symbol; null where it can.</summary>
    public static string? Unmakable(INamedTypeSymbol type, ISymbol within, Compilation compilation)
    {
        if (type.IsStatic) return "it is static";
        if (type.IsAbstract) return "it is abstract";
        if (!type.InstanceConstructors.Any(c => c.Parameters.All(static p => p.IsOptional || p.IsParams) && compilation.IsSymbolAccessibleWithin(c, within))) return "it has no constructor without arguments that can be called here";
        if (!type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.GetAttributes().Any(static a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute")) && HasRequired(type)) return "it has required members";
        return null;
    }

    static bool HasRequired(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().Any(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })) return true;
        }
        return false;
    }

    /// <summary>A hint name's part for one signature of a name: Roslyn compares hint names without case.</summary>
    public static string HintOf(ISymbol member)
    {
        var signature = member is IMethodSymbol method ? $"`{method.Arity}" + string.Concat(method.Parameters.Select(static p => $",{p.RefKind} {TypeName.Of(p.Type)}")) : "";
        var hash = 2166136261u;
        foreach (var c in member.Name + signature) hash = unchecked((hash ^ c) * 16777619);
        return $".{member.Name}.{hash:x8}";
    }
}
