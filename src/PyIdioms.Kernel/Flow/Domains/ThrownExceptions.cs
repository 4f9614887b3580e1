using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Where the exception in a variable may come from. Nothing: created here, or from code that is not looked into.</summary>
/// <param name="Bits">What may be the case: see the constants; above them two bits for each parameter, for summaries.</param>
/// <param name="Caught">The syntax of the catch whose exception it surely is.</param>
public readonly record struct Origins(ulong Bits, SyntaxNode? Caught = null)
{
    const ulong ThrownBit = 1, HoldsBit = 2;
    const int MostParameters = 31;
    const ulong Selves = 0x5555_5555_5555_5555, Holders = ~Selves;

    /// <summary>It has been thrown before: throwing it again replaces its trace.</summary>
    public static readonly Origins Thrown = new(ThrownBit | HoldsBit);

    /// <summary>It holds exceptions that have been thrown: an aggregate, a list, an inner exception.</summary>
    public static readonly Origins HoldsThrown = new(HoldsBit);

    /// <summary>Whether an exception that was thrown before may be meant.</summary>
    public bool IsThrown => (Bits & ThrownBit) != 0;

    /// <summary>The exception that a parameter had on entry.</summary>
    public static Origins Parameter(int ordinal) => ordinal < MostParameters ? new(3UL << (2 * ordinal + 2)) : default;

    /// <summary>What is inside: inner exceptions, elements.</summary>
    public Origins Inside => new(Bits & Holders | (Bits & Holders) >> 1);

    /// <summary>Something made around it: a collection, a wrapper.</summary>
    public Origins Around => new(Bits & Holders);

    /// <summary>What a call returns when its method returns these origins and gets those arguments.</summary>
    public Origins Applied(IEnumerable<(int Ordinal, Origins Value)> arguments)
    {
        var result = new Origins(Bits & 3);
        foreach (var (ordinal, value) in arguments)
        {
            if (ordinal >= MostParameters) continue;
            if ((Bits >> (2 * ordinal + 2) & ThrownBit) != 0) result = result.Or(value);
            else if ((Bits >> (2 * ordinal + 2) & HoldsBit) != 0) result = result.Or(value.Around);
        }
        return result;
    }

    /// <summary>One or the other.</summary>
    public Origins Or(Origins other) => new(Bits | other.Bits, ReferenceEquals(Caught, other.Caught) ? Caught : null);
}

/// <summary>The origins of what places hold, and whether the point can be reached at all.</summary>
public sealed class ThrownState : IEquatable<ThrownState>
{
    public static readonly ThrownState Empty = new(ImmutableDictionary<Place, Origins>.Empty, isDead: false);

    /// <summary>After a call that never returns.</summary>
    public static readonly ThrownState Dead = new(ImmutableDictionary<Place, Origins>.Empty, isDead: true);

    readonly ImmutableDictionary<Place, Origins> origins;

    ThrownState(ImmutableDictionary<Place, Origins> origins, bool isDead)
    {
        this.origins = origins;
        IsDead = isDead;
    }

    public bool IsDead { get; }

    public Origins this[Place place] => origins.TryGetValue(place, out var known) ? known : default;

    public ThrownState With(Place place, Origins value)
    {
        if (IsDead) return this;
        var next = origins;
        foreach (var known in origins.Keys)
        {
            if (known.IsChangedBy(place)) next = next.Remove(known);
        }
        if (value.Bits != 0) next = next.SetItem(place, value);
        return ReferenceEquals(next, origins) ? this : new(next, isDead: false);
    }

    /// <summary>Forgets what is kept in members: code that was called may have changed them.</summary>
    public ThrownState WithoutMembers() => new(origins.RemoveRange(origins.Keys.Where(p => !p.IsVariable)), IsDead);

    public ThrownState Join(ThrownState other)
    {
        if (IsDead) return other;
        if (other.IsDead || ReferenceEquals(this, other)) return this;
        var joined = origins.ToBuilder();
        foreach (var key in origins.Keys) joined[key] = origins[key].Or(other[key]);
        foreach (var pair in other.origins)
        {
            if (!origins.ContainsKey(pair.Key)) joined[pair.Key] = pair.Value.Or(default);
        }
        return new(joined.ToImmutable(), isDead: false);
    }

    public bool Equals(ThrownState? other) => other is not null && IsDead == other.IsDead && origins.Count == other.origins.Count
        && (ReferenceEquals(origins, other.origins) || origins.All(pair => other.origins.TryGetValue(pair.Key, out var value) && value == pair.Value));
    public override bool Equals(object? obj) => Equals(obj as ThrownState);
    public override int GetHashCode() => origins.Count;
}

/// <summary>Which variables may hold exceptions that were thrown before: caught ones, inner ones, those of tasks.</summary>
/// <param name="graph">The graph to be run on.</param>
/// <param name="start">What is known where it begins: what a lambda captures, what parameters hold.</param>
/// <param name="returned">The origins of what a source method returns.</param>
public sealed class ThrownExceptions(ControlFlowGraph graph, ThrownState start, Func<IMethodSymbol, Origins> returned) : Domain<ThrownState>
{
    static readonly HashSet<string> Picks = ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault",
        "Peek", "Pop", "Dequeue", "Find", "FindLast", "Aggregate", "Max", "Min", "GetValueOrDefault"];
    static readonly HashSet<string> Passes = ["Where", "OfType", "Cast", "ToList", "ToArray", "Skip", "Take", "Reverse", "Concat", "Distinct", "AsEnumerable", "OrderBy",
        "OrderByDescending", "ToImmutableArray", "ToImmutableList", "AsReadOnly", "GetEnumerator", "Flatten", "Append", "Prepend", "Union", "Except"];
    static readonly HashSet<string> Collects = ["Add", "AddRange", "AddFirst", "AddLast", "Insert", "Enqueue", "Push", "TryAdd"];

    readonly Captures captures = new(graph);

    public override ThrownState Start(ControlFlowGraph graph) => start;

    public override ThrownState Join(ThrownState left, ThrownState right) => left.Join(right);

    public override bool Same(ThrownState left, ThrownState right) => left.Equals(right);

    public override bool Assume(ref ThrownState state, IOperation condition, bool holds) => !state.IsDead;

    public override ThrownState Transfer(ThrownState state, IOperation operation)
    {
        foreach (var part in operation.InOrder())
        {
            if (state.IsDead) break;
            state = Step(state, part);
        }
        return state;
    }

    ThrownState Step(ThrownState state, IOperation part)
    {
        switch (part)
        {
            case IInvocationOperation call:
                return Call(state, call);
            case IIsPatternOperation match:
                return Bind(state, match.Pattern, Of(match.Value, state));
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref, Parent: IInvocationOperation } argument:
                return argument.Value is { } target && Place.Of(target) is { } place ? state.With(place, state[place].Or(default)) : state;
            default:
                return part is IDeclarationPatternOperation or IRecursivePatternOperation or IListPatternOperation || Writes.Of(part, captures) is var writes && writes is Write[] { Length: 0 }
                    ? state : Write(state, part, writes);
        }
    }

    ThrownState Write(ThrownState state, IOperation part, IEnumerable<Write> all)
    {
        // Values first: a, b = b, a.
        var before = state;
        var writes = all.Select(w => (w.Place, Value: w.Value is null ? default : Of(w.Value, before))).ToArray();
        foreach (var (written, value) in writes) state = state.With(written, writes.Length == 1 || part is IDeconstructionAssignmentOperation ? value : state[written].Or(value));
        return state;
    }

    ThrownState Call(ThrownState state, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (OnlyThrows(method)) return ThrownState.Dead;
        if (Collects.Contains(method.Name) && Place.Of(call.Instance) is { } collection)
        {
            var added = call.Arguments.Aggregate(default(Origins), (sum, a) => sum.Or(Of(a.Value, state))).Around;
            if (added.Bits != 0) state = state.With(collection, state[collection].Or(added));
        }
        else if (method is { ContainingType.Name: "Interlocked", Name: "CompareExchange" or "Exchange" } && call.Arguments.Length >= 2 && Place.Of(call.Arguments[0].Value) is { } shared)
        {
            state = state.With(shared, state[shared].Or(Of(call.Arguments[1].Value, state)));
        }
        return call.Instance is IInstanceReferenceOperation && !method.DeclaringSyntaxReferences.IsEmpty ? state.WithoutMembers() : state;
    }

    /// <summary>What the value of an expression may be.</summary>
    public Origins Of(IOperation operation, ThrownState state)
    {
        if (Place.Of(operation is IConversionOperation { OperatorMethod: null } ? null : operation) is { } place && state[place] is { Bits: not 0 } known) return known;
        switch (operation)
        {
            case ICaughtExceptionOperation caught:
                return Origins.Thrown with { Caught = CatchOf(caught.Syntax) };
            case IParenthesizedOperation inner:
                return Of(inner.Operand, state);
            case IConversionOperation { OperatorMethod: null } conversion:
                var operand = Of(conversion.Operand, state);
                return conversion.IsTryCast || !conversion.IsImplicit && !IsUpcast(conversion) ? operand with { Caught = null } : operand;
            case ISimpleAssignmentOperation assignment:
                return Of(assignment.Value, state);
            case IAwaitOperation wait:
                return Of(wait.Operation, state);
            case IPropertyReferenceOperation property:
                return Property(property.Property, property.Instance?.Type, property.Instance is null ? default : Of(property.Instance, state));
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference, state).Inside;
            case IObjectCreationOperation creation:
                return creation.Arguments.Aggregate(default(Origins), (sum, a) => sum.Or(Of(a.Value, state))).Around;
            case IArrayCreationOperation { Initializer: { } elements }:
                return elements.ElementValues.Aggregate(default(Origins), (sum, e) => sum.Or(Of(e, state))).Around;
            case ICollectionExpressionOperation collection:
                return collection.Elements.Aggregate(default(Origins), (sum, e) => sum.Or(Of(e, state))).Around;
            case IInvocationOperation call:
                return Result(call, state);
            default:
                return default;
        }
    }

    Origins Result(IInvocationOperation call, ThrownState state)
    {
        var method = call.TargetMethod;
        var receiver = call.Instance ?? (method.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (method.Name == "GetBaseException" && method.Parameters.IsEmpty && call.Instance is not null)
        {
            var value = Of(call.Instance, state);
            return value.Or(value.Inside);
        }
        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            if (receiver is null) return default;
            if (Picks.Contains(method.Name)) return Of(receiver, state).Inside;
            if (Passes.Contains(method.Name)) return call.Arguments.Aggregate(Of(receiver, state), (sum, a) => sum.Or(Of(a.Value, state))).Around;
            return default;
        }
        if (method.IsVirtual || method.IsAbstract || method is { IsOverride: true, IsSealed: false, ContainingType.IsSealed: false }) return default;
        return returned(method).Applied(call.Arguments.Where(a => a.Parameter is not null).Select(a => (a.Parameter!.Ordinal, Of(a.Value, state))));
    }

    /// <summary>What a property of an exception, a task or a collection of exceptions gives.</summary>
    static Origins Property(IPropertySymbol property, ITypeSymbol? ownerType, Origins owner) => property.Name switch
    {
        // What these hold has been thrown, wherever they come from.
        "InnerException" when ownerType.IsAggregate() || ownerType is { Name: "TargetInvocationException" } => owner.Inside.Or(Origins.Thrown),
        "InnerExceptions" when ownerType.IsAggregate() => owner.Around.Or(Origins.HoldsThrown),
        "InnerException" or "Current" => owner.Inside,
        "InnerExceptions" => owner.Around,
        "Exception" when property.ContainingType is { Name: "Task", ContainingNamespace.Name: "Tasks" } => Origins.Thrown,
        "SourceException" when property.ContainingType.Name == "ExceptionDispatchInfo" => Origins.Thrown,
        _ when property.IsIndexer => owner.Inside,
        _ => default,
    };

    ThrownState Bind(ThrownState state, IPatternOperation pattern, Origins value)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation declaration:
                return Bound(state, declaration.DeclaredSymbol, value);
            case IRecursivePatternOperation recursive:
                state = Bound(state, recursive.DeclaredSymbol, value);
                foreach (var sub in recursive.PropertySubpatterns)
                {
                    state = Bind(state, sub.Pattern, sub.Member is IPropertyReferenceOperation member ? Property(member.Property, recursive.MatchedType, value) : default);
                }
                foreach (var sub in recursive.DeconstructionSubpatterns) state = Bind(state, sub, default);
                return state;
            case IListPatternOperation list:
                state = Bound(state, list.DeclaredSymbol, value);
                foreach (var element in list.Patterns) state = Bind(state, element, element is ISlicePatternOperation ? value : value.Inside);
                return state;
            case ISlicePatternOperation { Pattern: { } slice }:
                return Bind(state, slice, value);
            case IBinaryPatternOperation both:
                return Bind(Bind(state, both.LeftPattern, value), both.RightPattern, value);
            case INegatedPatternOperation not:
                return Bind(state, not.Pattern, value);
            default:
                return state;
        }
    }

    static ThrownState Bound(ThrownState state, ISymbol? variable, Origins value) => variable is ILocalSymbol local ? state.With(Place.Of(local), value) : state;

    static bool IsUpcast(IConversionOperation conversion)
    {
        for (var type = conversion.Operand.Type; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, conversion.Type)) return true;
        }
        return false;
    }

    static SyntaxNode? CatchOf(SyntaxNode syntax) => syntax.AncestorsAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax>().FirstOrDefault();

    static bool OnlyThrows(IMethodSymbol method) =>
        method is { ContainingType.Name: "ExceptionDispatchInfo", Name: "Throw" }
        || method.ReturnsVoid && method.NeverReturns();
}
