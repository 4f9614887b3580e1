using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Secret;

/// <summary>Members that the user has written and that decide what a secret shows or how it compares.</summary>
static class OwnMembers
{
    /// <summary>Says which of them the generator was to write, or give the value away beside what it writes.</summary>
    public static bool AreNone(INamedTypeSymbol type, Report report)
    {
        var none = true;
        foreach (var member in type.GetMembers())
        {
            if (member is not IMethodSymbol { IsImplicitlyDeclared: false } method || !Decides(method, type) || !IsUsers(method)) continue;
            report(SecretRules.OwnMember, method.Locations[0], NameOf(method));
            none = false;
        }
        return none;
    }

    /// <summary>Says which conversions hand the value out without a word.</summary>
    public static void Reveal(INamedTypeSymbol type, ITypeSymbol payload, Report report)
    {
        foreach (var member in type.GetMembers(WellKnownMemberNames.ImplicitConversionName))
        {
            if (member is not IMethodSymbol { Parameters: [{ } from] } conversion || !SymbolEqualityComparer.Default.Equals(from.Type, type) || !HoldsText(conversion.ReturnType, payload)) continue;
            report(SecretRules.Reveals, conversion.Locations[0], type.Name, conversion.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    /// <summary>Another secret type may be converted to; what shows itself may not.</summary>
    static bool HoldsText(ITypeSymbol to, ITypeSymbol payload) =>
        SymbolEqualityComparer.Default.Equals(to, payload)
        || to.SpecialType is SpecialType.System_String or SpecialType.System_Object
        || to is IArrayTypeSymbol
        || to is INamedTypeSymbol { ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true }, Name: nameof(ReadOnlyMemory<byte>) or nameof(Memory<byte>) or nameof(ReadOnlySpan<byte>) or nameof(Span<byte>) };

    static bool Decides(IMethodSymbol method, INamedTypeSymbol type) => Bare(method.Name) switch
    {
        // Every overload: interpolation asks IFormattable and ISpanFormattable first.
        nameof(ToString) or "TryFormat" => !method.IsStatic,
        "PrintMembers" => type.IsRecord,
        nameof(GetHashCode) => method.Parameters.IsEmpty,
        nameof(Equals) => method.Parameters is [{ Type: var other }] && (SymbolEqualityComparer.Default.Equals(other, type) || other.SpecialType == SpecialType.System_Object),
        WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName =>
            method.Parameters.All(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type)),
        _ => false,
    };

    static string NameOf(IMethodSymbol method) => method.Name switch
    {
        WellKnownMemberNames.EqualityOperatorName => "==",
        WellKnownMemberNames.InequalityOperatorName => "!=",
        var name => Bare(name),
    };

    /// <summary>The name without the interface that it implements explicitly.</summary>
    static string Bare(string name) => name.Substring(name.LastIndexOf('.') + 1);

    static bool IsUsers(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(static reference => !SecretParser.IsOurs(reference.SyntaxTree));
}
