using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Decorators;

/// <summary>Caches that a class has of its own: <c>Microsoft.Extensions.Caching.Hybrid.HybridCache</c>, whose keys are texts.</summary>
static class HybridCaches
{
    static readonly HashSet<string> Plain = ["Guid", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Half", "Int128", "UInt128"];

    /// <summary>The type, where it is known and the method could use one: results of tasks are kept.</summary>
    public static INamedTypeSymbol? WantedBy(IMethodSymbol method, ReturnKind kind)
    {
        if (kind is not (ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT)) return null;
        foreach (var assembly in method.ContainingModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name == "Microsoft.Extensions.Caching.Abstractions") return assembly.GetTypeByMetadataName("Microsoft.Extensions.Caching.Hybrid.HybridCache");
        }
        return null;
    }

    /// <summary>A parameter of which no text tells all values apart.</summary>
    public static IParameterSymbol? KeyProblemOf(IMethodSymbol method) => method.Parameters.FirstOrDefault(static p => !CallShape.IsToken(p) && !HasText(p.Type));

    static bool HasText(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr or SpecialType.System_DateTime } => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(static e => HasText(e.Type)),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => HasText(inner),
        { ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } => Plain.Contains(type.Name),
        _ => false,
    };
}
