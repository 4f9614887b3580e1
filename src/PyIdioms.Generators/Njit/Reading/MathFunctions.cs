using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>The functions of System.Math that lanes can compute.</summary>
static class MathFunctions
{
    /// <summary>Those that give the same bits in a vector.</summary>
    static readonly HashSet<string> Exact = ["Sqrt", "Abs", "Min", "Max", "Floor", "Ceiling", "Truncate", "Round", "FusedMultiplyAdd", "CopySign", "Clamp", "IsNaN"];

    /// <summary>Those that give nearly the same: their vector forms are ours.</summary>
    static readonly HashSet<string> Approximate = ["Exp", "Log", "Sin", "Cos", "Tan", "Tanh", "Pow", "Erf"];

    /// <summary>The name of the function that a method is; null for others.</summary>
    public static string? NameOf(IMethodSymbol method) =>
        method is { IsStatic: true, Parameters.Length: > 0, ContainingType: { } type } && IsHome(type) && method.Parameters.All(static p => Nums.Of(p.Type) is not null) && (Exact.Contains(method.Name) || Approximate.Contains(method.Name)) ? method.Name : null;

    static bool IsHome(INamedTypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        || type is { Name: "PyMath", ContainingNamespace: { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } };

    public static bool IsApproximate(string name) => Approximate.Contains(name);

    /// <summary>Whether there is a vector form for a type.</summary>
    public static bool Takes(string name, Num type) => type switch
    {
        Num.F64 or Num.F32 => true,
        _ => name is "Min" or "Max" || name == "Abs" && type.IsSigned(),
    };
}
