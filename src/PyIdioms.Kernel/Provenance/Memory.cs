using System.Collections.Immutable;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What every cell holds at one point of a program. Immutable; a cell that is not listed holds what it held from the start.</summary>
public sealed class Memory(ImmutableDictionary<Cell, Value> cells) : IEquatable<Memory>
{
    public static readonly Memory Empty = new(ImmutableDictionary<Cell, Value>.Empty);

    public ImmutableDictionary<Cell, Value> Cells => cells;

    public Value? this[Cell cell] => cells.TryGetValue(cell, out var value) ? value : null;

    public Memory Set(Cell cell, Value value) => cells.TryGetValue(cell, out var old) && old.Equals(value) ? this : new(cells.SetItem(cell, value));

    public Memory Forget(Func<Cell, bool> which)
    {
        var gone = cells.Keys.Where(which).ToList();
        return gone.Count == 0 ? this : new(cells.RemoveRange(gone));
    }

    /// <summary>What holds on one of two ways; <paramref name="initial"/> is what a cell that only one of them lists held from the start.</summary>
    public Memory Join(Memory other, Func<Cell, Value> initial)
    {
        if (ReferenceEquals(this, other)) return this;
        var joined = cells.ToBuilder();
        foreach (var cell in cells)
        {
            var value = cell.Value.Join(other[cell.Key] ?? initial(cell.Key));
            if (!ReferenceEquals(value, cell.Value)) joined[cell.Key] = value;
        }
        foreach (var cell in other.Cells)
        {
            if (!cells.ContainsKey(cell.Key)) joined[cell.Key] = cell.Value.Join(initial(cell.Key));
        }
        var all = joined.ToImmutable();
        return ReferenceEquals(all, cells) ? this : new(all);
    }

    public bool Equals(Memory? other) => ReferenceEquals(this, other)
        || other is not null && cells.Count == other.Cells.Count && cells.All(cell => other[cell.Key] is { } value && value.Equals(cell.Value));
    public override bool Equals(object? obj) => Equals(obj as Memory);
    public override int GetHashCode() => cells.Count;
}
