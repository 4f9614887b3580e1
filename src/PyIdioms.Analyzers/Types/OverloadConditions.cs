using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Types;

/// <summary>What the conditions in a body ask about the types of its parameters.</summary>
sealed class OverloadConditions
{
    readonly PatternReader reader;
    readonly ImmutableArray<Place> places;
    readonly HashSet<int> asked = [];
    readonly IMethodSymbol core;

    public OverloadConditions(IMethodSymbol core, Compilation compilation)
    {
        this.core = core;
        reader = new(compilation);
        var root = Place.Input(compilation.ObjectType);
        places = [.. core.Parameters.Select(p => root.Of(p, p.Type))];
    }

    public bool AsksAbout(int parameter) => asked.Contains(parameter);

    /// <summary>A value without the conversions that leave it what it is: to a base, into a box, to a type parameter.</summary>
    public static IOperation Bare(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IParenthesizedOperation inner: value = inner.Operand; break;
                case IConversionOperation { OperatorMethod: null, Operand: var operand, Type: var type } conversion when IsSame(operand, type, conversion): value = operand; break;
                default: return value;
            }
        }
    }

    static bool IsSame(IOperation operand, ITypeSymbol? type, IConversionOperation conversion) =>
        operand is IThrowOperation || operand.Type is null && operand.ConstantValue.HasValue
        || type is { TypeKind: TypeKind.TypeParameter } or { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic }
        || conversion.Conversion is { IsIdentity: true } or { IsImplicit: true, IsReference: true, IsNumeric: false }
        || conversion.IsImplicit && operand.Type is { IsValueType: true } && type is { IsReferenceType: true };

    /// <summary>Whether an operation changes a parameter, or hands out a reference to it.</summary>
    public bool Writes(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: var target } => target.DescendantsAndSelf().Any(t => PlaceOf(t) is not null && t.Parent is IAssignmentOperation or ITupleOperation),
        IIncrementOrDecrementOperation { Target: var target } => PlaceOf(target) is not null,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } => PlaceOf(passed) is not null,
        _ => false,
    };

    Place? PlaceOf(IOperation operation) => Bare(operation) is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, core) ? places[parameter.Ordinal] : null;

    /// <summary>A pattern over a parameter, or over a tuple of parameters; null where it is over something else.</summary>
    public Formula? Read(IPatternOperation pattern, IOperation value)
    {
        if (pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true }) return Formula.True;
        // What the reader does not understand is false to it, and here anything.
        if (PlaceOf(value) is { } place) return reader.Read(pattern, place) is var formula && formula == Formula.False ? null : formula;
        if (Bare(value) is not ITupleOperation tuple) return null;
        return pattern switch
        {
            IRecursivePatternOperation { DeconstructionSubpatterns: { Length: > 0 } parts, PropertySubpatterns.IsEmpty: true } when parts.Length == tuple.Elements.Length => All(parts.Select((p, i) => Read(p, tuple.Elements[i]))),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either when (Read(either.LeftPattern, value), Read(either.RightPattern, value)) is ({ } left, { } right) => Formula.Or(left, right),
            _ => null,
        };
    }

    static Formula? All(IEnumerable<Formula?> parts)
    {
        var all = parts.ToList();
        return all.TrueForAll(static p => p is not null) ? Formula.And(all.Select(static p => p!)) : null;
    }

    public Formula? Read(ICaseClauseOperation clause, IOperation value) => clause switch
    {
        IPatternCaseClauseOperation pattern => Read(pattern.Pattern, value),
        ISingleValueCaseClauseOperation { Value: { ConstantValue: { HasValue: true, Value: var constant } } given } when PlaceOf(value) is { } place => reader.Compare(place, Comparison.Equal, constant, given.Type, holds: true),
        _ => null,
    };

    /// <summary>A condition; null where it asks about something else.</summary>
    public Formula? Read(IOperation condition, bool holds = true)
    {
        switch (Bare(condition))
        {
            case { ConstantValue: { HasValue: true, Value: bool known } }: return known == holds ? Formula.True : Formula.False;
            case IIsPatternOperation match when PlaceOf(match.Value) is { } place: return reader.Read(match.Pattern, place, holds);
            case IIsPatternOperation match when holds: return Read(match.Pattern, match.Value);
            case IIsTypeOperation test when PlaceOf(test.ValueOperand) is { } place: return reader.IsOf(place, test.TypeOperand, holds != test.IsNegated);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Operand: var operand }: return Read(operand, !holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } both: return Join(both, holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, OperatorMethod: null } either: return Join(either, !holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison: return Compare(comparison, holds == (comparison.OperatorKind == BinaryOperatorKind.Equals));
            default: return null;
        }

        Formula? Join(IBinaryOperation parts, bool all) => (Read(parts.LeftOperand, holds), Read(parts.RightOperand, holds)) is ({ } left, { } right) ? all ? Formula.And(left, right) : Formula.Or(left, right) : null;
    }

    /// <summary>A comparison with null asks for a type, so to say; <c>typeof(T) == typeof(int)</c> does.</summary>
    Formula? Compare(IBinaryOperation comparison, bool isEqual)
    {
        var (left, right) = (comparison.LeftOperand, comparison.RightOperand);
        if (Bare(right).ConstantValue is { HasValue: true, Value: null } && PlaceOf(left) is { } place) return reader.Compare(place, Comparison.Equal, null, null, isEqual);
        if (Bare(left).ConstantValue is { HasValue: true, Value: null } && PlaceOf(right) is { } other) return reader.Compare(other, Comparison.Equal, null, null, isEqual);
        return null;
    }

    /// <summary>What of an input makes a formula true, and what makes it false. Single values do both.</summary>
    public (ImmutableArray<ImmutableArray<Space>> Yes, ImmutableArray<ImmutableArray<Space>> No) Split(Formula formula, ImmutableArray<Space> input)
    {
        switch (formula)
        {
            case Formula.Literal literal: return Split(literal, input);
            case Formula.All all: return Fold(all.Parts, input, isAll: true);
            case Formula.Either either: return Fold(either.Parts, input, isAll: false);
            default: return formula == Formula.True ? ([input], []) : ([], [input]);
        }
    }

    (ImmutableArray<ImmutableArray<Space>> Yes, ImmutableArray<ImmutableArray<Space>> No) Fold(ImmutableArray<Formula> parts, ImmutableArray<Space> input, bool isAll)
    {
        ImmutableArray<ImmutableArray<Space>> open = [input];
        var decided = new List<ImmutableArray<Space>>();
        foreach (var part in parts)
        {
            var next = new List<ImmutableArray<Space>>();
            foreach (var at in open)
            {
                var (yes, no) = Split(part, at);
                next.AddRange(isAll ? yes : no);
                decided.AddRange(isAll ? no : yes);
            }
            open = [.. next];
        }
        return isAll ? (open, [.. decided]) : ([.. decided], open);
    }

    (ImmutableArray<ImmutableArray<Space>> Yes, ImmutableArray<ImmutableArray<Space>> No) Split(Formula.Literal literal, ImmutableArray<Space> input)
    {
        var index = places.IndexOf(literal.Place);
        if (index >= 0) asked.Add(index);
        if (index < 0 || literal.Test is OneOf) return ([input], [input]);
        var (yes, no) = (Parts(literal.Test, true), Parts(literal.Test, false));
        return literal.Holds ? (yes, no) : (no, yes);

        ImmutableArray<ImmutableArray<Space>> Parts(Test test, bool holds)
        {
            var left = input[index].After(test, holds);
            return [.. left.Types.Select(r => input.SetItem(index, new(false, null, [r]))), .. left.IsNull ? [input.SetItem(index, new(true, null, []))] : ImmutableArray<ImmutableArray<Space>>.Empty];
        }
    }
}
