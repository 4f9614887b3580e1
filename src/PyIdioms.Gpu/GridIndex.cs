namespace PyIdioms;

/// <summary>What <see cref="Cuda.Grid"/> says: a number where it was asked for one axis, two or three to take apart where it was asked for more.</summary>
public readonly struct GridIndex
{
    readonly int x;
    readonly int y;
    readonly int z;

    internal GridIndex(int x, int y, int z) => (this.x, this.y, this.z) = (x, y, z);

    /// <summary>A number along one axis.</summary>
    public static implicit operator GridIndex(int x) => new(x, 0, 0);

    /// <summary>Along the first axis.</summary>
    public static implicit operator int(GridIndex index) => index.x;

    /// <summary><c>var (x, y) = Cuda.Grid(2)</c>.</summary>
    /// <param name="x">Along the first axis.</param>
    /// <param name="y">Along the second axis.</param>
    public void Deconstruct(out int x, out int y) => (x, y) = (this.x, this.y);

    /// <summary><c>var (x, y, z) = Cuda.Grid(3)</c>.</summary>
    /// <param name="x">Along the first axis.</param>
    /// <param name="y">Along the second axis.</param>
    /// <param name="z">Along the third axis.</param>
    public void Deconstruct(out int x, out int y, out int z) => (x, y, z) = (this.x, this.y, this.z);
}
