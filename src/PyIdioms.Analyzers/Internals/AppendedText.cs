using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Internals;

/// <summary>An expression that is a string kept in a place and more text behind it.</summary>
/// <param name="Own">Where the string itself is read for that.</param>
/// <param name="Parts">What stands behind it, in order.</param>
public sealed record AppendedText(ImmutableArray<IOperation> Own, ImmutableArray<IOperation> Parts)
{
    /// <summary>What an assignment appends to its target; null where it does something else.</summary>
    public static AppendedText? Of(IAssignmentOperation assignment) => assignment.Target.Type?.SpecialType != SpecialType.System_String ? null : assignment switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String } } sum when Place.Of(sum.Target) is { } place && !Mentions(sum.Value, place) => new([], Flat(sum.Value)),
        ISimpleAssignmentOperation { IsRef: false } set when Place.Of(set.Target) is { } place => In(set.Value, place),
        _ => null,
    };

    /// <summary>What an expression has behind the string of a place.</summary>
    public static AppendedText? In(IOperation value, Place place)
    {
        value = value.Unwrap();
        switch (value)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                return Behind(Flat(value), place);
            case IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } concat:
                return Behind([.. concat.Arguments.SelectMany(Elements)], place);
            case IInterpolatedStringOperation { Parts: var parts }:
                return Behind([.. parts.Select(p => p is IInterpolationOperation { Alignment: null, FormatString: null } hole ? hole.Expression : p)], place);
            case IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } format
                when format.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string text } }, ..] && text.StartsWith("{0}", StringComparison.Ordinal) && text.IndexOf("{0", 1, StringComparison.Ordinal) < 0:
                return Behind([.. format.Arguments.Skip(1).SelectMany(Elements)], place) is { } formatted ? formatted with { Parts = [value] } : null;
            case IConditionalOperation { WhenTrue: { } yes, WhenFalse: { } no }:
                var (first, second) = (In(yes, place), In(no, place));
                // text = text == "" ? part : text + ", " + part
                if (first is not null && second is null && !Mentions(no, place)) return first with { Parts = [value] };
                if (second is not null && first is null && !Mentions(yes, place)) return second with { Parts = [value] };
                return first is not null && second is not null ? new(first.Own.AddRange(second.Own), [value]) : null;
            default:
                return null;
        }
    }

    static AppendedText? Behind(ImmutableArray<IOperation> parts, Place place) =>
        parts.Length > 1 && Place.Of(Bare(parts[0]))?.Equals(place) == true && !parts.Skip(1).Any(p => Mentions(p, place)) ? new([Bare(parts[0])], parts.RemoveAt(0)) : null;

    /// <summary><c>text ?? ""</c></summary>
    static IOperation Bare(IOperation part) => part.Unwrap() is ICoalesceOperation { Value: var value } ? value.Unwrap() : part.Unwrap();

    static IEnumerable<IOperation> Elements(IArgumentOperation argument) => argument.Value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } when argument.ArgumentKind is ArgumentKind.ParamArray => elements,
        ICollectionExpressionOperation { Elements: var elements } when argument.ArgumentKind is ArgumentKind.ParamCollection => elements,
        var other => [other],
    };

    /// <summary>The texts of a sum of strings, from left to right.</summary>
    static ImmutableArray<IOperation> Flat(IOperation value)
    {
        var parts = new Stack<IOperation>();
        value = value.Unwrap();
        while (value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String }, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } sum)
        {
            parts.Push(sum.RightOperand);
            value = sum.LeftOperand.Unwrap();
        }
        parts.Push(value);
        return [.. parts];
    }

    static bool Mentions(IOperation value, Place place) => value.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation && place.Equals(Place.Of(o)));
}
