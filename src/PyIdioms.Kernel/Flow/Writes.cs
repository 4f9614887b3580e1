using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>A place and the operation whose value it gets; null where the value is not an operation's (<c>out</c>, <c>++</c>, a part of a pattern).</summary>
public readonly record struct Write(Place Place, IOperation? Value);

/// <summary>Which places one operation writes, its descendants left out.</summary>
public static class Writes
{
    /// <summary>The writes of an operation; <paramref name="captures"/> tells which variable a temporary stands for.</summary>
    public static IEnumerable<Write> Of(IOperation operation, Captures captures)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                return [new(Place.Of(capture.Id), capture.Value)];
            case ISimpleAssignmentOperation assignment:
                return To(assignment.Target, assignment.IsRef ? null : assignment.Value, captures);
            case IAssignmentOperation and (ICompoundAssignmentOperation or ICoalesceAssignmentOperation):
                return To(((IAssignmentOperation)operation).Target, null, captures);
            case IIncrementOrDecrementOperation step:
                return To(step.Target, null, captures);
            case IDeconstructionAssignmentOperation deconstruction:
                return Parts(deconstruction.Target, deconstruction.Value, captures);
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                return To(argument.Value, null, captures);
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                return [new(Place.Of(declarator.Symbol), initializer.Value)];
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                return [new(Place.Of(local), null)];
            case IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local }:
                return [new(Place.Of(local), null)];
            case IListPatternOperation { DeclaredSymbol: ILocalSymbol local }:
                return [new(Place.Of(local), null)];
            default:
                return [];
        }
    }

    static IEnumerable<Write> To(IOperation target, IOperation? value, Captures captures) => captures.Written(target).Select(place => new Write(place, value));

    static IEnumerable<Write> Parts(IOperation target, IOperation? value, Captures captures)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation tuple) return To(target, value, captures);
        while (value is IConversionOperation { OperatorMethod: null } conversion) value = conversion.Operand;
        var values = value is ITupleOperation { Elements: var elements } && elements.Length == tuple.Elements.Length ? elements : default;
        return tuple.Elements.SelectMany((element, i) => Parts(element, values.IsDefault ? null : values[i], captures));
    }
}
