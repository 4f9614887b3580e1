using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>What is known at a point: who may hold an exception that was caught, which exceptions were made here, and which of them may have got a caught one.</summary>
public sealed class CauseState : IEquatable<CauseState>
{
    public static readonly CauseState Empty = new([], ImmutableDictionary<Place, ImmutableHashSet<SyntaxNode>>.Empty, [], isShared: false);

    static readonly ImmutableHashSet<SyntaxNode> None = ImmutableHashSet<SyntaxNode>.Empty;

    readonly ImmutableHashSet<Place> held;
    readonly ImmutableDictionary<Place, ImmutableHashSet<SyntaxNode>> made;
    readonly ImmutableHashSet<SyntaxNode> complete;

    CauseState(ImmutableHashSet<Place> held, ImmutableDictionary<Place, ImmutableHashSet<SyntaxNode>> made, ImmutableHashSet<SyntaxNode> complete, bool isShared)
    {
        this.held = held;
        this.made = made;
        this.complete = complete;
        IsShared = isShared;
    }

    /// <summary>Whether an object around the code may keep a caught exception.</summary>
    public bool IsShared { get; }

    public bool Holds(Place place) => held.Contains(place);

    /// <summary>Whether a variable of a name holds one.</summary>
    public bool IsNamed(string name) => held.Any(p => p.Root?.Name == name);

    public ImmutableHashSet<SyntaxNode> Made(Place place) => made.TryGetValue(place, out var known) ? known : None;

    /// <summary>Whether an exception may have a caught one for its cause.</summary>
    public bool IsComplete(SyntaxNode exception) => complete.Contains(exception);

    public CauseState With(Place place, bool holds, ImmutableHashSet<SyntaxNode> exceptions)
    {
        var nowHeld = held.Except(held.Where(p => p.IsChangedBy(place)));
        var nowMade = made.RemoveRange(made.Keys.Where(p => p.IsChangedBy(place)));
        return new(holds ? nowHeld.Add(place) : nowHeld, exceptions.IsEmpty ? nowMade : nowMade.SetItem(place, exceptions), complete, IsShared);
    }

    /// <summary>A place leads to a caught exception from now on, beside what it leads to already.</summary>
    public CauseState Hold(Place place) => held.Contains(place) ? this : new(held.Add(place), made, complete, IsShared);

    public CauseState Share() => IsShared ? this : new(held, made, complete, isShared: true);

    /// <summary>Exceptions get their cause, or say that they have none.</summary>
    public CauseState Complete(ImmutableHashSet<SyntaxNode> exceptions) => exceptions.IsEmpty ? this : new(held, made, complete.Union(exceptions), IsShared);

    public CauseState Join(CauseState other)
    {
        if (ReferenceEquals(this, other)) return this;
        var all = made;
        foreach (var entry in other.made) all = all.SetItem(entry.Key, all.TryGetValue(entry.Key, out var mine) ? mine.Union(entry.Value) : entry.Value);
        return new(held.Union(other.held), all, complete.Union(other.complete), IsShared || other.IsShared);
    }

    public bool Equals(CauseState? other) => other is not null && IsShared == other.IsShared && held.SetEquals(other.held) && complete.SetEquals(other.complete) && made.Count == other.made.Count
        && made.All(e => other.made.TryGetValue(e.Key, out var theirs) && e.Value.SetEquals(theirs));
    public override bool Equals(object? obj) => Equals(obj as CauseState);
    public override int GetHashCode() => held.Count * 31 + made.Count;
}
