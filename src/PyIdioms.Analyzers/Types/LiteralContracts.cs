using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>The places where <c>[LiteralString]</c> demands something.</summary>
static class LiteralContracts
{
    public static readonly OperationKind[] Kinds =
    [
        .. Sinks.Kinds, OperationKind.Return, OperationKind.YieldReturn, OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.PropertyReference,
    ];

    /// <summary>The values that an operation puts where text of the program is demanded.</summary>
    public static IEnumerable<Arrival> At(IOperation operation, ISymbol container)
    {
        switch (operation)
        {
            case IReturnOperation { ReturnedValue: { } returned }:
                if (Returning(operation, container) is { } method && method.ReturnsLiteral()) yield return new(returned, method.AssociatedSymbol ?? method, null);
                break;
            case IFieldInitializerOperation initializer:
                foreach (var field in initializer.InitializedFields)
                {
                    if (field.IsLiteralMember()) yield return new(initializer.Value, field, null);
                }
                break;
            case IPropertyInitializerOperation initializer:
                foreach (var property in initializer.InitializedProperties)
                {
                    if (property.IsLiteralMember()) yield return new(initializer.Value, property, null);
                }
                break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value }:
                while (value is IConversionOperation { OperatorMethod: null } conversion) value = conversion.Operand;
                for (var i = 0; i < targets.Elements.Length; i++)
                {
                    if (targets.Elements[i] is IMemberReferenceOperation { Member: var member } && member.IsLiteralMember()) yield return new(value is ITupleOperation parts && i < parts.Elements.Length ? parts.Elements[i] : value, member, null);
                }
                break;
            case IAssignmentOperation { Target: IParameterReferenceOperation { Parameter: { RefKind: RefKind.Out or RefKind.Ref } parameter } } assignment when parameter.IsLiteral():
                yield return new(assignment is ICompoundAssignmentOperation ? assignment : assignment.Value, parameter, null);
                break;
            case IAssignmentOperation { Target: IMemberReferenceOperation { Member: var written } } assignment when written.IsLiteralMember():
                yield return new(assignment.Value, written, null);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer:
                foreach (var argument in indexer.Arguments)
                {
                    if (argument.Parameter?.IsLiteral() == true) yield return new(argument.Value, indexer.Property, argument.Parameter);
                }
                break;
            case IInvocationOperation or IObjectCreationOperation:
                foreach (var arrival in Sinks.All(operation))
                {
                    if (arrival.Parameter is not { RefKind: not RefKind.Out } parameter || !parameter.IsLiteral()) continue;
                    foreach (var value in Listed(arrival.Value)) yield return arrival with { Value = value };
                }
                if (operation is IInvocationOperation { Instance: { } collection } added && ContractOf(collection) is { } held && Apis.Known.Has(added.TargetMethod, "add"))
                {
                    foreach (var argument in added.Arguments) yield return new(argument.Value, held, null);
                }
                break;
        }
    }

    /// <summary>The arguments of a <c>params</c> parameter one by one: the list of them stands nowhere in the source. Any other value as it is.</summary>
    static IEnumerable<IOperation> Listed(IOperation value) => value.Unwrap() switch
    {
        ICollectionExpressionOperation { IsImplicit: true } list => list.Elements,
        IArrayCreationOperation { IsImplicit: true, Initializer.ElementValues: var items } => items,
        _ => [value],
    };

    /// <summary>The member or parameter behind a collection, where that has a contract.</summary>
    static ISymbol? ContractOf(IOperation collection) => collection switch
    {
        IMemberReferenceOperation { Member: var member } when member.IsLiteralMember() => member,
        IParameterReferenceOperation { Parameter: var parameter } when parameter.IsLiteral() => parameter,
        _ => null,
    };

    /// <summary>The function that a return leaves.</summary>
    static IMethodSymbol? Returning(IOperation operation, ISymbol container)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILocalFunctionOperation local) return local.Symbol;
            if (outer is IAnonymousFunctionOperation lambda)
                return lambda.Symbol.CarriesOnReturn() ? lambda.Symbol : lambda.Parent is IDelegateCreationOperation { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } } ? invoke : lambda.Symbol;
        }
        return container as IMethodSymbol;
    }

    /// <summary>What a method demands that its base does not, or gives up that its base promises.</summary>
    public static void Compare(IMethodSymbol method, Action<Diagnostic> report, DiagnosticDescriptor descriptor)
    {
        if (method.IsStatic && method.ContainingType.AllInterfaces.IsEmpty) return;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.Out || !parameter.Carries()) continue;
            if (Overridden(method).FirstOrDefault(b => b.Parameters.Length > parameter.Ordinal && !b.Parameters[parameter.Ordinal].IsLiteral()) is { } wider)
                report(Diagnostic.Create(descriptor, parameter.Locations[0], $"'{parameter.Name}' demands", NameOf(wider), "callers through the base are not checked"));
        }
        if (method.CarriesOnReturn() || method.ReturnsVoid) return;
        if (Overridden(method).FirstOrDefault(b => b.CarriesOnReturn()) is { } promising)
            report(Diagnostic.Create(descriptor, method.Locations[0], $"'{method.Name}' does not repeat", NameOf(promising), "say it here too, callers of this declaration rely on it"));
    }

    public static void Compare(IPropertySymbol property, Action<Diagnostic> report, DiagnosticDescriptor descriptor)
    {
        if (property.OverriddenProperty is not { } overridden) return;
        if (overridden.Carries() && !property.Carries())
            report(Diagnostic.Create(descriptor, property.Locations[0], $"'{property.Name}' drops", NameOf(overridden), "say it here too"));
    }

    static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method) => method.Bases().Where(b => !SymbolEqualityComparer.Default.Equals(b.ContainingType, method.ContainingType));

    static string NameOf(IMethodSymbol method) => method.ContainingType.Name + "." + method.Name;

    static string NameOf(IPropertySymbol property) => property.ContainingType.Name + "." + property.Name;
}
