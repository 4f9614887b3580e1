using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>A scope that ends when the function returns: a resource disposed, handlers left, a finally run, a lock released.</summary>
public sealed class EndingScope
{
    readonly SyntaxNode region;
    readonly Place? resource;
    readonly Func<ReturnedTask, bool> isEntered;

    EndingScope(IOperation region, string what, Place? resource, Func<ReturnedTask, bool> isEntered)
    {
        this.region = region.Syntax;
        What = what;
        this.resource = resource;
        this.isEntered = isEntered;
    }

    /// <summary>What happens too early.</summary>
    public string What { get; }

    /// <summary>Whether it matters to a task that the scope ends first.</summary>
    public bool Matters(ReturnedTask task, IOperation function, Compilation compilation) =>
        isEntered(task) && (resource is null || new ResourceUse(resource, function, compilation).IsUsedBy(task.Origin));

    /// <summary>Whether a task is made inside, and is left alone until the scope is over: it disposes, and nothing in it waits for the task.</summary>
    public bool IsLeft(IOperation use, ILocalSymbol task) => resource is not null && !region.Span.Contains(use.Syntax.Span)
        && !region.DescendantNodes().OfType<AwaitExpressionSyntax>().Any(w => w.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == task.Name));

    /// <summary>The scopes around a return, or around what makes a task, from the inside out, up to the function it belongs to.</summary>
    public static IEnumerable<EndingScope> Around(IOperation at)
    {
        while (at.Parent is { } parent && at is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            foreach (var scope in In(parent, at)) yield return scope;
            at = parent;
        }
    }

    static IEnumerable<EndingScope> In(IOperation parent, IOperation at)
    {
        switch (parent)
        {
            case IUsingOperation scope when scope.Body == at && IsLock(scope.Resources):
                return [Releasing(scope)];
            case IUsingOperation scope when scope.Body == at:
                return ResourcesOf(scope.Resources).Select(r => Disposing(scope, r));
            case IBlockOperation block:
                var declared = block.Operations.TakeWhile(o => o != at).OfType<IUsingDeclarationOperation>().Select(static d => d.DeclarationGroup).ToArray();
                return declared.Where(IsLock).Select(_ => Releasing(block)).Concat(declared.Where(static d => !IsLock(d)).SelectMany(ResourcesOf).Reverse().Select(r => Disposing(block, r)));
            case ITryOperation attempt:
                var catches = attempt.Body == at && attempt.Catches.Any(Acts) ? [new EndingScope(attempt.Body, "the catch does not see its exceptions", null, static t => t.Origin is IInvocationOperation call && !GoesOnIn<CatchClauseSyntax>(call))] : Array.Empty<EndingScope>();
                return attempt.Finally is { } last && last != at ? catches.Concat(OfFinally(attempt, last)) : catches;
            case ILockOperation taken when taken.Body == at:
                return [Releasing(taken)];
            default:
                return [];
        }
    }

    /// <summary>Whether a lock may be meant for what a call does: not for the work of an object that was found or made under it, and not for a local function that touches nothing of the object's.</summary>
    static bool IsGuarded(IInvocationOperation call, IOperation taken) => call switch
    {
        { TargetMethod.MethodKind: MethodKind.LocalFunction } => BodyOf(call) is not { } body || body.Descendants().Any(static d => d is IInstanceReferenceOperation or IFieldReferenceOperation { Field.IsStatic: true }),
        { Instance: { } owner } when owner.Unwrap() is ILocalReferenceOperation { Local: var local } => !taken.Descendants().Any(d => d switch
        {
            IVariableDeclaratorOperation { Symbol: var found, Initializer.Value: var value } => SymbolEqualityComparer.Default.Equals(found, local) && value.Unwrap() is IInvocationOperation or IObjectCreationOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true },
            IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var found } } => SymbolEqualityComparer.Default.Equals(found, local),
            _ => false,
        }),
        _ => true,
    };

    static IOperation? BodyOf(IInvocationOperation call) => call.Root().Descendants().FirstOrDefault(d => d is ILocalFunctionOperation { Symbol: var local } && SymbolEqualityComparer.Default.Equals(local, call.TargetMethod.OriginalDefinition));

    static EndingScope Releasing(IOperation taken) => new(taken, "the lock is released first", null, t => t is { Origin: IInvocationOperation call, IsKept: false } && IsGuarded(call, taken));

    /// <summary><c>using (_lock.EnterScope())</c></summary>
    static bool IsLock(IOperation resources) => resources.DescendantsAndSelf().Any(static d => d is IInvocationOperation { TargetMethod: { Name: "EnterScope", ContainingType: { Name: "Lock", ContainingNamespace.Name: "Threading" } } });

    static EndingScope Disposing(IOperation region, Place resource) => new(region, $"'{NameOf(resource)}' is disposed first", resource, static _ => true);

    static IEnumerable<Place> ResourcesOf(IOperation resources) => resources switch
    {
        IVariableDeclarationGroupOperation group => group.Declarations.SelectMany(d => d.Declarators).Select(d => Place.Of(d.Symbol)),
        _ => Place.Of(resources) is { } place ? [place] : [],
    };

    static string NameOf(Place place) => place.Path.IsEmpty ? place.Root?.Name ?? "this" : place.Path[place.Path.Length - 1].Name;

    /// <summary>Whether a call hands a pending task to the slow path of a function: an async function of its own, with handlers of its own.</summary>
    static bool GoesOnIn<THandler>(IInvocationOperation call) where THandler : SyntaxNode =>
        call.TargetMethod is { IsAsync: true } function && (function.MethodKind == MethodKind.LocalFunction || call.Arguments.Any(static a => a.Parameter?.Type is { } type && IsAwaitable(type)))
        && function.DeclaringSyntaxReferences.Any(static r => r.GetSyntax().DescendantNodes().Any(static n => n is THandler));

    static bool IsAwaitable(ITypeSymbol type) => type.Name is "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" or "TaskAwaiter" || !type.GetMembers(WellKnownMemberNames.GetAwaiter).IsEmpty;

    /// <summary>Whether a handler does more than let the exception go on: throw it again, or turn it into a failed task.</summary>
    static bool Acts(ICatchClauseOperation handler) => handler.Handler.Operations switch
    {
        [IThrowOperation { Exception: null }] => false,
        [IReturnOperation { ReturnedValue: { } value }] => !(Bare(value) is IInvocationOperation { TargetMethod: { Name: "FromException" or "FromCanceled" } }
            or IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [{ Value: IInvocationOperation { TargetMethod.Name: "FromException" or "FromCanceled" } }] }),
        _ => true,
    };

    static IOperation Bare(IOperation value)
    {
        value = value.Unwrap();
        while (value is IConversionOperation { OperatorMethod: null, Operand: var operand }) value = operand.Unwrap();
        return value;
    }

    static IEnumerable<EndingScope> OfFinally(ITryOperation attempt, IBlockOperation last)
    {
        foreach (var statement in last.Operations)
        {
            if (statement is IEmptyOperation || RestoresAmbience(statement) || IsHandedOver(statement)) continue;
            if (DisposedBy(statement) is { } resource) yield return Disposing(attempt, resource);
            else
            {
                yield return new(attempt, "the finally runs first", null, static t => t is { Origin: IInvocationOperation call, IsKept: false } && !GoesOnIn<FinallyClauseSyntax>(call) && !GoesOnIn<CatchClauseSyntax>(call));
                yield break;
            }
        }
    }

    /// <summary>The resource that a statement disposes; null where it does something else.</summary>
    static Place? DisposedBy(IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation { Operations: [var only] }: return DisposedBy(only);
            case IConditionalOperation { WhenFalse: null } choice: return DisposedBy(choice.WhenTrue);
            case IExpressionStatementOperation { Operation: IConditionalAccessOperation { Operation: var owner, WhenNotNull: IInvocationOperation call } }:
                return IsDispose(call) ? Place.Of(owner) : null;
            case IExpressionStatementOperation { Operation: IInvocationOperation { Instance: { } owner } call }:
                return IsDispose(call) ? Place.Of(owner) : null;
            default: return null;
        }
    }

    /// <summary>Whether a resource is disposed only if a variable says so: it may have gone along with the task.</summary>
    static bool IsHandedOver(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null, Condition: var condition } choice && DisposedBy(choice.WhenTrue) is not null
        && (condition.Unwrap() is IUnaryOperation not ? not.Operand : condition).Unwrap() is ILocalReferenceOperation;

    static bool IsDispose(IInvocationOperation call) => call.TargetMethod is { Name: "Dispose" or "Close", Parameters.IsEmpty: true };

    /// <summary>Whether a statement puts back what belongs to the thread or the flow of execution: the task took a copy of it along.</summary>
    static bool RestoresAmbience(IOperation statement) => statement switch
    {
        IBlockOperation block => block.Operations.All(RestoresAmbience),
        IConditionalOperation { WhenFalse: null } choice => RestoresAmbience(choice.WhenTrue),
        IExpressionStatementOperation { Operation: var expression } => Restores(expression),
        _ => false,
    };

    static bool Restores(IOperation expression) => expression switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true } } } => true,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "AsyncLocal" or "ThreadLocal" } } } => true,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.ContainingType: { Name: "Thread", ContainingNamespace.Name: "Threading" } } } => true,
        ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: { IsStatic: true } field } } => field.GetAttributes().Any(static a => a.AttributeClass?.Name == "ThreadStaticAttribute"),
        // A static type over an AsyncLocal is ambient whatever its methods are called.
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: var ambient } } when ambient.GetMembers().Any(static m => m is IFieldSymbol { IsStatic: true, Type.Name: "AsyncLocal" }) => true,
        IInvocationOperation { TargetMethod: { Name: "SetSynchronizationContext" or "RestoreFlow" or "Restore" or "Undo", ContainingType.Name: "SynchronizationContext" or "ExecutionContext" or "AsyncFlowControl" } } => true,
        _ => false,
    };
}
