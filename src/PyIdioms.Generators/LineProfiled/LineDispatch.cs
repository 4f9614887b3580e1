using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>What a decorated method calls instead of its Core when its lines are measured.</summary>
static class LineDispatch
{
    /// <summary>Whether an attribute asks for it.</summary>
    public static bool IsMark(INamedTypeSymbol? attribute) => attribute.IsOurs(nameof(LineProfiledAttribute));

    /// <summary>The name of the method that chooses; null where the Core itself is called.</summary>
    public static string? NameFor(IMethodSymbol method) =>
        method.GetAttributes().Any(static a => IsMark(a.AttributeClass)) && CoreOf(method) is not null ? Prefix(method) + method.Name + "Lines" : null;

    /// <summary>The name of the twin.</summary>
    public static string TwinOf(IMethodSymbol method) => Prefix(method) + method.Name + "Twin";

    /// <summary>The method with the body: its last parameters are the method's, those before are what decorators supply.</summary>
    public static IMethodSymbol? CoreOf(IMethodSymbol method)
    {
        IMethodSymbol? best = null;
        foreach (var candidate in method.ContainingType.GetMembers(method.Name + "Core").OfType<IMethodSymbol>())
        {
            if (candidate.MethodKind != MethodKind.Ordinary || candidate.IsStatic != method.IsStatic || candidate.Arity != method.Arity) continue;
            var core = candidate.Arity == 0 ? candidate : candidate.Construct([.. method.TypeParameters]);
            if (!Cores.TakesAll(core, method)) continue;
            if (best is null || candidate.Parameters.Length < best.Parameters.Length) best = candidate;
        }
        return best;
    }

    /// <summary>A beginning for generated names that none of the user's own members has.</summary>
    static string Prefix(IMethodSymbol method)
    {
        var prefix = "__";
        while (method.ContainingType.GetMembers().Any(member => member.Name.StartsWith(prefix + method.Name, StringComparison.Ordinal) && !member.DeclaringSyntaxReferences.IsEmpty && !PartialMembers.IsGenerated(member, ""))) prefix += "_";
        return prefix;
    }
}
