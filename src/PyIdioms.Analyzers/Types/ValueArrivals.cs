using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>A value, and the place that it gets to, where only listed values may be.</summary>
/// <param name="Value">The value.</param>
/// <param name="Target">What it is for: a parameter, a member, a function, an alias type.</param>
/// <param name="Contract">The values that may be there.</param>
readonly record struct ValueArrival(IOperation Value, ISymbol Target, LiteralContract Contract);

/// <summary>The places where a <c>[Literal]</c> demands something.</summary>
static class ValueArrivals
{
    public static readonly OperationKind[] Kinds =
    [
        OperationKind.Argument, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment, OperationKind.Increment, OperationKind.Decrement, OperationKind.DeconstructionAssignment,
        OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer, OperationKind.Return, OperationKind.YieldReturn, OperationKind.Conversion,
    ];

    public static IEnumerable<ValueArrival> At(IOperation operation, ISymbol container, Literals literals)
    {
        switch (operation)
        {
            case IArgumentOperation { Parameter: { RefKind: not RefKind.Out } parameter } argument when argument.ArgumentKind != ArgumentKind.DefaultValue: return To(parameter, argument.Value);
            case ICoalesceAssignmentOperation assignment: return ToTarget(assignment.Target, assignment.Value);
            case ICompoundAssignmentOperation assignment: return ToTarget(assignment.Target, assignment);
            case ISimpleAssignmentOperation { IsRef: false } assignment: return ToTarget(assignment.Target, assignment.Value);
            case IIncrementOrDecrementOperation step: return ToTarget(step.Target, step);
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets } assignment: return Parts(targets, assignment.Value);
            case IFieldInitializerOperation initializer: return initializer.InitializedFields.SelectMany(f => To(f, initializer.Value));
            case IPropertyInitializerOperation initializer: return initializer.InitializedProperties.SelectMany(p => To(p, initializer.Value));
            case IParameterInitializerOperation { Parameter: { } parameter } initializer: return To(parameter, initializer.Value);
            case IReturnOperation { ReturnedValue: { } returned }: return Returning(operation, container) is { } function ? To(function, returned, operation.Kind == OperationKind.YieldReturn) : [];
            case IConversionOperation { OperatorMethod: { Parameters: [var parameter] } method } conversion when literals.Of(parameter) is { } alias:
                return conversion.IsImplicit || Leaves.Of(conversion.Operand).All(l => l.ConstantValue.HasValue) ? [new(conversion.Operand, method.ContainingType, alias)] : [];
            default: return [];
        }

        IEnumerable<ValueArrival> ToTarget(IOperation target, IOperation value) => target switch
        {
            IMemberReferenceOperation { Member: var member } => To(member, value),
            IParameterReferenceOperation { Parameter: var parameter } => To(parameter, value),
            _ => [],
        };

        IEnumerable<ValueArrival> To(ISymbol target, IOperation value, bool isElement = false)
        {
            if (literals.Of(target) is not { } contract || target is IPropertySymbol { ContainingType: { } owner } && literals.OfAlias(owner) is not null) return [];
            return (contract.IsOfElements && !isElement ? Elements(value) : [value]).Select(v => new ValueArrival(v, target, contract));
        }

        IEnumerable<ValueArrival> Parts(ITupleOperation targets, IOperation value)
        {
            while (value is IConversionOperation { OperatorMethod: null } conversion) value = conversion.Operand;
            var values = value is ITupleOperation { Elements: var elements } && elements.Length == targets.Elements.Length ? elements : default;
            return targets.Elements.SelectMany((t, i) => t is ITupleOperation inner && !values.IsDefault ? Parts(inner, values[i]) : ToTarget(t, values.IsDefault ? value : values[i]));
        }
    }

    /// <summary>The elements of a collection that is written out; of another one nothing is known, and nothing is said.</summary>
    public static IEnumerable<IOperation> Elements(IOperation collection) => collection switch
    {
        IConversionOperation conversion => Elements(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation { Elements: var elements } => elements.Where(e => e is not ISpreadOperation),
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>().SelectMany(i => i.Arguments.Select(a => a.Value)),
        _ => [],
    };

    /// <summary>The function that a return leaves.</summary>
    static ISymbol? Returning(IOperation operation, ISymbol container)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILocalFunctionOperation local) return local.Symbol;
            if (outer is not IAnonymousFunctionOperation lambda) continue;
            return lambda.Symbol.GetReturnTypeAttributes().IsEmpty && lambda.Parent is IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } } ? invoke : lambda.Symbol;
        }
        return container as IMethodSymbol ?? container as IPropertySymbol as ISymbol;
    }
}
