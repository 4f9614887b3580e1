using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>A look-up whose outcome a check has established before; it may find what was put there in between, after the check had found nothing.</summary>
public readonly record struct RepeatedLookup(SyntaxNode Check, KeyedAccess Access, IOperation Operation, bool MayBeFilled);

/// <summary>Which keys are surely there, or surely not, since which check: until the dictionary, the variable it is in, or the key may have changed.</summary>
/// <param name="graph">The graph to be run on.</param>
/// <param name="around">The functions nested in the body the graph belongs to: what they change may change whenever something is called.</param>
/// <param name="compilation">Whose methods are looked into.</param>
/// <param name="cancel">Stops looking into them.</param>
public sealed class EstablishedLookups(ControlFlowGraph graph, Surroundings around, Compilation compilation, CancellationToken cancel) : Domain<LookupState>
{
    readonly Captures captures = new(graph);

    /// <summary>Called for every repeated look-up; set it for the replay.</summary>
    public Action<RepeatedLookup>? Repeated { get; set; }

    public override LookupState Start(ControlFlowGraph graph) => LookupState.Empty;

    public override LookupState Join(LookupState left, LookupState right) => left.Join(right);

    public override bool Same(LookupState left, LookupState right) => left.Equals(right);

    public override LookupState Transfer(LookupState state, IOperation operation)
    {
        foreach (var part in operation.InOrder()) state = Step(state, part);
        return state;
    }

    public override bool Assume(ref LookupState state, IOperation condition, bool holds)
    {
        if (Given(state, condition, holds) is not { } outcomes) return false;
        state = state.With(outcomes);
        return true;
    }

    /// <summary>What is known when a condition has a value; null when it cannot have it.</summary>
    Outcomes? Given(LookupState state, IOperation condition, bool value)
    {
        while (condition is IConversionOperation { OperatorMethod: null } conversion) condition = conversion.Operand;
        condition = condition.Unwrap();
        if (condition.ConstantValue is { HasValue: true, Value: var constant }) return constant is bool known && known == value ? state.Known : null;
        switch (condition)
        {
            case IDefaultValueOperation:
                return null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Given(state, not.Operand, !value);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality when BoolOf(equality.RightOperand) is { } right:
                return value == (equality.OperatorKind == BinaryOperatorKind.Equals) ? Given(state, equality.LeftOperand, right)
                    : IsPlainBool(equality.LeftOperand) ? Given(state, equality.LeftOperand, !right) : state.Known;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var expected } } match when BoolOf(expected) is { } wanted:
                return value ? Given(state, match.Value, wanted) : IsPlainBool(match.Value) ? Given(state, match.Value, !wanted) : state.Known;
            case IInvocationOperation call when KeyedAccess.Of(call, captures) is { Kind: KeyedAccessKind.Check } check && LookupOf(check) is { } lookup:
                return state.Known.With(lookup, new(value, Checks(state.Known[lookup], value).Add(call.Syntax), IsFilled: false, MayBeFilled: false, IsStale: false));
            default:
                if (Place.Of(condition) is not { } place || !state.Flags.TryGetValue(place, out var flag)) return state.Known;
                return flag.When(value) is { } implied ? state.Known.And(implied) : null;
        }
    }

    static ImmutableHashSet<SyntaxNode> Checks(Outcome? before, bool value) =>
        before is { MayBeFilled: false, IsStale: false } && before.IsPresent == value ? before.Checks : ImmutableHashSet<SyntaxNode>.Empty;

    static bool? BoolOf(IOperation operation)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation.ConstantValue is { HasValue: true, Value: bool value } ? value : null;
    }

    static bool IsPlainBool(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        return operation.Type?.SpecialType == SpecialType.System_Boolean;
    }

    Lookup? LookupOf(KeyedAccess access) =>
        Term.Of(access.Receiver, captures) is { Places.IsEmpty: false } receiver && Term.Of(access.Key, captures) is { } key && receiver.Places.Concat(key.Places).All(IsOwnStorage)
            ? new(receiver, key) : null;

    /// <summary>A ref local is another variable's storage: writing that one is not seen.</summary>
    static bool IsOwnStorage(Place place) => place.Root is not ILocalSymbol { RefKind: not RefKind.None };

    LookupState Step(LookupState state, IOperation part)
    {
        if (state.IsEmpty && part is not (IFlowCaptureOperation or ISimpleAssignmentOperation)) return state;
        var access = KeyedAccess.Of(part, captures);
        if (access is { Kind: not KeyedAccessKind.Check } known) state = Use(state, known, part);
        foreach (var write in Writes.Of(part, captures))
        {
            var flag = write.Value is { } value && write.Place.IsVariable && IsBoolType(value.Type) ? new Flag(Given(state, value, true), Given(state, value, false)) : null;
            state = state.WithoutFlag(write.Place).Without(l => l.Places.Any(p => p.IsChangedBy(write.Place) || IsSameMember(p, write.Place)));
            if (flag is not null && (flag.WhenTrue is null || flag.WhenFalse is null || !flag.WhenTrue.IsEmpty || !flag.WhenFalse.IsEmpty)) state = state.With(write.Place, flag);
        }
        if (part.Syntax.Parent is LockStatementSyntax taken && taken.Expression == part.Syntax) return Elsewhere(state);
        if (access is not null && access.Value.Kind is KeyedAccessKind.Check or KeyedAccessKind.Read) return state;
        switch (part)
        {
            case IInvocationOperation call:
                return access is null ? Called(state, call.TargetMethod, call.Instance, call.Arguments) : WhereSource(state, call.TargetMethod, call.Instance, call.Arguments);
            case IObjectCreationOperation { Constructor: { DeclaringSyntaxReferences.IsEmpty: false } constructor } creation:
                return Called(state, constructor, null, creation.Arguments);
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Property.SetMethod: { DeclaringSyntaxReferences.IsEmpty: false } setter, Instance: var owner, Arguments: var arguments } }:
                return Called(state, setter, owner, arguments);
            case IAwaitOperation or IDynamicInvocationOperation or IReturnOperation { Kind: OperationKind.YieldReturn }:
                return Elsewhere(state);
            default:
                return state;
        }
    }

    static bool IsBoolType(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Boolean } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] };

    /// <summary>Another object's field may be this one's: both variables may hold the same object.</summary>
    static bool IsSameMember(Place place, Place written) => !written.Path.IsEmpty && place.Path.Any(m => SymbolEqualityComparer.Default.Equals(m, written.Path[written.Path.Length - 1]));

    /// <summary>A second look-up: shown where a check has settled it, and what it changes.</summary>
    LookupState Use(LookupState state, KeyedAccess access, IOperation operation)
    {
        var lookup = LookupOf(access);
        if (lookup is not null && state.Known[lookup] is { } outcome && IsSettled(access.Kind, outcome))
        {
            foreach (var check in outcome.Checks) Repeated?.Invoke(new(check, access, operation, outcome.MayBeFilled));
        }
        if (access.Kind == KeyedAccessKind.Read) return state;
        var receiver = Term.Of(access.Receiver, captures);
        return state.Map(outcomes =>
        {
            var before = lookup is null ? null : outcomes[lookup];
            var rest = outcomes.Without(l => MayBeSame(l.Receiver, receiver, access.Receiver));
            return before is null ? rest : rest.With(lookup!, new(access.Kind != KeyedAccessKind.Remove, before.Checks, IsFilled: !before.IsPresent || before.IsFilled, MayBeFilled: !before.IsPresent || before.MayBeFilled, IsStale: before.IsPresent || before.IsStale));
        });
    }

    static bool IsSettled(KeyedAccessKind kind, Outcome outcome) => !outcome.IsFilled && !outcome.IsStale && kind switch
    {
        KeyedAccessKind.Read or KeyedAccessKind.Update or KeyedAccessKind.Remove => outcome.IsPresent,
        KeyedAccessKind.Set or KeyedAccessKind.Add => !outcome.IsPresent,
        _ => false,
    };

    bool MayBeSame(Term known, Term? written, IOperation receiver) =>
        written is null || known.Equals(written) || known.Places.Any(p => written.Places.Any(w => around.MayBeSame(p, w))) || receiver.Type is null;

    LookupState WhereSource(LookupState state, IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments) =>
        method.DeclaringSyntaxReferences.IsEmpty ? Nested(state) : Called(state, method, receiver, arguments, isAccess: true);

    LookupState Nested(LookupState state) => state.IsEmpty || around.Changes.IsEmpty ? state
        : state.Without(l => l.Places.Any(p => p.Root is { } root && around.Changes.Contains(root) || p.Path.Any(m => around.Changes.Contains(m.OriginalDefinition))));

    LookupState Called(LookupState state, IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments, bool isAccess = false)
    {
        state = Nested(state);
        if (state.IsEmpty) return state;
        var isSource = !method.DeclaringSyntaxReferences.IsEmpty;
        var effects = method.MethodKind == MethodKind.LocalFunction ? Effects.None : Effects.Of(method, compilation, cancel);
        if (effects.IsUnknown) state = Elsewhere(state);
        else if (!effects.Members.IsEmpty) state = state.Without(l => l.Places.Any(p => p.Path.Any(m => effects.Members.Contains(m.OriginalDefinition))));
        if (receiver is not null && !isAccess && (isSource ? effects.IsUnknown : Effects.MayChange(method, null))) state = Changed(state, receiver);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && (isSource ? effects.Changes(parameter) : Effects.MayChange(method, parameter))) state = Changed(state, argument.Value);
        }
        return state;
    }

    /// <summary>The object an operation gives is changed: as a dictionary, or in what keys read from it.</summary>
    LookupState Changed(LookupState state, IOperation value)
    {
        if (value.Type is { IsValueType: true } or { SpecialType: SpecialType.System_String } || Place.Of(value, captures) is not { } place) return state;
        return state.Without(l => l.Receiver.Places.Any(p => IsPartOf(p, place) || around.MayBeSame(p, place)) || l.Key.Places.Any(p => !p.Equals(place) && IsPartOf(p, place) && !IsFixed(p)));
    }

    static bool IsPartOf(Place place, Place owner) => place.IsChangedBy(owner);

    /// <summary>Code that is not seen has run: only what is in variables of this function, and what cannot change, is still known.</summary>
    static LookupState Elsewhere(LookupState state) => state.Without(l => l.Receiver.Places.Any(p => !p.IsVariable) || l.Key.Places.Any(p => !IsFixed(p)));

    /// <summary>A variable, or a path of members that are only set when their object is made.</summary>
    static bool IsFixed(Place place) => (place.Root is not null || place.IsCapture || !place.Path.IsEmpty) && place.Path.All(m => m switch
    {
        IFieldSymbol field => field.IsReadOnly || field.IsConst,
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: true } && (property.ContainingType.IsReadOnly || property.ContainingType.IsValueType || property.ContainingType.IsRecord || property.ContainingType.SpecialType != SpecialType.None || property.SetMethod is not null || IsAuto(property)),
        _ => false,
    });

    static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
}
