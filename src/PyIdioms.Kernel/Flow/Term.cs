using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>A side-effect-free expression, compared by structure: two equal terms have equal values while none of their places is written.</summary>
public sealed class Term : IEquatable<Term>
{
    readonly string shape;

    Term(string shape, ImmutableArray<Place> places)
    {
        this.shape = shape;
        Places = places;
    }

    /// <summary>What the value depends on.</summary>
    public ImmutableArray<Place> Places { get; }

    /// <summary>The term of an expression; null when evaluating it twice could differ.</summary>
    public static Term? Of(IOperation? operation)
    {
        return operation is null ? null : Make(places => Shape(operation, places));
    }

    /// <summary>The term of an expression in which temporaries of the graph stand for what they were made from.</summary>
    public static Term? Of(IOperation? operation, Captures captures)
    {
        return operation is null ? null : Make(places => Shape(operation, places, captures));
    }

    static Term? Make(Func<ImmutableArray<Place>.Builder, string?> shapeOf)
    {
        var places = ImmutableArray.CreateBuilder<Place>();
        return shapeOf(places) is { } shape ? new(shape, places.ToImmutable()) : null;
    }

    /// <summary>The term of a condition without its negations, so that <c>x != null</c> and <c>x is null</c> are one term; <paramref name="holds"/> turns with them.</summary>
    public static Term? OfCondition(IOperation condition, ref bool holds)
    {
        while (true)
        {
            condition = condition.Unwrap();
            switch (condition)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                    holds = !holds;
                    condition = not.Operand;
                    continue;
                case IIsNullOperation test:
                    return IsNull(test.Operand);
                case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test:
                    holds = !holds;
                    return IsNull(test.Value);
                case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test:
                    return IsNull(test.Value);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality:
                    if (equality.OperatorKind == BinaryOperatorKind.NotEquals) holds = !holds;
                    if (equality.RightOperand.ConstantValue is { HasValue: true, Value: null }) return IsNull(equality.LeftOperand);
                    if (equality.LeftOperand.ConstantValue is { HasValue: true, Value: null }) return IsNull(equality.RightOperand);
                    return Make(places => Apply("==", [equality.LeftOperand, equality.RightOperand], places));
                default:
                    return Of(condition);
            }
        }
    }

    static Term? IsNull(IOperation operand) => Make(places => Apply("null?", [operand], places));

    /// <summary>Whether writing a place may change the term's value.</summary>
    public bool IsChangedBy(Place written) => Places.Any(p => p.IsChangedBy(written));

    static string? Shape(IOperation operation, ImmutableArray<Place>.Builder places, Captures? captures = null)
    {
        if (captures is not null && captures.Resolve(operation) is var source && source != operation)
        {
            var known = places.Count;
            if (Shape(source, places, captures) is { } resolved) return resolved;
            places.Count = known;
        }
        operation = operation.Unwrap();
        if (operation.ConstantValue is { HasValue: true, Value: var constant }) return Literal(constant);
        if ((captures is null ? Place.Of(operation) : Place.Of(operation, captures)) is { } place && IsStable(place))
        {
            var index = places.IndexOf(place);
            if (index < 0)
            {
                index = places.Count;
                places.Add(place);
            }
            return "$" + index.ToString(CultureInfo.InvariantCulture);
        }
        return operation switch
        {
            IConversionOperation conversion when conversion.OperatorMethod is null => Apply("(" + conversion.Type?.ToDisplayString() + ")", [conversion.Operand], places, captures),
            IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: not SpecialType.None } } binary => Apply(binary.OperatorKind + (binary.IsChecked ? "c" : ""), [binary.LeftOperand, binary.RightOperand], places, captures),
            IUnaryOperation { OperatorMethod: null } unary => Apply("u" + unary.OperatorKind, [unary.Operand], places, captures),
            ITupleOperation tuple => Apply("tuple", tuple.Elements, places, captures),
            IInterpolatedStringOperation text => Apply("$\"", text.Parts, places, captures),
            IInterpolationOperation { Expression: var hole } part when HasValueText(hole.Type) => Apply("{", [hole, .. Present(part.Alignment), .. Present(part.FormatString)], places, captures),
            IInterpolatedStringTextOperation part => Shape(part.Text, places, captures),
            ITypeOfOperation type => "typeof " + type.TypeOperand.ToDisplayString(),
            IInvocationOperation { TargetMethod: { IsStatic: false, ContainingType.SpecialType: SpecialType.System_String } method, Instance: { } text } call =>
                Apply(method.ToDisplayString(), [text, .. call.Arguments.Select(a => a.Value)], places, captures),
            IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.SpecialType: SpecialType.System_String } } element =>
                Apply("[]", [element.Instance!, .. element.Arguments.Select(a => a.Value)], places, captures),
            _ => null,
        };
    }

    /// <summary>Whether the text of a value can change only when the variable is written: not that of a <c>StringBuilder</c>.</summary>
    static bool HasValueText(ITypeSymbol? type) => type is { IsValueType: true } or { SpecialType: SpecialType.System_String };

    static IEnumerable<IOperation> Present(IOperation? operation) => operation is null ? [] : [operation];

    /// <summary>A property is trusted to return the same value until something on its path is written, except those known to move.</summary>
    static bool IsStable(Place place) => !place.Path.Any(m => m is IFieldSymbol { IsVolatile: true }
        || m is IPropertySymbol { ContainingType: { SpecialType: SpecialType.System_DateTime } or { Name: "DateTimeOffset" or "Stopwatch" or "Guid" or "Random" or "Environment" } or { SpecialType: SpecialType.System_Collections_IEnumerator } });

    static string? Apply(string head, IEnumerable<IOperation> operands, ImmutableArray<Place>.Builder places, Captures? captures = null)
    {
        var parts = new List<string>();
        foreach (var operand in operands)
        {
            if (Shape(operand, places, captures) is not { } part) return null;
            parts.Add(part);
        }
        return $"{head}({string.Join(",", parts)})";
    }

    static string Literal(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text.Length.ToString(CultureInfo.InvariantCulture) + ":" + text,
        IFormattable number => value.GetType().Name + ":" + number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name + ":" + value,
    };

    public bool Equals(Term? other) => other is not null && shape == other.shape && Places.SequenceEqual(other.Places);
    public override bool Equals(object? obj) => Equals(obj as Term);
    public override int GetHashCode() => unchecked(shape.GetHashCode() * 31 + Places.Length);
    public override string ToString() => shape + "[" + string.Join(", ", Places) + "]";
}
