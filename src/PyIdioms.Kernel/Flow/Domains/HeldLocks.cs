using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>A lock of a body: the place it is in, or how it is written where it is none; and its mode.</summary>
public readonly record struct HeldLock(object Owner, string Mode);

/// <summary>Which locks may be held, where the function was suspended since each was taken, and which variables say whether one was.</summary>
public sealed record LockState(ImmutableDictionary<HeldLock, ImmutableHashSet<SyntaxNode>> Held, ImmutableDictionary<Place, HeldLock> Flags)
{
    public static readonly LockState Empty = new(ImmutableDictionary<HeldLock, ImmutableHashSet<SyntaxNode>>.Empty, ImmutableDictionary<Place, HeldLock>.Empty);

    public LockState Take(HeldLock taken) => Held.ContainsKey(taken) ? this : this with { Held = Held.Add(taken, []) };

    public LockState Release(HeldLock released) => Held.ContainsKey(released) ? this with { Held = Held.Remove(released) } : this;

    public LockState Suspend(SyntaxNode at) => Held.IsEmpty ? this : this with { Held = Held.ToImmutableDictionary(h => h.Key, h => h.Value.Add(at)) };

    public LockState Join(LockState other)
    {
        if (ReferenceEquals(this, other)) return this;
        var held = Held;
        foreach (var entry in other.Held) held = held.SetItem(entry.Key, held.TryGetValue(entry.Key, out var mine) ? mine.Union(entry.Value) : entry.Value);
        return new(held, Flags.RemoveRange(Flags.Where(f => !other.Flags.TryGetValue(f.Key, out var flag) || flag != f.Value).Select(f => f.Key)));
    }

    public bool Equals(LockState? other) => ReferenceEquals(this, other)
        || other is not null && Held.Count == other.Held.Count && Flags.Count == other.Flags.Count
        && Held.All(h => other.Held.TryGetValue(h.Key, out var theirs) && h.Value.SetEquals(theirs))
        && Flags.All(f => other.Flags.TryGetValue(f.Key, out var theirs) && f.Value == theirs);

    public override int GetHashCode() => Held.Count;
}

/// <summary>Follows locks that belong to a thread from where they are taken to where they are released, over the suspensions in between.</summary>
/// <remarks>A function that is resumed may run on another thread, which must not release the lock; the first thread goes on holding it.</remarks>
public sealed class HeldLocks(ControlFlowGraph graph, bool isStream) : Domain<LockState>
{
    readonly Captures captures = new(graph);

    /// <summary>Told, while a result is replayed, that a lock is released here that was held over a suspension.</summary>
    public Action<HeldLock, SyntaxNode>? Crossed { get; set; }

    public override LockState Start(ControlFlowGraph graph) => LockState.Empty;

    public override LockState Join(LockState left, LockState right) => left.Join(right);

    public override bool Same(LockState left, LockState right) => left.Equals(right);

    public override LockState Transfer(LockState state, IOperation operation)
    {
        foreach (var part in operation.InOrder()) state = Step(state, part);
        return state;
    }

    LockState Step(LockState state, IOperation part)
    {
        switch (part)
        {
            case IInvocationOperation call:
                return LockCall.Of(call) is { } action ? Apply(state, action) : state;
            case IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn } when part is IAwaitOperation || isStream:
                return state.Suspend(part.Syntax);
            case ISimpleAssignmentOperation { Value: IInvocationOperation source, Target: var target } when LockCall.Of(source) is { Action: LockAction.TryTake } tried && Place.Of(target, captures) is { } flag:
                return state with { Flags = state.Flags.SetItem(flag, KeyOf(tried)) };
            case ISimpleAssignmentOperation { Target: var target } when !state.Flags.IsEmpty && Place.Of(target, captures) is { } written && state.Flags.ContainsKey(written):
                return state with { Flags = state.Flags.Remove(written) };
            default:
                return state;
        }
    }

    LockState Apply(LockState state, LockCall call)
    {
        var key = KeyOf(call);
        if (call.Action == LockAction.Release)
        {
            if (!state.Held.TryGetValue(key, out var crossed)) return state;
            foreach (var suspension in crossed) Crossed?.Invoke(key, suspension);
            return state.Release(key);
        }
        state = state.Take(key);
        return Place.Of(call.Taken, captures) is { } flag ? state with { Flags = state.Flags.SetItem(flag, key) } : state;
    }

    HeldLock KeyOf(LockCall call) => new((object?)Place.Of(call.Owner, captures) ?? call.Owner.Syntax.ToString(), call.Mode);

    /// <summary>Where a try failed the lock is not held.</summary>
    public override bool Assume(ref LockState state, IOperation condition, bool holds)
    {
        while (condition.Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not) (condition, holds) = (not.Operand, !holds);
        if (holds) return true;
        condition = condition.Unwrap();
        if (condition is IInvocationOperation call && LockCall.Of(call) is { Action: LockAction.TryTake } tried) state = state.Release(KeyOf(tried));
        else if (Place.Of(condition, captures) is { } flag && state.Flags.TryGetValue(flag, out var taken)) state = state.Release(taken);
        return true;
    }
}
