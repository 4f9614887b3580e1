using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Types;

/// <summary>How a reference to something final gives it another value; null where it does not.</summary>
static class FinalWrites
{
    /// <summary>The ways in which a constructor gives a member its first value, and those that change one that is there.</summary>
    enum Way
    {
        Given,
        Changed,
    }

    /// <summary>What is done to a parameter: "it is …".</summary>
    public static string? ToParameter(IParameterReferenceOperation reference, ISymbol container) =>
        reference.Parameter.RefKind == RefKind.Out ? null : HowWritten(reference, container)?.What;

    /// <summary>What is done to a field or property where it may not be: "it is …".</summary>
    public static string? ToMember(IMemberReferenceOperation reference, ISymbol container)
    {
        if (reference is IFieldReferenceOperation { Field.AssociatedSymbol: not null } || HowWritten(reference, container) is not var (way, what)) return null;
        if (InitializerOf(reference) is { } initialized) return InInitializer(reference.Member, initialized);
        if (way == Way.Changed || !IsConstructing(reference, container)) return what;
        return Finals.HasValue(reference.Member) && !IsCopyConstructor(container) ? what + ", but its declaration gives it a value" : null;
    }

    static string? InInitializer(ISymbol member, IOperation initialized)
    {
        if (initialized is IWithOperation) return "written through 'with'";
        if (initialized is not (IObjectCreationOperation or ITypeParameterObjectCreationOperation)) return "written by an object initializer";
        var isAwaited = member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } or IPropertySymbol { SetMethod.IsInitOnly: true };
        return !isAwaited ? "written by an object initializer" : Finals.HasValue(member) ? "written by an object initializer, but its declaration gives it a value" : null;
    }

    /// <summary>The creation, the <c>with</c> or the outer member in whose initializer a member is assigned.</summary>
    static IOperation? InitializerOf(IOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: { } initialized } } ? initialized : null;

    static bool IsConstructing(IMemberReferenceOperation reference, ISymbol container)
    {
        for (var outer = reference.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
        }
        return container is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.PropertySet } method
            && (method.MethodKind != MethodKind.PropertySet || method.IsInitOnly)
            && method.IsStatic == reference.Member.IsStatic
            && SymbolEqualityComparer.Default.Equals(method.ContainingType.OriginalDefinition, reference.Member.ContainingType.OriginalDefinition)
            && reference.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
    }

    /// <summary>record R { protected R(R original) }: no initializer of a declaration runs there.</summary>
    static bool IsCopyConstructor(ISymbol container) =>
        container is IMethodSymbol { Parameters: [{ Type: var original }], ContainingType.IsRecord: true } && SymbolEqualityComparer.Default.Equals(original, container.ContainingType);

    static (Way Way, string What)? HowWritten(IOperation reference, ISymbol container)
    {
        var (written, isElement) = (reference, false);
        while (true)
        {
            switch (written.Parent)
            {
                // A part of a value is the value.
                case IFieldReferenceOperation { Field.IsStatic: false } part when part.Instance == written && written.Type is { IsValueType: true }:
                    written = part;
                    continue;
                case IConditionalOperation { IsRef: true } choice when choice.Condition != written:
                    written = choice;
                    continue;
                case ITupleOperation tuple:
                    (written, isElement) = (tuple, true);
                    continue;
                case IDeconstructionAssignmentOperation deconstruction when isElement && deconstruction.Target == written:
                    return (Way.Given, "deconstructed into");
            }
            return isElement ? null : HowUsed(written, container);
        }
    }

    static (Way Way, string What)? HowUsed(IOperation written, ISymbol container) => written.Parent switch
    {
        ISimpleAssignmentOperation { IsRef: true } alias => alias.Value == written && IsWritable(RefKindOf(alias.Target)) ? (Way.Given, "handed out by reference") : null,
        ICompoundAssignmentOperation { OperatorMethod: { IsStatic: false, ContainingType.IsReferenceType: true } } => null,
        IIncrementOrDecrementOperation { OperatorMethod: { IsStatic: false, ContainingType.IsReferenceType: true } } => null,
        ICompoundAssignmentOperation compound when compound.Target == written => (Way.Changed, "changed by a compound assignment"),
        IAssignmentOperation assignment when assignment.Target == written => (Way.Given, "assigned"),
        IIncrementOrDecrementOperation step => (Way.Changed, step.Kind == OperationKind.Increment ? "incremented" : "decremented"),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref } => (Way.Given, "passed by 'ref'"),
        IArgumentOperation { Parameter.RefKind: RefKind.Out } => (Way.Given, "passed by 'out'"),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } => (Way.Given, "handed out by reference"),
        IReturnOperation => IsWritable(ReturnKind(written, container)) ? (Way.Changed, "handed out by reference") : null,
        _ => null,
    };

    static bool IsWritable(RefKind kind) => kind is RefKind.Ref or RefKind.Out;

    static RefKind RefKindOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local.RefKind,
        IParameterReferenceOperation parameter => parameter.Parameter.RefKind,
        IFieldReferenceOperation field => field.Field.RefKind,
        _ => RefKind.None,
    };

    static RefKind ReturnKind(IOperation returned, ISymbol container)
    {
        for (var outer = returned.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ILocalFunctionOperation local) return local.Symbol.RefKind;
            if (outer is IAnonymousFunctionOperation lambda) return lambda.Symbol.RefKind;
        }
        return container switch { IMethodSymbol method => method.RefKind, IPropertySymbol property => property.RefKind, _ => RefKind.None };
    }
}
