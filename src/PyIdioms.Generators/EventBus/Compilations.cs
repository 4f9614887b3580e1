using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PyIdioms.Generators.EventBus;

/// <summary>What is what.</summary>
static class Compilations
{
    /// <summary>Whether a value of a type is one of another as it stands, or in a box: what <c>is</c> says.</summary>
    public static bool Is(this Compilation compilation, ITypeSymbol type, ITypeSymbol other) =>
        compilation.ClassifyConversion(type, other) is { IsUserDefined: false } conversion && (conversion.IsIdentity || conversion is { IsImplicit: true, IsReference: true } or { IsImplicit: true, IsBoxing: true });
}
