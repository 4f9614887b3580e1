using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Patterns;

/// <summary>Reads patterns and conditions as formulas. What it does not understand is false, or true where the opposite is asked for: an arm is never taken to handle more than it does.</summary>
public sealed class PatternReader(Compilation compilation)
{
    /// <summary>What has to be true of a place for a pattern to match, or not to match.</summary>
    public Formula Read(IPatternOperation pattern, Place place, bool holds = true)
    {
        var at = place.As(pattern.InputType);
        switch (pattern)
        {
            case IDiscardPatternOperation or ISlicePatternOperation { Pattern: null }: return Known(true, holds);
            case INegatedPatternOperation { Pattern: var inner }: return Read(inner, place, !holds);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both: return Join(holds, Read(both.LeftPattern, place, holds), Read(both.RightPattern, place, holds));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either: return Join(!holds, Read(either.LeftPattern, place, holds), Read(either.RightPattern, place, holds));
            case IConstantPatternOperation { Value: var value }: return value.ConstantValue is { HasValue: true, Value: var constant } ? Compare(at, Comparison.Equal, constant, value.Type, holds) : Formula.False;
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: var bound } } relation: return KindOf(relation.OperatorKind) is { } kind ? Compare(at, kind, bound, relation.Value.Type, holds) : Formula.False;
            case ITypePatternOperation { MatchedType: { } type }: return IsOf(at, type, holds);
            case IDeclarationPatternOperation { MatchesNull: true }: return Known(true, holds);
            case IDeclarationPatternOperation { MatchedType: { } type }: return IsOf(at, type, holds);
            case IRecursivePatternOperation recursive: return Parts(recursive, at, holds);
            case IListPatternOperation list: return List(list, at, holds);
            default: return Formula.False;
        }
    }

    static Formula Known(bool value, bool holds) => value == holds ? Formula.True : Formula.False;

    static Formula Join(bool all, params IEnumerable<Formula> parts) => all ? Formula.And(parts) : Formula.Or(parts);

    /// <summary>A comparison with a constant; of an object it is a test of its type first.</summary>
    public Formula Compare(Place place, Comparison comparison, object? constant, ITypeSymbol? type, bool holds)
    {
        if (constant is null) return Lit(place.Whole, new NotNull(), !holds);
        var own = place.Type.WithoutNullable();
        var (typed, tests) = (place, new List<Formula>());
        if (SpaceOf.ValuesOf(own) is null)
        {
            if (type is null || SpaceOf.ValuesOf(type) is null) return Formula.False;
            tests.Add(Lit(place.Whole, new NotNull(), holds));
            tests.Add(Lit(place.Whole, new OfType(type), holds));
            typed = place.As(type);
        }
        if (SetOf(typed.Type.WithoutNullable(), comparison, constant) is not { } values) return Formula.False;
        var whole = typed.Kind == PlaceKind.Cast ? SpaceOf.ValuesOf(typed.Whole.Type.WithoutNullable()) : null;
        // Half-typed code compares numbers with texts.
        if (whole is not null && whole.GetType() != values.GetType()) return Formula.False;
        tests.Add(Lit(whole is not null ? typed.Whole : typed, new OneOf(values), holds));
        return Join(holds, tests);
    }

    static ValueSet? SetOf(ITypeSymbol type, Comparison comparison, object constant)
    {
        if (constant is string text) return type.SpecialType == SpecialType.System_String && comparison == Comparison.Equal ? TextSet.Of([text]) : null;
        var scale = Scale.Of(type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } ? underlying : type);
        return scale?.Where(comparison, constant) is { } numbers ? new NumberSet(numbers) : null;
    }

    static Comparison? KindOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => Comparison.Less,
        BinaryOperatorKind.LessThanOrEqual => Comparison.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Comparison.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Comparison.GreaterOrEqual,
        BinaryOperatorKind.Equals => Comparison.Equal,
        _ => null,
    };

    /// <summary>A test of a type; of what is of the type anyway only that it is there.</summary>
    public Formula IsOf(Place place, ITypeSymbol type, bool holds)
    {
        var isSure = IsSure(place.Type.WithoutNullable(), type);
        var isThere = Lit(place.Whole, new NotNull(), holds);
        return isSure ? isThere : Join(holds, isThere, Lit(place.Whole, new OfType(type), holds));
    }

    bool IsSure(ITypeSymbol from, ITypeSymbol to) => SymbolEqualityComparer.Default.Equals(from, to) || compilation.ClassifyCommonConversion(from, to) is { Exists: true, IsImplicit: true, IsUserDefined: false, IsReference: true };

    static Formula Lit(Place place, Test test, bool holds) => new Formula.Literal(place, test, holds);

    Formula Parts(IRecursivePatternOperation pattern, Place place, bool holds)
    {
        var type = pattern.MatchedType ?? pattern.InputType;
        var parts = new List<Formula> { IsOf(place, type, holds) };
        for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            var part = pattern.DeconstructionSubpatterns[i];
            parts.Add(Read(part, Positional(pattern, place, type, i, part), holds));
        }
        foreach (var part in pattern.PropertySubpatterns)
        {
            if (part.Member is not IMemberReferenceOperation { Member: var member, Type: { } memberType }) return Formula.False;
            parts.Add(Read(part.Pattern, Member(place, member, memberType), holds));
        }
        return Join(holds, parts);
    }

    /// <summary>The place that a member of a place is.</summary>
    public Place Member(Place place, ISymbol member) => member is IPropertySymbol { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } value ? place.As(value.Type) : Member(place, member, member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type);

    static Place Member(Place place, ISymbol member, ITypeSymbol type) => IsLength(member) ? place.Length(type) : place.Of(member, type);

    /// <summary>Whether a member tells how many elements there are: list patterns ask for the same.</summary>
    static bool IsLength(ISymbol member) => member is IPropertySymbol { Name: "Length" or "Count", Type.SpecialType: SpecialType.System_Int32, ContainingType: { } type }
        && (type.SpecialType == SpecialType.System_Array || type.GetMembers().Any(m => m is IPropertySymbol { IsIndexer: true, Parameters: [{ Type: { SpecialType: SpecialType.System_Int32 } or { Name: "Index" } }] }));

    static Place Positional(IRecursivePatternOperation pattern, Place place, ITypeSymbol type, int index, IPatternOperation part)
    {
        if (pattern.DeconstructSymbol is IMethodSymbol method)
        {
            var parameter = method.Parameters[method.IsExtensionMethod && method.IsStatic ? index + 1 : index];
            return place.Deconstructed(method, index, parameter.Type);
        }
        return type is INamedTypeSymbol { IsTupleType: true } tuple && index < tuple.TupleElements.Length
            ? place.Of(tuple.TupleElements[index].CorrespondingTupleField ?? tuple.TupleElements[index], tuple.TupleElements[index].Type) : place.Deconstructed(null, index, part.InputType);
    }

    Formula List(IListPatternOperation pattern, Place place, bool holds)
    {
        var slice = pattern.Patterns.ToList().FindIndex(p => p is ISlicePatternOperation);
        var count = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        var parts = new List<Formula> { Lit(place.Whole, new NotNull(), holds) };
        if (compilation.GetSpecialType(SpecialType.System_Int32) is var number && (slice < 0 || count > 0))
        {
            parts.Add(Lit(place.Length(number), new OneOf(new NumberSet(Numbers.Between(count, slice < 0 ? count : int.MaxValue))), holds));
        }
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            var part = pattern.Patterns[i];
            if (part is ISlicePatternOperation { Pattern: { } rest })
            {
                if (rest is not (IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true })) return Formula.False;
                continue;
            }
            if (i != slice) parts.Add(Read(part, place.Element(slice < 0 || i < slice ? i : i - pattern.Patterns.Length, part.InputType), holds));
        }
        return Join(holds, parts);
    }
}
