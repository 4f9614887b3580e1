using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Validation;

/// <summary>What a declaration says of a value beyond what the compiler enforces: that it is not null, one of a union, one of some literals, a named enum member.</summary>
static class DeclaredType
{
    public static List<Check> ChecksOf(string name, ITypeSymbol type, ImmutableArray<AttributeData> attributes, int place) => [];
}
