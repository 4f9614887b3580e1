using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Decorators;

/// <summary>What a decorator needs of a decorated method and where the method has it.</summary>
/// <param name="Type">The type that is needed.</param>
/// <param name="Parameter">The place of the parameter that has it; -1 for none.</param>
/// <param name="Member">The member of the class that has it, as an identifier in code; null for none.</param>
/// <param name="IsStatic">Whether that member is static.</param>
/// <param name="IsCaptured">Whether it is a parameter of the class, which only its own members can name.</param>
public sealed record Need(string Type, int Parameter, string? Member = null, bool IsStatic = false, bool IsCaptured = false)
{
    /// <summary>What is wrong where nothing of the type is there.</summary>
    public const string None = "none";

    /// <summary>Nothing of the type is there, and nothing has to be.</summary>
    public bool IsAbsent => Parameter < 0 && Member is null;

    /// <summary>Finds what is needed. Says what is wrong where it is not there, or where there are two.</summary>
    /// <param name="method">The decorated method.</param>
    /// <param name="owner">The class that has the method, or that gets it.</param>
    /// <param name="type">The type that is needed.</param>
    /// <param name="problem">What is wrong.</param>
    public static Need? Of(IMethodSymbol method, INamedTypeSymbol owner, ITypeSymbol type, out string? problem)
    {
        problem = null;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.None or RefKind.In && Is(parameter.Type, type)) return new(TypeName.Of(type), parameter.Ordinal);
        }
        return Of(owner, method.IsStatic, type, out problem);
    }

    /// <summary>Finds what is needed among what a class has.</summary>
    public static Need? Of(INamedTypeSymbol owner, bool onlyStatic, ITypeSymbol type, out string? problem)
    {
        problem = null;
        var name = TypeName.Of(type);
        for (var holder = owner; holder is not null; holder = holder.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(holder, owner);
            var members = MembersOf(holder, onlyStatic, isOwn).Where(m => Is(TypeOf(m), type)).ToList();
            if (members.Count == 0) continue;
            if (members.Count > 1 && type.NullableAnnotation != NullableAnnotation.Annotated)
            {
                problem = $"two, '{members[0].Name}' and '{members[1].Name}'";
                return null;
            }
            return new(name, -1, TypeName.Escape(members[0].Name), members[0].IsStatic, members[0] is IParameterSymbol);
        }
        if (type.NullableAnnotation == NullableAnnotation.Annotated) return new(name, -1);
        problem = None;
        return null;
    }

    /// <summary>What a method can name of a type: its fields and properties, and the parameters of its primary constructor.</summary>
    static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol holder, bool onlyStatic, bool isOwn)
    {
        foreach (var member in holder.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member.Name.Length == 0 || IsGenerated(member) || onlyStatic && !member.IsStatic) continue;
            if (!isOwn && member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)) continue;
            if (member is IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null }) yield return member;
        }
        if (onlyStatic || !isOwn || holder.IsRecord) yield break;
        var primary = holder.InstanceConstructors.FirstOrDefault(static c => c.DeclaringSyntaxReferences is [var written] && written.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);
        foreach (var parameter in primary?.Parameters ?? []) if (parameter.RefKind == RefKind.None && !IsStored(parameter, holder)) yield return parameter;
    }

    /// <summary>A parameter that a field or property begins with is there twice, and the member is meant.</summary>
    static bool IsStored(IParameterSymbol parameter, INamedTypeSymbol holder) =>
        holder.GetMembers().Any(m => m is IFieldSymbol or IPropertySymbol && !m.IsImplicitlyDeclared && !IsGenerated(m) && Is(TypeOf(m), parameter.Type));

    /// <summary>What a generator wrote, which companion rules see and no generator does.</summary>
    static bool IsGenerated(ISymbol member) => member.DeclaringSyntaxReferences.Any(static r => r.SyntaxTree.FilePath.EndsWith(Pipeline.FileEnding, StringComparison.Ordinal));

    static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IParameterSymbol)member).Type,
    };

    static bool Is(ITypeSymbol type, ITypeSymbol wanted)
    {
        if (SymbolEqualityComparer.Default.Equals(type, wanted)) return true;
        if (type.IsValueType) return false;
        if (wanted.TypeKind == TypeKind.Interface) return type.AllInterfaces.Contains(wanted, SymbolEqualityComparer.Default);
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(ancestor, wanted)) return true;
        }
        return false;
    }
}
