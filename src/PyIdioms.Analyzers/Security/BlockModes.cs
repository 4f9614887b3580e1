using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>Types that make a block cipher or a mode of operation of their own, and say so: they encrypt one block at a time, which the framework calls ECB without padding (NIST SP 800-38A, 800-38B).</summary>
static class BlockModes
{
    static readonly HashSet<string> Modes = NameWords.Set("ctr cmac xts ccm eax siv gcm ocb cfb ofb keywrap");

    /// <summary>Whether an object is set up for single blocks in such a type.</summary>
    public static bool Need(IOperation mode, ISymbol? container) => IsMode(container?.ContainingType) && mode.Root().Descendants().Any(o => o is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Padding" }, Value.ConstantValue: { HasValue: true, Value: 1 } });

    /// <summary>Whether a type is the framework's view of an algorithm, by whose name it is called: where it is used is what counts.</summary>
    public static bool Implements(ISymbol? container, INamedTypeSymbol made, string algorithm) => container?.ContainingType is { } type && !SymbolEqualityComparer.Default.Equals(type, made) && type.Name.StartsWith(algorithm, StringComparison.OrdinalIgnoreCase)
        && (type.IsOrInherits("System.Security.Cryptography.ICryptoTransform") || type.IsOrInherits("System.Security.Cryptography.SymmetricAlgorithm"));

    static bool IsMode(INamedTypeSymbol? type)
    {
        for (var at = type; at is { SpecialType: not SpecialType.System_Object }; at = at.BaseType)
        {
            if (NameWords.Of(at.Name).Words is var words && (words.Any(Modes.Contains) || words is [.., "block", "cipher" or "transform"])) return true;
        }
        return false;
    }
}
