using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What every cell holds at one point of a program. Immutable; a cell that is not listed holds what it held from the start.</summary>
/// <remarks>Temporaries of the graph live for a statement or two and are kept apart: a handler never sees them.</remarks>
public sealed class Memory : IEquatable<Memory>
{
    public static readonly Memory Empty = new(ImmutableDictionary<Cell, Value>.Empty);

    readonly ImmutableDictionary<Cell, Value> cells;
    readonly ImmutableDictionary<Cell, Value> temporaries;

    Memory(ImmutableDictionary<Cell, Value> cells)
    {
        this.cells = cells;
        temporaries = ImmutableDictionary<Cell, Value>.Empty;
        Lasting = this;
    }

    Memory(Memory lasting, ImmutableDictionary<Cell, Value> temporaries)
    {
        cells = lasting.cells;
        this.temporaries = temporaries;
        Lasting = temporaries.IsEmpty ? lasting : lasting.Lasting;
    }

    public ImmutableDictionary<Cell, Value> Cells => cells;

    /// <summary>The memory without the temporaries.</summary>
    public Memory Lasting { get; }

    public Value? this[Cell cell] => (cell.Root is CaptureId ? temporaries : cells).TryGetValue(cell, out var value) ? value : null;

    public Memory Set(Cell cell, Value value)
    {
        if (cell.Root is CaptureId) return new(Lasting, temporaries.SetItem(cell, value));
        return cells.TryGetValue(cell, out var old) && old.Equals(value) ? this : With(cells.SetItem(cell, value));
    }

    /// <summary>This memory, with the temporaries of another.</summary>
    public Memory WithTemporariesOf(Memory other) => other.temporaries.IsEmpty ? Lasting : new(Lasting, other.temporaries);

    public Memory Forget(Func<Cell, bool> which)
    {
        var gone = cells.Keys.Where(which).ToList();
        return gone.Count == 0 ? this : With(cells.RemoveRange(gone));
    }

    Memory With(ImmutableDictionary<Cell, Value> changed) => temporaries.IsEmpty ? new(changed) : new(new Memory(changed), temporaries);

    /// <summary>What holds on one of two ways; <paramref name="initial"/> is what a cell that only one of them lists held from the start.</summary>
    public Memory Join(Memory other, Func<Cell, Value> initial)
    {
        if (ReferenceEquals(this, other)) return this;
        var lasting = Join(cells, other.cells, initial);
        var passing = Join(temporaries, other.temporaries, initial);
        if (ReferenceEquals(lasting, cells) && ReferenceEquals(passing, temporaries)) return this;
        var joined = ReferenceEquals(lasting, cells) ? Lasting : new Memory(lasting);
        return passing.IsEmpty ? joined : new(joined, passing);
    }

    static ImmutableDictionary<Cell, Value> Join(ImmutableDictionary<Cell, Value> left, ImmutableDictionary<Cell, Value> right, Func<Cell, Value> initial)
    {
        if (ReferenceEquals(left, right)) return left;
        ImmutableDictionary<Cell, Value>.Builder? joined = null;
        foreach (var cell in left)
        {
            if (right.TryGetValue(cell.Key, out var held) && ReferenceEquals(held, cell.Value)) continue;
            var value = cell.Value.Join(held ?? Missing(cell.Key, right, initial));
            if (!ReferenceEquals(value, cell.Value)) (joined ??= left.ToBuilder())[cell.Key] = value;
        }
        foreach (var cell in right)
        {
            if (!left.ContainsKey(cell.Key)) (joined ??= left.ToBuilder())[cell.Key] = cell.Value.Join(Missing(cell.Key, left, initial));
        }
        return joined?.ToImmutable() ?? left;
    }

    /// <summary>What a cell holds that is not listed: an element is one of those of which it is not known where they are.</summary>
    static Value Missing(Cell cell, ImmutableDictionary<Cell, Value> cells, Func<Cell, Value> initial) =>
        cell is { IsElement: true, Root: Entity { Site: not null } entity } && cells.TryGetValue(Cell.Content(entity), out var content) ? content : initial(cell);

    public bool Equals(Memory? other) => ReferenceEquals(this, other) || other is not null && Same(cells, other.cells) && Same(temporaries, other.temporaries);

    static bool Same(ImmutableDictionary<Cell, Value> left, ImmutableDictionary<Cell, Value> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(cell => right.TryGetValue(cell.Key, out var value) && value.Equals(cell.Value));

    public override bool Equals(object? obj) => Equals(obj as Memory);
    public override int GetHashCode() => cells.Count;
}
