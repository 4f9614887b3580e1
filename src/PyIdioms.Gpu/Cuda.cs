namespace PyIdioms;

/// <summary>What a [CudaJit] kernel says about the thread that runs it: the words of Numba's <c>cuda</c>. Only kernels can use them.</summary>
/// <remarks>Handbook, Performance, "Numba JIT Compilation": <c>i = cuda.grid(1)</c>.</remarks>
public static partial class Cuda
{
    /// <summary>The thread's place within its block.</summary>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static Dim3 ThreadIdx => throw Outside();

    /// <summary>The block's place within the grid.</summary>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static Dim3 BlockIdx => throw Outside();

    /// <summary>How many threads a block has.</summary>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static Dim3 BlockDim => throw Outside();

    /// <summary>How many blocks the grid has.</summary>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static Dim3 GridDim => throw Outside();

    /// <summary>The thread's place within the whole grid: <c>var i = Cuda.Grid(1)</c>, <c>var (x, y) = Cuda.Grid(2)</c>.</summary>
    /// <param name="dimensions">How many axes: 1, 2 or 3, as a constant.</param>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static GridIndex Grid(int dimensions) => throw Outside();

    /// <summary>How many threads the whole grid has along each axis: the step of a loop that goes on where the grid ends.</summary>
    /// <param name="dimensions">How many axes: 1, 2 or 3, as a constant.</param>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static GridIndex GridSize(int dimensions) => throw Outside();

    /// <summary>Waits until all threads of the block are here, and see what the others stored. All of them have to come: it cannot stand where only some go.</summary>
    /// <exception cref="InvalidOperationException">No kernel is running.</exception>
    public static void SyncThreads() => throw Outside();

    static InvalidOperationException Outside() => new("Only a kernel can say this: launch it, Kernel[blocks, threads](…), instead of calling its Core");

    /// <summary>Memory that the threads of a block have together.</summary>
    public static class Shared
    {
        /// <summary>An array that the threads of a block have together. What it holds at first is not known.</summary>
        /// <param name="length">How many elements: a constant.</param>
        /// <exception cref="InvalidOperationException">No kernel is running.</exception>
        public static Span<T> Array<T>(int length) where T : unmanaged => throw Outside();
    }

    /// <summary>Memory that each thread has for itself.</summary>
    public static class Local
    {
        /// <summary>An array that each thread has for itself. What it holds at first is not known.</summary>
        /// <param name="length">How many elements: a constant.</param>
        /// <exception cref="InvalidOperationException">No kernel is running.</exception>
        public static Span<T> Array<T>(int length) where T : unmanaged => throw Outside();
    }
}
