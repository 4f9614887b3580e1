using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Methods of the program whose tasks need nobody to wait for them: they give what somebody keeps, or null where all is done.</summary>
public sealed class AnsweredTasks
{
    static readonly ConditionalWeakTable<Compilation, AnsweredTasks> PerCompilation = new();

    readonly Summaries<bool> nulls, kept;

    AnsweredTasks(Compilation compilation)
    {
        var bodies = Bodies.Of(compilation);
        nulls = new(assumed: false, unknown: false, (method, callee, cancel) => Returned(bodies, method, cancel) is { Count: > 0 } values
            && values.Any(v => MayBeNull(v, callee)) && values.Any(static v => !IsNull(v)));
        kept = new(assumed: false, unknown: false, (method, callee, cancel) => Returned(bodies, method, cancel) is { Count: > 0 } values && values.All(v => IsKept(v, callee)) && values.Any(static v => !IsNull(v)));
    }

    public static AnsweredTasks Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c));

    /// <summary>Whether null says that there is nothing to wait for: awaiting the result would throw.</summary>
    public bool MayBeNull(IInvocationOperation call, CancellationToken cancel) => IsOwn(call.TargetMethod) && nulls.Of(call.TargetMethod, cancel);

    /// <summary>Whether the task is one that a field has, or whoever completes it.</summary>
    public bool IsKept(IInvocationOperation call, CancellationToken cancel) => IsOwn(call.TargetMethod) && kept.Of(call.TargetMethod, cancel);

    static bool IsOwn(IMethodSymbol method) => method is { IsAsync: false, IsVirtual: false, IsAbstract: false, IsExtern: false, DeclaringSyntaxReferences.IsEmpty: false } && (!method.IsOverride || method.IsSealed || method.ContainingType.IsSealed);

    static List<IOperation>? Returned(Bodies bodies, IMethodSymbol method, CancellationToken cancel)
    {
        if (!IsOwn(method) || bodies.Operation(method, cancel) is not { } body) return null;
        var values = new List<IOperation>();
        var open = new Stack<IOperation>(body.ChildOperations);
        while (open.Count > 0)
        {
            var part = open.Pop();
            if (part is IAnonymousFunctionOperation or ILocalFunctionOperation) continue;
            if (part is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value }) Split(value, values);
            else if (part is IReturnOperation { Kind: OperationKind.YieldReturn }) return null;
            foreach (var child in part.ChildOperations) open.Push(child);
        }
        return values;
    }

    /// <summary>The values that an expression chooses from.</summary>
    static void Split(IOperation value, List<IOperation> values)
    {
        value = Bare(value);
        switch (value)
        {
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                Split(choice.WhenTrue, values);
                Split(otherwise, values);
                break;
            case ICoalesceOperation choice:
                Split(choice.Value, values);
                Split(choice.WhenNull, values);
                break;
            case ISwitchExpressionOperation match:
                foreach (var arm in match.Arms) Split(arm.Value, values);
                break;
            case IThrowOperation:
                break;
            default:
                values.Add(value);
                break;
        }
    }

    static IOperation Bare(IOperation value)
    {
        value = value.Unwrap();
        while (value is IConversionOperation { OperatorMethod: null, Operand: var operand }) value = operand.Unwrap();
        return value;
    }

    static bool IsNull(IOperation value) => value.ConstantValue is { HasValue: true, Value: null } || value is IDefaultValueOperation { Type.IsReferenceType: true };

    static bool MayBeNull(IOperation value, Func<IMethodSymbol, bool> callee) => IsNull(value) || value is IInvocationOperation { TargetMethod: var method } && IsOwn(method) && callee(method);

    static bool IsKept(IOperation value, Func<IMethodSymbol, bool> callee) => value switch
    {
        IFieldReferenceOperation => true,
        ILocalReferenceOperation { Local: var local } => value.Root().Descendants().Any(d => d is ISimpleAssignmentOperation { Target: IFieldReferenceOperation, Value: var stored } && Bare(stored) is ILocalReferenceOperation { Local: var same } && SymbolEqualityComparer.Default.Equals(same, local)),
        IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" }, Instance: { } source } => Bare(source) is IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation,
        IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.IsEmpty: false } => true,
        IConditionalAccessOperation { WhenNotNull: var member } => IsKept(member, callee),
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.IsEmpty: false } } => true,
        ICoalesceAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.DeclaringSyntaxReferences.IsEmpty: false } } => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WaitAsync" or "AsTask" or "Unwrap", Instance: { } same } => IsKept(Bare(same), callee),
        IInvocationOperation { TargetMethod: var method } => IsOwn(method) && callee(method),
        _ => IsNull(value),
    };
}
