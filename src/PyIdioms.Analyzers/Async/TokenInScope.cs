using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Async;

/// <summary>The cancellation token that code can reach: a parameter or a local of type <c>CancellationToken</c>, or the token of a <c>CancellationTokenSource</c> in one.</summary>
readonly record struct TokenInScope(ISymbol Variable, bool IsSource)
{
    /// <summary>How the token is written.</summary>
    public string Text => IsSource ? Variable.Name + ".Token" : Variable.Name;

    /// <summary>The nearest one, from the inside out; null where there is none, or where it is cancelled already.</summary>
    public static TokenInScope? At(IOperation place, ISymbol container)
    {
        for (var (inner, outer) = (place, place.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (IsAfterCancelling(inner, outer)) return null;
            var found = outer switch
            {
                IBlockOperation block => Nearest(block.Locals, place),
                IUsingOperation scope => Nearest(scope.Locals, place),
                IAnonymousFunctionOperation lambda => Parameter(lambda.Symbol),
                ILocalFunctionOperation function => Parameter(function.Symbol),
                _ => null,
            };
            if (found is not null) return found;
            if (outer is IAnonymousFunctionOperation { Symbol.IsStatic: true } or ILocalFunctionOperation { Symbol.IsStatic: true }) return null;
            if (outer is IAnonymousFunctionOperation kept && !RunsWithin(kept) || outer is ILocalFunctionOperation { Symbol: var named } && IsHandedOut(named, place)) return null;
        }
        return container is IMethodSymbol method ? Parameter(method) : null;
    }

    static TokenInScope? Parameter(IMethodSymbol function)
    {
        foreach (var parameter in function.Parameters)
        {
            if (parameter is { RefKind: not RefKind.Out, Name: not "_", IsDiscard: false } && IsToken(parameter.Type)) return new(parameter, false);
        }
        foreach (var parameter in function.Parameters)
        {
            if (parameter is { RefKind: not RefKind.Out, Name: not "_", IsDiscard: false } && IsTokenSource(parameter.Type)) return new(parameter, true);
        }
        return null;
    }

    /// <summary>The last one that is declared before a place and has a value.</summary>
    static TokenInScope? Nearest(IEnumerable<ILocalSymbol> locals, IOperation place)
    {
        TokenInScope? nearest = null;
        foreach (var local in locals)
        {
            var isSource = IsTokenSource(local.Type);
            if (!isSource && !IsToken(local.Type) || local.DeclaringSyntaxReferences is not [var declared] || declared.Span.End > place.Syntax.SpanStart) continue;
            if (OwnTokens.Governs(local, place)) nearest = new(local, isSource);
        }
        return nearest;
    }

    public static bool IsToken(ITypeSymbol? type) => type?.WithoutNullable() is { Name: "CancellationToken", IsValueType: true, ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    public static bool IsTokenSource(ITypeSymbol? type) => type is { Name: "CancellationTokenSource", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>Whether a lambda is run by the code around it, and not kept for later: an event's handler, a callback that is registered, a member's value.</summary>
    static bool RunsWithin(IAnonymousFunctionOperation lambda)
    {
        IOperation at = lambda;
        while (at.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation) at = at.Parent;
        return at.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => !IsRegistration(call.TargetMethod),
            IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Thread" or "Task" } } => true,
            IVariableInitializerOperation => true,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation } => true,
            IInvocationOperation => true,
            _ => false,
        };
    }

    /// <summary>Whether a local function is used as a value: a handler, a callback.</summary>
    static bool IsHandedOut(IMethodSymbol function, IOperation place) =>
        place.Root().Syntax.DescendantNodes().Any(n => n is IdentifierNameSyntax name && name.Identifier.ValueText == function.Name && name.Parent is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax));

    static readonly string[] Registrations = ["On", "Add", "Register", "Unregister", "Subscribe", "Map", "Use", "Configure", "Set", "Handle", "Bind", "ContinueWith", "GetOrAdd", "GetOrCreate", "Returns", "Callback", "Setup"];

    static bool IsRegistration(IMethodSymbol method) => Array.Exists(Registrations, r => method.Name.StartsWith(r, StringComparison.Ordinal) && (method.Name.Length == r.Length || !char.IsLower(method.Name[r.Length])));

    /// <summary>Whether a part of an operation runs only once the token is cancelled, or has to run whether it is or not.</summary>
    static bool IsAfterCancelling(IOperation inner, IOperation outer) => outer switch
    {
        ITryOperation attempt => attempt.Finally == inner,
        ICatchClauseOperation handler => handler.ExceptionType is { Name: "OperationCanceledException" or "TaskCanceledException" },
        IConditionalOperation choice => choice.WhenTrue == inner && Asks(choice.Condition) is true || choice.WhenFalse == inner && Asks(choice.Condition) is false,
        IBlockOperation block => block.Operations.TakeWhile(o => o != inner).Any(o => o is IWhileLoopOperation { Condition: { } condition, ConditionIsTop: true } && Asks(condition) is false
            || o is IConditionalOperation { Condition: var asked, WhenTrue: var leaving, WhenFalse: null } && Asks(asked) is false && leaving.Leaves()),
        _ => false,
    };

    /// <summary>True for <c>token.IsCancellationRequested</c>, false for its negation; null for other conditions.</summary>
    static bool? Asks(IOperation condition) => condition.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => !Asks(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Asks(both.LeftOperand) is true || Asks(both.RightOperand) is true ? true : null,
        _ => null,
    };
}
