namespace PyIdioms;

/// <summary>How many blocks a grid has, or threads a block, along each axis; and which one of them is meant. A number, or a tuple of two or three, is one.</summary>
/// <param name="X">Along the axis whose neighbours are next to each other.</param>
/// <param name="Y">Along the second axis.</param>
/// <param name="Z">Along the third axis.</param>
public readonly record struct Dim3(int X, int Y = 1, int Z = 1)
{
    /// <summary>How many there are in all.</summary>
    public long Count => (long)X * Y * Z;

    /// <summary>Along one axis.</summary>
    public static implicit operator Dim3(int x) => new(x);

    /// <summary>Along two axes.</summary>
    public static implicit operator Dim3((int X, int Y) size) => new(size.X, size.Y);

    /// <summary>Along three axes.</summary>
    public static implicit operator Dim3((int X, int Y, int Z) size) => new(size.X, size.Y, size.Z);

    /// <summary>As it is written: <c>4</c>, <c>(4, 2)</c> or <c>(4, 2, 3)</c>.</summary>
    public override string ToString() => Z != 1 ? $"({X}, {Y}, {Z})" : Y != 1 ? $"({X}, {Y})" : $"{X}";
}
