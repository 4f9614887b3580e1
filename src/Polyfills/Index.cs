namespace System;

/// <summary>A place in a sequence, counted from its start or its end.</summary>
readonly struct Index(int value, bool fromEnd = false) : IEquatable<Index>
{
    /// <summary>A place from the end is kept as its complement.</summary>
    readonly int place = value < 0 ? throw new ArgumentOutOfRangeException(nameof(value)) : fromEnd ? ~value : value;

    public static Index Start => new(0);

    public static Index End => new(0, fromEnd: true);

    public int Value => place < 0 ? ~place : place;

    public bool IsFromEnd => place < 0;

    public static implicit operator Index(int value) => new(value);

    public int GetOffset(int length) => IsFromEnd ? length - Value : Value;

    public bool Equals(Index other) => place == other.place;

    public override bool Equals(object? obj) => obj is Index other && Equals(other);

    public override int GetHashCode() => place;

    public override string ToString() => IsFromEnd ? "^" + Value : Value.ToString();
}
