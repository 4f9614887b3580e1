using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Validation;

/// <summary>What a declaration says of a value beyond what the compiler enforces: that it is not null, one of a union, one of some literals, a named enum member.</summary>
static class DeclaredType
{
    /// <summary>Tuples by their full name: in parentheses they would be patterns of their own.</summary>
    static readonly SymbolDisplayFormat InTests = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static List<Check> ChecksOf(string name, ITypeSymbol type, ImmutableArray<AttributeData> attributes, int place)
    {
        var checks = new List<Check>();
        var saysNull = AllowsNull(type, attributes);
        void Add(string test, string expected, string actual) => checks.Add(new(place, test, $"new global::PyIdioms.TypeMismatch({Quoted(name)}, {Quoted(name)}, {Quoted(expected)}, global::PyIdioms.TypeMismatch.{actual}({GuardReader.Boxed(type) ?? "null"}))"));

        if (UnionOf(attributes) is { IsEmpty: false } union && GuardReader.Boxed(type) is not null)
        {
            var value = type.IsValueType ? $"((object?){Check.Value})" : Check.Value;
            var arms = union.Select(t => $"{value} is {t.WithoutNullable().ToDisplayString(InTests)}").ToList();
            if (saysNull) arms.Add($"{value} is null");
            Add($"({string.Join(" || ", arms)})", string.Join(" | ", union.Select(Display).Concat(saysNull ? ["null"] : [])), "TypeOf");
            return checks;
        }
        if (LiteralTests.PatternsOf(type, attributes, saysNull) is var (patterns, all))
        {
            Add(patterns, all, "Describe");
            return checks;
        }
        if (!saysNull && GuardReader.Boxed(type) is not null) Add($"{Check.Value} is not null", Display(type), "TypeOf");
        if (NamedMembers.TestOf(type) is { } named) Add(named, Display(type.WithoutNullable()), "Describe");
        if (type.WithoutNullable() is { IsValueType: true } bare && ValueKind.Wrapped(bare) is { } inner)
        {
            var member = $"{Check.Value}{(SymbolEqualityComparer.Default.Equals(bare, type) ? "" : ".GetValueOrDefault()")}.{TypeName.Escape(inner.Name)}";
            var good = $"{TypeName.Of(bare)}.Check({member}).Count == 0";
            Add(SymbolEqualityComparer.Default.Equals(bare, type) ? good : $"(!{Check.Value}.HasValue || {good})", Display(bare), "Describe");
        }
        return checks;
    }

    /// <summary>Whether null is a value of the declaration, or it says nothing about null, or there is no null.</summary>
    static bool AllowsNull(ITypeSymbol type, ImmutableArray<AttributeData> attributes)
    {
        if (Says(attributes, "AllowNullAttribute", "MaybeNullAttribute")) return true;
        if (type.IsValueType) return !type.IsNullable() || !Says(attributes, "DisallowNullAttribute", "NotNullAttribute");
        if (type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || MethodShape.IsRefLike(type)) return true;
        if (Says(attributes, "DisallowNullAttribute", "NotNullAttribute")) return false;
        if (type.NullableAnnotation != NullableAnnotation.NotAnnotated) return true;
        return type is ITypeParameterSymbol parameter && !IsNotNull(parameter);
    }

    static bool IsNotNull(ITypeParameterSymbol parameter) =>
        parameter.HasNotNullConstraint
        || parameter is { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: NullableAnnotation.NotAnnotated }
        || parameter.ConstraintNullableAnnotations.Any(static a => a == NullableAnnotation.NotAnnotated);

    static bool Says(ImmutableArray<AttributeData> attributes, string one, string other) =>
        attributes.Any(a => a.AttributeClass is { ContainingNamespace.Name: "CodeAnalysis" } c && (c.Name == one || c.Name == other));

    static ImmutableArray<ITypeSymbol> UnionOf(ImmutableArray<AttributeData> attributes) =>
        attributes.FirstOrDefault(static a => a.AttributeClass is { Name: nameof(UnionAttribute), Arity: > 0 } c && c.IsOurs())?.AttributeClass!.TypeArguments ?? [];

    static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
