namespace System;

/// <summary>A part of a sequence: from a place up to, not including, another.</summary>
readonly struct Range(Index start, Index end) : IEquatable<Range>
{
    public static Range All => new(Index.Start, Index.End);

    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range StartAt(Index start) => new(start, Index.End);

    public static Range EndAt(Index end) => new(Index.Start, end);

    public (int Offset, int Length) GetOffsetAndLength(int length)
    {
        var (from, to) = (Start.GetOffset(length), End.GetOffset(length));
        return (uint)to <= (uint)length && (uint)from <= (uint)to ? (from, to - from) : throw new ArgumentOutOfRangeException(nameof(length));
    }

    public bool Equals(Range other) => Start.Equals(other.Start) && End.Equals(other.End);

    public override bool Equals(object? obj) => obj is Range other && Equals(other);

    public override int GetHashCode() => (31 * Start.GetHashCode()) + End.GetHashCode();

    public override string ToString() => $"{Start}..{End}";
}
