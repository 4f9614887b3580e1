using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A part of an array or a string, copied out of it.</summary>
/// <param name="Whole">The array or the string.</param>
/// <param name="IsText">Whether it is a string.</param>
public sealed record CopiedSlice(IOperation Whole, bool IsText)
{
    public static CopiedSlice? Of(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { ArrayReference: { Type: IArrayTypeSymbol { Rank: 1 } } whole, Indices: [{ Type.Name: "Range" }] } => new(whole, false),
        IImplicitIndexerReferenceOperation { Instance: { Type.SpecialType: SpecialType.System_String } whole, Argument.Type.Name: "Range" } => new(whole, true),
        IInvocationOperation { TargetMethod: { Name: "Substring", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } whole } => new(whole, true),
        _ => null,
    };

    /// <summary>Whether one of some operations may write elements of the array.</summary>
    public bool MayBeWritten(IEnumerable<IOperation> operations)
    {
        if (IsText) return false;
        if (Place.Of(Whole) is not { } place) return true;
        return operations.Any(o => o switch
        {
            IAssignmentOperation { Target: var target } => IsOf(target, place),
            IIncrementOrDecrementOperation { Target: var target } => IsOf(target, place),
            IArgumentOperation { Value: var value } => place.Equals(Place.Of(Seen(value))),
            IInvocationOperation { Instance: { } owner } => place.Equals(Place.Of(Seen(owner))),
            _ => false,
        });
    }

    static bool IsOf(IOperation target, Place place) => target.Unwrap() is IArrayElementReferenceOperation { ArrayReference: var array } ? place.Equals(Place.Of(array)) : place.Equals(Place.Of(target));

    static IOperation Seen(IOperation value)
    {
        value = value.Unwrap();
        while (value is IConversionOperation conversion) value = conversion.Operand.Unwrap();
        return value;
    }
}
