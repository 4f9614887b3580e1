using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Which variables may lead to an exception that was caught, which exceptions are made here, and which of them got a caught one.</summary>
public sealed class CarriedCauses(ControlFlowGraph graph, Func<IMethodSymbol, bool> isFactory) : Domain<CauseState>
{
    static readonly ImmutableHashSet<SyntaxNode> None = ImmutableHashSet<SyntaxNode>.Empty;

    readonly Captures captures = new(graph);

    public override CauseState Start(ControlFlowGraph graph) => CauseState.Empty;

    public override CauseState Join(CauseState left, CauseState right) => left.Join(right);

    public override bool Same(CauseState left, CauseState right) => left.Equals(right);

    public override CauseState Transfer(CauseState state, IOperation operation)
    {
        foreach (var part in operation.InOrder()) state = Step(state, part);
        return state;
    }

    CauseState Step(CauseState state, IOperation part)
    {
        switch (part)
        {
            case IInvocationOperation call:
                if (call.Type.IsException() && (Holds(call, state) || call.Instance is IInstanceReferenceOperation && state.IsShared)) state = state.Complete(Made(call, state));
                return Passed(state, call.Instance, call.Arguments, call.TargetMethod.IsStatic);
            case IObjectCreationOperation creation:
                if (creation.Type.IsException() && (IsDecided(creation) || Holds(creation, state))) state = state.Complete(Made(creation, state));
                return Passed(state, null, creation.Arguments, isStatic: true);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation } assignment when Holds(assignment.Value, state):
                return Put(state, assignment.Target);
            case IIsPatternOperation match when Holds(match.Value, state):
                return match.Pattern.InOrder().Select(p => p switch
                {
                    IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                    IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                    IListPatternOperation list => list.DeclaredSymbol,
                    _ => null,
                }).OfType<ILocalSymbol>().Aggregate(state, (s, local) => s.With(Place.Of(local), holds: true, None));
            case IDeclarationPatternOperation or IRecursivePatternOperation or IListPatternOperation:
                return state;
            default:
                foreach (var (place, value) in Writes.Of(part, captures)) state = state.With(place, value is not null && Holds(value, state), value is null ? None : Made(value, state));
                return state;
        }
    }

    /// <summary>What a call gets together with a caught exception may keep it.</summary>
    CauseState Passed(CauseState state, IOperation? instance, ImmutableArray<IArgumentOperation> arguments, bool isStatic)
    {
        if (!arguments.Any(a => Holds(a.Value, state))) return state;
        if (instance is not null) state = Put(state, instance);
        else if (!isStatic) state = state.Share();
        foreach (var argument in arguments)
        {
            if (argument.Value.Type is { } type && CarriesExceptions.Can(type)) state = Put(state, argument.Value);
        }
        return state;
    }

    /// <summary>A caught exception is put into a value: all that holds the value leads to it.</summary>
    CauseState Put(CauseState state, IOperation target)
    {
        state = state.Complete(Made(target, state));
        while (true)
        {
            target = captures.Resolve(target).Unwrap();
            switch (target)
            {
                case IMemberReferenceOperation { Instance: { } owner } member:
                    if (Place.Of(member, captures) is { } place) state = state.Hold(place);
                    state = state.Complete(Made(owner, state));
                    target = owner;
                    continue;
                case IArrayElementReferenceOperation element:
                    target = element.ArrayReference;
                    continue;
                case IInstanceReferenceOperation or IMemberReferenceOperation:
                    return state.Share();
                default:
                    return Place.Of(target, captures) is { } variable && !variable.IsCapture ? state.Hold(variable) : state;
            }
        }
    }

    /// <summary>Whether a value is a caught exception or leads to one.</summary>
    public bool Holds(IOperation operation, CauseState state)
    {
        if (Place.Of(operation) is { } place && state.Holds(place)) return true;
        switch (operation)
        {
            case ICaughtExceptionOperation: return true;
            case ILocalReferenceOperation local: return IsCaughtOutside(local.Local);
            case IConversionOperation conversion: return Holds(conversion.Operand, state);
            case IParenthesizedOperation inner: return Holds(inner.Operand, state);
            case IAwaitOperation wait: return Holds(wait.Operation, state);
            case ISimpleAssignmentOperation assignment: return Holds(assignment.Value, state);
            case IInstanceReferenceOperation: return state.IsShared;
            case IFieldReferenceOperation field: return state.IsShared && CarriesExceptions.Can(field.Type!) || field.Instance is { } owner && Holds(owner, state) && LeadsOn(field.Type);
            case IPropertyReferenceOperation property: return state.IsShared && property.Instance is IInstanceReferenceOperation && CarriesExceptions.Can(property.Type!)
                || property.Instance is { } source && Holds(source, state) && (source.Type.IsException() ? LeadsOn(property.Type) : CarriesExceptions.Can(property.Type!));
            case IArrayElementReferenceOperation element: return Holds(element.ArrayReference, state);
            case IObjectCreationOperation creation: return creation.Arguments.Any(a => Holds(a.Value, state));
            case IArrayCreationOperation { Initializer.ElementValues: var elements }: return elements.Any(e => Holds(e, state));
            case ICollectionExpressionOperation list: return list.Elements.Any(e => Holds(e is ISpreadOperation spread ? spread.Operand : e, state));
            case ITupleOperation tuple: return tuple.Elements.Any(e => Holds(e, state));
            case IAnonymousObjectCreationOperation anonymous: return anonymous.Initializers.Any(i => Holds(i, state));
            case IDelegateCreationOperation made: return Holds(made.Target, state);
            case IFlowAnonymousFunctionOperation lambda: return Mentions(lambda.Syntax, state);
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } function: return MentionsIn(function.Method, state);
            case IInvocationOperation call:
                if (call.Type is null || !CarriesExceptions.Can(call.Type)) return false;
                return call.Instance is { } receiver && Holds(receiver, state) || call.Arguments.Any(a => Holds(a.Value, state))
                    || call.TargetMethod.MethodKind == MethodKind.LocalFunction && MentionsIn(call.TargetMethod, state);
            default: return false;
        }
    }

    /// <summary>Where the exceptions were made that a value may be.</summary>
    public ImmutableHashSet<SyntaxNode> Made(IOperation operation, CauseState state)
    {
        if (Place.Of(operation) is { } place && state.Made(place) is { IsEmpty: false } known) return known;
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion: return Made(conversion.Operand, state);
            case IParenthesizedOperation inner: return Made(inner.Operand, state);
            case ISimpleAssignmentOperation assignment: return Made(assignment.Value, state);
            case IObjectCreationOperation { IsImplicit: false } creation: return creation.Type.IsException() ? None.Add(creation.Syntax) : None;
            case IInvocationOperation call when call.Type.IsException():
                // new InvalidOperationException("…").With("id", id)
                var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
                if (receiver is not null && Made(receiver, state) is { IsEmpty: false } same) return same;
                return isFactory(call.TargetMethod) ? None.Add(call.Syntax) : None;
            default: return None;
        }
    }

    /// <summary><c>innerException: null</c> is Python's <c>from None</c>, and another cause is <c>from other</c>; one that only repeats what the caught one says is none.</summary>
    static bool IsDecided(IObjectCreationOperation creation) =>
        creation.Arguments.Any(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type: var type } && type.IsException() && (IsNull(a.Value) || !MentionsCaught(a.Syntax)));

    /// <summary>Whether a piece of code names the exception of a catch around it.</summary>
    static bool MentionsCaught(SyntaxNode part)
    {
        var names = new HashSet<string>(part.Ancestors().OfType<CatchClauseSyntax>().Select(static c => c.Declaration?.Identifier.ValueText ?? ""));
        return part.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => names.Contains(n.Identifier.ValueText));
    }

    static bool IsNull(IOperation value) => value.Unwrap() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    /// <summary>Of an exception only exceptions lead on: its message, its data and its trace do not.</summary>
    static bool LeadsOn(ITypeSymbol? type) => type switch
    {
        null => false,
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.Any(a => a.IsException()),
        IArrayTypeSymbol array => array.ElementType.IsException(),
        _ => type.IsException(),
    };

    /// <summary>In a lambda the exception of a catch around it is as good as one of its own.</summary>
    bool IsCaughtOutside(ILocalSymbol local) => local.DeclaringSyntaxReferences is [var declared] && !graph.OriginalOperation.Syntax.FullSpan.Contains(declared.Span) && local.Type.IsException();

    static bool Mentions(SyntaxNode function, CauseState state) =>
        function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => state.IsNamed(n.Identifier.ValueText));

    static bool MentionsIn(IMethodSymbol function, CauseState state) => function.DeclaringSyntaxReferences.Any(r => Mentions(r.GetSyntax(), state));
}
