using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Constraints;

namespace PyIdioms.Analyzers.Types;

/// <summary>The places where values get to what may carry constraints.</summary>
static class ConstraintArrivals
{
    public static readonly OperationKind[] Kinds =
    [
        OperationKind.Argument, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment, OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.Conversion,
    ];

    public static IEnumerable<(IOperation Value, ISymbol Target)> At(IOperation operation)
    {
        switch (operation)
        {
            case IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Parameter: { RefKind: not RefKind.Out } parameter } argument: return [(argument.Value, parameter)];
            case ISimpleAssignmentOperation { IsRef: false, Target: IMemberReferenceOperation { Member: var member } } assignment: return [(assignment.Value, member)];
            case ICoalesceAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment: return [(assignment.Value, member)];
            case IFieldInitializerOperation initializer: return initializer.InitializedFields.Select(f => (initializer.Value, (ISymbol)f));
            case IPropertyInitializerOperation initializer: return initializer.InitializedProperties.Select(p => (initializer.Value, (ISymbol)p));
            case IConversionOperation { OperatorMethod: { Name: WellKnownMemberNames.ExplicitConversionName, ReturnType: var made } method } conversion when ValueKind.Wrapped(made) is { } value && SymbolEqualityComparer.Default.Equals(value.Type, method.Parameters[0].Type): return [(conversion.Operand, value)];
            default: return [];
        }
    }

    /// <summary>The constraints of a place; a property of an [Annotated] record has those of its parameter.</summary>
    public static List<Constraint> Of(ISymbol target)
    {
        if (target is IPropertySymbol { ContainingType: { } type } && ValueKind.Wrapped(type) is { } value && value.Name == target.Name) target = value;
        return target is IParameterSymbol or IPropertySymbol or IFieldSymbol ? [.. Constraint.Among(target.GetAttributes()).Where(static c => c.Kind != ConstraintKind.Other)] : [];
    }

    public static ITypeSymbol TypeOf(ISymbol target) => target switch
    {
        IParameterSymbol parameter => parameter.Type,
        IPropertySymbol property => property.Type,
        _ => ((IFieldSymbol)target).Type,
    };
}
