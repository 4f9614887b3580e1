using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which constants variables and members hold: those that they were given, as far as conditions leave them.</summary>
/// <param name="graph">The graph to be run on.</param>
/// <param name="known">What an operation gives by its declaration; null where that may be anything.</param>
/// <param name="elements">The constants that a collection holds by its declaration; null where those may be anything.</param>
/// <param name="declared">What may be in a variable, member or parameter by its declaration; null where that is anything.</param>
/// <param name="isShared">Whether a variable is written by functions nested in others, or through a reference.</param>
/// <param name="start">What is known where the graph begins.</param>
public sealed class HeldValues(ControlFlowGraph graph, Func<IOperation, ImmutableHashSet<LiteralValue>?> known, Func<IOperation, ImmutableHashSet<LiteralValue>?> elements, Func<ISymbol, ImmutableHashSet<LiteralValue>?> declared, Func<ISymbol, bool> isShared, HeldState start) : Domain<HeldState>
{
    readonly Captures captures = new(graph);

    /// <summary>Called with every variable and member that is read, and what is known before; set it for the replay.</summary>
    public Action<IOperation, HeldState>? Read { get; set; }

    public override HeldState Start(ControlFlowGraph graph) => start;

    public override HeldState Join(HeldState left, HeldState right) => left.Join(right);

    public override bool Same(HeldState left, HeldState right) => left.Equals(right);

    public override bool WatchesThrown => false;

    public override HeldState Transfer(HeldState state, IOperation operation)
    {
        foreach (var part in operation.InOrder())
        {
            if (Read is { } read && part is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IFlowAnonymousFunctionOperation) Read?.Invoke(part, state);
            foreach (var write in Writes.Of(part, captures)) state = Written(state, write, part);
        }
        return state;
    }

    HeldState Written(HeldState state, Write write, IOperation part)
    {
        var values = write.Value is not null ? Evaluate(state, write.Value) : part is IArgumentOperation { Parameter: { } parameter } ? declared(parameter) : null;
        state = state.Changed(write.Place);
        return write.Place.Root is { } root && isShared(root) ? state : state.With(write.Place, Allowed(write.Place, values));
    }

    /// <summary>What is put in a place against its declaration is reported there: afterwards it holds what it may.</summary>
    ImmutableHashSet<LiteralValue>? Allowed(Place place, ImmutableHashSet<LiteralValue>? values)
    {
        var symbol = place.Path.IsEmpty ? place.Root : place.Path[place.Path.Length - 1];
        if (values is null || symbol is null || declared(symbol) is not { } all) return values;
        return values.Intersect(all) is { IsEmpty: false } left ? left : null;
    }

    /// <summary>The constants that an operation gives; null where it may be anything.</summary>
    public ImmutableHashSet<LiteralValue>? Evaluate(HeldState state, IOperation operation)
    {
        if (LiteralValue.Of(operation) is { } constant) return [constant];
        switch (operation)
        {
            case IParenthesizedOperation inner: return Evaluate(state, inner.Operand);
            case IConversionOperation { OperatorMethod: null, Type: { } type } conversion: return Convert(Evaluate(state, conversion.Operand), type);
            case ISimpleAssignmentOperation assignment: return Evaluate(state, assignment.Value);
            case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } maybe }: return Evaluate(state, maybe)?.Remove(LiteralValue.Null);
            case IPropertyReferenceOperation { Property.Name: "Current", Instance: { } enumerator } when Walked(enumerator) is { } list: return ElementsOf(state, list);
            default: return (Place.Of(operation, captures) is { } place ? state[place] : null) ?? (Place.Of(operation) is { } own ? state[own] : null) ?? known(operation);
        }
    }

    static ImmutableHashSet<LiteralValue>? Convert(ImmutableHashSet<LiteralValue>? values, ITypeSymbol type) =>
        values is null ? null : values.Select(v => v.As(type)).ToList() is var all && all.Contains(null) ? null : [.. all.OfType<LiteralValue>()];

    public override bool Assume(ref HeldState state, IOperation condition, bool holds) => Narrow(ref state, condition, holds);

    bool Narrow(ref HeldState state, IOperation condition, bool holds)
    {
        switch (condition)
        {
            case IParenthesizedOperation inner: return Narrow(ref state, inner.Operand, holds);
            case IConversionOperation { OperatorMethod: null } conversion: return Narrow(ref state, conversion.Operand, holds);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not: return Narrow(ref state, not.Operand, !holds);
            case IIsNullOperation test: return Equal(ref state, test.Operand, [LiteralValue.Null], holds);
            case IIsPatternOperation test: return Match(ref state, test.Value, test.Pattern, holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test when IsEquality(test):
                return Equal(ref state, test.LeftOperand, test.RightOperand, holds == (test.OperatorKind == BinaryOperatorKind.Equals));
            case IInvocationOperation call when ValueTests.Equality(call) is var (left, right): return Equal(ref state, left, right, holds);
            case IInvocationOperation { TargetMethod: { Name: "Contains", ReturnType.SpecialType: SpecialType.System_Boolean } } call when Elements(state, call) is var (all, element): return Equal(ref state, element, all, holds);
            default: return Place.Of(condition, captures) is null || Equal(ref state, condition, [new(true, null)], holds);
        }
    }

    static bool IsEquality(IBinaryOperation test) => test.OperatorMethod is null or { ContainingType.SpecialType: SpecialType.System_String };

    bool Equal(ref HeldState state, IOperation left, IOperation right, bool holds)
    {
        var (before, other) = (Evaluate(state, left), Evaluate(state, right));
        if (other is not null && (holds || other.Count == 1) && !Equal(ref state, left, other, holds)) return false;
        return before is null || !holds && before.Count != 1 || Equal(ref state, right, before, holds);
    }

    /// <summary>Where an operation is one of some values, or is none of them.</summary>
    bool Equal(ref HeldState state, IOperation operation, ImmutableHashSet<LiteralValue> values, bool holds) =>
        Restrict(ref state, operation, v => values.Any(o => AreEqual(o, v)), values, holds);

    internal static bool AreEqual(LiteralValue left, LiteralValue right) => left.Equals(right) || left.Enum is null && right.Enum is null && left.Value is not null and not (string or bool or char) && right.Value is not null and not (string or bool or char)
        && System.Convert.ToDecimal(left.Value, System.Globalization.CultureInfo.InvariantCulture) == System.Convert.ToDecimal(right.Value, System.Globalization.CultureInfo.InvariantCulture);

    bool Match(ref HeldState state, IOperation value, IPatternOperation pattern, bool holds)
    {
        if (!Take(ref state, value, pattern, holds)) return false;
        if (!holds) return true;
        foreach (var declared in ValueTests.DeclaredBy(pattern)) state = state.With(Place.Of(declared), Evaluate(state, value));
        return true;
    }

    bool Take(ref HeldState state, IOperation value, IPatternOperation pattern, bool holds)
    {
        switch (pattern)
        {
            case INegatedPatternOperation { Pattern: var inner }: return Match(ref state, value, inner, !holds);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both when holds: return Take(ref state, value, both.LeftPattern, true) && Take(ref state, value, both.RightPattern, true);
        }
        if (!Restrict(ref state, value, v => ValueTests.Matches(pattern, v), ValueTests.Accepted(pattern), holds)) return false;
        return !holds || pattern is not IRecursivePatternOperation { PropertySubpatterns: var parts } || Place.Of(value, captures) is not { } owner || Match(ref state, owner, parts);
    }

    /// <summary>A member of what is matched.</summary>
    bool Match(ref HeldState state, Place place, IOperation reference, IPatternOperation pattern)
    {
        var values = state[place] ?? known(reference);
        var left = values is null ? ValueTests.Accepted(pattern) : values.RemoveWhere(v => ValueTests.Matches(pattern, v) == false);
        if (left is { IsEmpty: true }) return false;
        if (left is not null) state = state.With(place, left);
        return pattern is not IRecursivePatternOperation { PropertySubpatterns: var parts } || Match(ref state, place, parts);
    }

    bool Match(ref HeldState state, Place owner, ImmutableArray<IPropertySubpatternOperation> parts)
    {
        foreach (var part in parts)
        {
            if (part.Member is IMemberReferenceOperation { Member: var member } reference && !Match(ref state, owner.Member(member), reference, part.Pattern)) return false;
        }
        return true;
    }

    /// <summary>Keeps of what an operation may give the values of which a test is true, or false; where it may be anything, those that the test names.</summary>
    bool Restrict(ref HeldState state, IOperation operation, Func<LiteralValue, bool?> test, ImmutableHashSet<LiteralValue>? accepted, bool holds)
    {
        var values = Evaluate(state, operation);
        var left = values is not null ? [.. values.Where(v => test(v) is not { } answer || answer == holds)] : holds ? accepted : null;
        if (left is null) return true;
        if (left.IsEmpty) return false;
        foreach (var place in PlacesOf(operation, !left.Contains(LiteralValue.Null))) state = state.With(place, left);
        return true;
    }

    /// <summary>Where a value is kept: in a temporary, and in the variable that it was taken from. What is not null in <c>a?.b</c> is <c>a.b</c>.</summary>
    IEnumerable<Place> PlacesOf(IOperation operation, bool isThere)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        if (operation is ISimpleAssignmentOperation assignment) operation = assignment.Target;
        var (own, resolved) = (Place.Of(operation), Place.Of(operation, captures));
        if (resolved?.Equals(own) == true && isThere && captures.SourceUnlessNull(operation) is { } source) resolved = Place.Of(source, captures);
        if (own is not null) yield return own;
        if (resolved is not null && !resolved.Equals(own) && !(resolved.Root is { } root && isShared(root))) yield return resolved;
    }

    /// <summary>The constants that a list holds which is asked for an element, and the element.</summary>
    (ImmutableHashSet<LiteralValue>, IOperation)? Elements(HeldState state, IInvocationOperation call)
    {
        var all = (call.Instance is null ? [] : new[] { call.Instance }).Concat(call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(a => a.Value)).ToList();
        return all.Count == 2 && ElementsOf(state, all[0]) is { } values ? (values, all[1]) : null;
    }

    /// <summary>The constants that a collection holds; null where it may hold anything.</summary>
    ImmutableHashSet<LiteralValue>? ElementsOf(HeldState state, IOperation list)
    {
        if (Parts(list) is not { } parts) return elements(Plain(captures.Resolve(list)));
        var values = ImmutableHashSet.CreateBuilder<LiteralValue>();
        foreach (var part in parts)
        {
            if (Evaluate(state, part) is not { } one) return null;
            values.UnionWith(one);
        }
        return values.ToImmutable();
    }

    /// <summary>The collection that an enumerator walks through.</summary>
    IOperation? Walked(IOperation enumerator) => Plain(captures.Resolve(enumerator)) is IInvocationOperation { TargetMethod.Name: "GetEnumerator", Instance: { } list } ? list : null;

    static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation) operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }

    IEnumerable<IOperation>? Parts(IOperation list) => captures.Resolve(list) switch
    {
        IConversionOperation conversion => Parts(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation { Elements: var elements } when !elements.Any(e => e is ISpreadOperation) => elements,
        _ => null,
    };
}
