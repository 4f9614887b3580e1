using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Validation;

/// <summary>The decorators that check: [Validated] and [EnforceTypes].</summary>
static class Guards
{
    public const string CheckEnding = "Check";

    public static bool IsGuard(INamedTypeSymbol? type) =>
        type is { Name: nameof(ValidatedAttribute) or nameof(EnforceTypesAttribute) } && type.IsOurs();

    public static bool IsValidated(INamedTypeSymbol type) => type.Name == nameof(ValidatedAttribute) && IsGuard(type);

    public static Guard? Parse(IMethodSymbol method, AttributeData attribute, ReturnKind kind, ITypeSymbol? result, Report report)
    {
        var isValidated = IsValidated(attribute.AttributeClass!);
        if (isValidated && NameTakenBy(method) is { } taken)
        {
            report(DecoratorRules.CheckNameTaken, Placement.LocationOf(attribute), method.Name, taken);
            return null;
        }
        var statics = new List<StaticValue>();
        var reader = new GuardReader(new(statics), statics, isValidated, DecoratorRules.Unchecked, report);
        var arguments = new List<Check>();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.Out) reader.Refuse(parameter);
            else arguments.AddRange(reader.ChecksOf(parameter.Name, parameter.Type, parameter.GetAttributes(), parameter.Ordinal));
        }
        var results = new List<Check>();
        if (result is not null && kind is ReturnKind.Value or ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT) results.AddRange(reader.ChecksOf("return", result, method.GetReturnTypeAttributes(), -1));
        if (arguments.Count + results.Count == 0 && !reader.HasSeenConstraint && !method.Parameters.Any(static p => ValueKind.Wrapped(p.Type) is not null))
        {
            report(DecoratorRules.NothingToCheck, Placement.LocationOf(attribute), Placement.NameOf(attribute), method.Name);
        }
        return new(
            isValidated ? "Violation" : "TypeMismatch",
            isValidated ? method.Name + CheckEnding : null,
            Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetText(method.DeclaredAccessibility),
            arguments.ToEquatableArray(),
            results.ToEquatableArray(),
            statics.ToEquatableArray(),
            method.Parameters.Where(static p => p.RefKind != RefKind.Out).Select(static p => new CheckedParameter(p.Ordinal, ParameterText.Of(p))).ToEquatableArray());
    }

    static string? NameTakenBy(IMethodSymbol method)
    {
        foreach (var member in method.ContainingType.GetMembers(method.Name + CheckEnding))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } other) return $"'{member.Name}'";
            if (!Decorated.IsGenerated(other) && SameParameters(method, other)) return $"'{member.Name}'";
        }
        foreach (var overload in method.ContainingType.GetMembers(method.Name))
        {
            if (overload is not IMethodSymbol { IsPartialDefinition: true } other || SymbolEqualityComparer.Default.Equals(other, method)) continue;
            if (other.GetAttributes().Any(static a => a.AttributeClass is { } type && IsValidated(type)) && SameParameters(method, other)) return $"that of the overload '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
        }
        return null;
    }

    static bool SameParameters(IMethodSymbol method, IMethodSymbol other)
    {
        if (method.Arity != other.Arity) return false;
        var (mine, its) = (method.Parameters.Where(static p => p.RefKind != RefKind.Out).ToList(), other.Parameters.Where(static p => p.RefKind != RefKind.Out).ToList());
        return mine.Count == its.Count && mine.Zip(its, static (m, o) => SymbolEqualityComparer.Default.Equals(m.Type, o.Type) || m.Type is ITypeParameterSymbol && o.Type is ITypeParameterSymbol).All(static same => same);
    }
}
