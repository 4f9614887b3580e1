using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>A value on its way into something that has a name: a variable, a member, a parameter, what a function returns.</summary>
readonly record struct NamedTarget(IOperation Value, string Name, ITypeSymbol? Type)
{
    /// <summary>The kinds of operations that put values into something.</summary>
    public static readonly OperationKind[] Kinds =
    [
        OperationKind.VariableDeclarator, OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.ParameterInitializer, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment,
        OperationKind.CoalesceAssignment, OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.Return, OperationKind.Tuple,
    ];

    /// <summary>The values that an operation puts into something, and the names of that.</summary>
    public static IEnumerable<NamedTarget> Of(IOperation operation, ISymbol? container) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value } => [new(value, local.Name, local.Type)],
        IFieldInitializerOperation initializer => initializer.InitializedFields.Select(f => new NamedTarget(initializer.Value, f.Name, f.Type)),
        IPropertyInitializerOperation initializer => initializer.InitializedProperties.Select(p => new NamedTarget(initializer.Value, p.Name, p.Type)),
        IParameterInitializerOperation { Parameter: { } parameter, Value: var value } => [new(value, parameter.Name, parameter.Type)],
        IAssignmentOperation assignment => NameOf(assignment.Target) is { } name ? [new(assignment.Value, name, assignment.Target.Type)] : [],
        IInvocationOperation call => OfCall(call),
        IObjectCreationOperation creation => OfArguments(creation.Arguments),
        IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } returned } => FunctionAround(operation, container) is { } function ? [new(returned, function.Name, function.Type)] : [],
        ITupleOperation { NaturalType: var natural, Type: INamedTypeSymbol { IsTupleType: true } type } tuple => tuple.Elements.Select((e, i) => (e, i)).Where(p => p.i < type.TupleElements.Length)
            .Select(p => new NamedTarget(p.e, ElementName(type, natural, tuple, p.i), p.e.Type)),
        _ => [],
    };

    /// <summary>The name of a tuple's element: the tuple may be converted to one that has names.</summary>
    static string ElementName(INamedTypeSymbol type, ITypeSymbol? natural, ITupleOperation tuple, int index)
    {
        var target = tuple.Parent is IConversionOperation { Type: INamedTypeSymbol { IsTupleType: true } converted } && index < converted.TupleElements.Length ? converted : type;
        return target.TupleElements[index].Name;
    }

    /// <summary>The name of what is written to; an element has the name of its collection or of the key it is kept under.</summary>
    static string? NameOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }] } => key,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => instance.Type.IsDictionary() ? null : NameOf(instance),
        IMemberReferenceOperation member => member.Member.Name,
        IArrayElementReferenceOperation element => NameOf(element.ArrayReference),
        _ => null,
    };

    static IEnumerable<NamedTarget> OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is "Append" or "Add" or "AppendLine" or "Push" or "Enqueue" && call.Instance is { } receiver && !receiver.Type.IsDictionary() && call.Arguments is [{ Value: var added }] && NameOf(receiver) is { } name) return [new(added, name, receiver.Type)];
        if (call.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string key } }, { Value: var kept }] && method.Name is "Add" or "TryAdd" or "Append" or "SetString" or "Set" or "SetValue" or "AddOrUpdate") return [new(kept, key, kept.Type)];
        if (call.Arguments is [{ Value: var set, Parameter.Name: "value" }] && method.Name.StartsWith("Set", StringComparison.Ordinal)) return [new(set, method.Name, set.Type)];
        return OfArguments(call.Arguments);
    }

    static IEnumerable<NamedTarget> OfArguments(IEnumerable<IArgumentOperation> arguments) =>
        arguments.Where(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter.RefKind: not (RefKind.Out or RefKind.Ref) }).Select(a => new NamedTarget(a.Value, a.Parameter!.Name, a.Parameter.Type));

    /// <summary>What a return leaves: a method or a property, by what it is called.</summary>
    static (string Name, ITypeSymbol Type)? FunctionAround(IOperation operation, ISymbol? container)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILocalFunctionOperation { Symbol: var local }) return (local.Name, local.ReturnType);
            if (outer is IAnonymousFunctionOperation) return null;
        }
        return container is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation } method ? ((method.AssociatedSymbol ?? method).Name, method.ReturnType) : null;
    }
}
