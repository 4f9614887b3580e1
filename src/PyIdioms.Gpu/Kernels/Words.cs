using ILGPU;

namespace PyIdioms.Gpu;

/// <summary>The words of <see cref="Cuda"/> as devices have them.</summary>
/// <remarks>For generated code.</remarks>
public static class Words
{
    /// <inheritdoc cref="Cuda.ThreadIdx"/>
    public static Dim3 ThreadIdx => new(Group.IdxX, Group.IdxY, Group.IdxZ);

    /// <inheritdoc cref="Cuda.BlockIdx"/>
    public static Dim3 BlockIdx => new(ILGPU.Grid.IdxX, ILGPU.Grid.IdxY, ILGPU.Grid.IdxZ);

    /// <inheritdoc cref="Cuda.BlockDim"/>
    public static Dim3 BlockDim => new(Group.DimX, Group.DimY, Group.DimZ);

    /// <inheritdoc cref="Cuda.GridDim"/>
    public static Dim3 GridDim => new(ILGPU.Grid.DimX, ILGPU.Grid.DimY, ILGPU.Grid.DimZ);

    /// <inheritdoc cref="Cuda.Grid"/>
    public static GridIndex Grid(int dimensions) =>
        new(ILGPU.Grid.IdxX * Group.DimX + Group.IdxX, ILGPU.Grid.IdxY * Group.DimY + Group.IdxY, ILGPU.Grid.IdxZ * Group.DimZ + Group.IdxZ);

    /// <inheritdoc cref="Cuda.GridSize"/>
    public static GridIndex GridSize(int dimensions) => new(ILGPU.Grid.DimX * Group.DimX, ILGPU.Grid.DimY * Group.DimY, ILGPU.Grid.DimZ * Group.DimZ);

    /// <inheritdoc cref="Cuda.SyncThreads"/>
    public static void SyncThreads() => Group.Barrier();
}
