using System.Numerics;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Patterns;

/// <summary>The members of an enumeration by their values; of several names for a value the first counts.</summary>
public static class EnumMembers
{
    public static SortedDictionary<BigInteger, IFieldSymbol> Of(INamedTypeSymbol type)
    {
        var members = new SortedDictionary<BigInteger, IFieldSymbol>();
        var scale = type.EnumUnderlyingType is { } underlying ? Scale.Of(underlying) : null;
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.HasConstantValue && scale?.At(field.ConstantValue) is { } at && !members.ContainsKey(at)) members[at] = field;
        }
        return members;
    }

    /// <summary>Whether values are combined.</summary>
    public static bool IsFlags(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass is { Name: "FlagsAttribute", ContainingNamespace.Name: "System" });
}
