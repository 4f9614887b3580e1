using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using Known = System.Collections.Immutable.ImmutableDictionary<PyIdioms.Kernel.Flow.Place, System.Collections.Immutable.ImmutableHashSet<string>>;
using Parts = System.Collections.Immutable.ImmutableHashSet<string>;

namespace PyIdioms.Analyzers.Design;

/// <summary>Which parts may have been set of the builder in each variable; of a builder from elsewhere nothing is known.</summary>
public sealed class SetParts(ControlFlowGraph graph, Compilation compilation, Known start, CancellationToken cancel, int depth = 0) : Domain<Known>
{
    const int MostDepth = 4;

    static readonly Parts None = Parts.Empty;

    readonly Captures captures = new(graph);
    readonly ImmutableHashSet<ISymbol> shared = graph.Captured(cancel);

    /// <summary>Knows nothing of any variable.</summary>
    public static Known Nothing => Known.Empty;

    public override Known Start(ControlFlowGraph graph) => start;

    public override Known Join(Known left, Known right)
    {
        if (ReferenceEquals(left, right)) return left;
        var both = Known.Empty.ToBuilder();
        foreach (var entry in left)
        {
            if (right.TryGetValue(entry.Key, out var other)) both[entry.Key] = entry.Value.Union(other);
        }
        return both.ToImmutable();
    }

    public override bool Same(Known left, Known right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(e => right.TryGetValue(e.Key, out var other) && e.Value.SetEquals(other));

    public override Known Transfer(Known state, IOperation operation)
    {
        foreach (var part in operation.InOrder())
        {
            foreach (var write in Writes.Of(part, captures))
            {
                if (!write.Place.IsVariable)
                {
                    // A member that is written sets what only the builder knows.
                    state = state.RemoveRange(state.Keys.Where(write.Place.IsChangedBy));
                    continue;
                }
                var isOwn = write.Place.Root is not { } root || !shared.Contains(root);
                state = isOwn && write.Value is { } value && Of(value, state) is { } parts ? state.SetItem(write.Place, parts) : state.Remove(write.Place);
            }
        }
        return state;
    }

    /// <summary>The parts that may be set in the builder that an expression gives; null where nobody knows.</summary>
    public Parts? Of(IOperation expression, Known state)
    {
        switch (expression.Unwrap())
        {
            case IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } or IDefaultValueOperation when !BuilderCalls.RequiredOf(expression.Type).IsEmpty: return None;
            case IInvocationOperation call: return OfCall(call, state);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }: return Self;
            case var place: return Place.Of(place) is { } known && state.TryGetValue(known, out var parts) ? parts : null;
        }
    }

    Parts? OfCall(IInvocationOperation call, Known state)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (call.Instance is { } builder && BuilderCalls.PartOf(method) is { } part) return Of(builder, state)?.Add(part);
        var arguments = call.Arguments.Where(static a => a.Parameter is not null).ToList();
        if (method.IsStatic && arguments.Count > 0 && arguments.TrueForAll(static a => BuilderCalls.PartOf(a.Parameter!.OriginalDefinition) is not null))
        {
            return [.. arguments.Select(static a => BuilderCalls.PartOf(a.Parameter!.OriginalDefinition)!)];
        }
        return depth < MostDepth && method is { IsVirtual: false, IsOverride: false, IsAbstract: false, IsAsync: false } ? OfHelper(call, method, arguments, state) : null;
    }

    /// <summary>What a method of the program returns, given what is known of its arguments.</summary>
    Parts? OfHelper(IInvocationOperation call, IMethodSymbol method, List<IArgumentOperation> arguments, Known state)
    {
        if (BuilderCalls.RequiredOf(call.Type).IsEmpty || Bodies.Of(compilation).GraphOf(method, cancel) is not { } body) return null;
        var given = Known.Empty;
        foreach (var argument in arguments)
        {
            if (Of(argument.Value, state) is { } parts) given = given.SetItem(Place.Of(method.Parameters[argument.Parameter!.Ordinal]), parts);
        }
        var inner = new SetParts(body, compilation, given, cancel, depth + 1) { Self = call.Instance is { } self ? Of(self, state) : null };
        return inner.Returned(body);
    }

    /// <summary>The builder on which the method is called.</summary>
    Parts? Self { get; init; }

    Parts? Returned(ControlFlowGraph body)
    {
        var result = Flow.Run(body, this, cancel);
        if (!result.Complete) return null;
        var returned = new HashSet<IOperation>(body.ValuesOf(ControlFlowBranchSemantics.Return));
        Parts? all = null;
        var isKnown = true;
        result.Replay((value, state) =>
        {
            if (Of(value, state) is { } parts) all = all?.Union(parts) ?? parts;
            else isKnown = false;
        }, cancel, returned.Contains);
        return isKnown ? all : null;
    }
}
