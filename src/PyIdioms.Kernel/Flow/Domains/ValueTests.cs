using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which constants a pattern matches.</summary>
public static class ValueTests
{
    /// <summary>Whether a pattern matches a constant; null where that is not known.</summary>
    public static bool? Matches(IPatternOperation pattern, LiteralValue value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true }: return true;
            case INegatedPatternOperation { Pattern: var inner }: return !Matches(inner, value);
            case IBinaryPatternOperation both:
                var (left, right) = (Matches(both.LeftPattern, value), Matches(both.RightPattern, value));
                return both.OperatorKind == BinaryOperatorKind.And ? left & right : left | right;
            case IConstantPatternOperation { Value: var constant }: return LiteralValue.Of(constant) is { } known ? HeldValues.AreEqual(known, value) : null;
            case IRelationalPatternOperation relation: return LiteralValue.Of(relation.Value) is { Value: { } bound } ? Compare(relation.OperatorKind, value, bound) : null;
            case IDeclarationPatternOperation { MatchedType: var type }: return IsOf(value, type, pattern.InputType);
            case ITypePatternOperation { MatchedType: var type }: return IsOf(value, type, pattern.InputType);
            case IRecursivePatternOperation: return value.Value is null ? false : pattern is IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } whole ? IsOf(value, whole.MatchedType, pattern.InputType) : null;
            default: return null;
        }
    }

    static bool? IsOf(LiteralValue value, ITypeSymbol? type, ITypeSymbol input) =>
        value.Value is null ? false : type is null || SymbolEqualityComparer.Default.Equals(type, input.WithoutNullable()) ? true : null;

    static bool? Compare(BinaryOperatorKind kind, LiteralValue value, object bound)
    {
        if (value.Value is null or string or bool || bound is string or bool or float or double) return value.Value is null ? false : null;
        var order = Number(value.Value).CompareTo(Number(bound));
        return kind switch
        {
            BinaryOperatorKind.LessThan => order < 0,
            BinaryOperatorKind.LessThanOrEqual => order <= 0,
            BinaryOperatorKind.GreaterThan => order > 0,
            BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
            _ => null,
        };
    }

    static decimal Number(object value) => value is char letter ? letter : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    /// <summary>All values that a pattern can match, where they are few; null where it names none.</summary>
    public static ImmutableHashSet<LiteralValue>? Accepted(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value: var constant }: return LiteralValue.Of(constant) is { } known ? [known] : null;
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either: return Accepted(either.LeftPattern) is { } one && Accepted(either.RightPattern) is { } other ? one.Union(other) : null;
            case IBinaryPatternOperation both:
                if (Accepted(both.LeftPattern) is { } left) return left.RemoveWhere(v => Matches(both.RightPattern, v) == false);
                return Accepted(both.RightPattern)?.RemoveWhere(v => Matches(both.LeftPattern, v) == false);
            default: return null;
        }
    }

    /// <summary>What a call of <c>Equals</c> compares letter by letter; null where it is none, or compares in another way.</summary>
    public static (IOperation Left, IOperation Right)? Equality(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Equals", ReturnType.SpecialType: SpecialType.System_Boolean } method) return null;
        var arguments = call.Arguments.Where(a => !(a.Parameter?.Type.Name == "StringComparison" && a.Value.ConstantValue is { HasValue: true, Value: 4 })).Select(a => a.Value).ToList();
        if (method.IsStatic) return arguments.Count == 2 && method.ContainingType.SpecialType is SpecialType.System_String or SpecialType.System_Object ? (arguments[0], arguments[1]) : null;
        return arguments.Count == 1 && call.Instance is { Type: { } type } instance && LiteralTypes.ElementOf(type, isResult: false) is (_, false) ? (instance, arguments[0]) : null;
    }

    /// <summary>The variables that a pattern puts the whole value in.</summary>
    public static IEnumerable<ILocalSymbol> DeclaredBy(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => [local],
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => [local],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => DeclaredBy(both.LeftPattern).Concat(DeclaredBy(both.RightPattern)),
        _ => [],
    };

    /// <summary>Values without some of them.</summary>
    public static ImmutableHashSet<LiteralValue> RemoveWhere(this ImmutableHashSet<LiteralValue> values, Func<LiteralValue, bool> isGone) => [.. values.Where(v => !isGone(v))];
}
