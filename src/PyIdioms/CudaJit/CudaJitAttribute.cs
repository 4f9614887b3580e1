namespace PyIdioms;

/// <summary>The body of a kernel: what one thread of a grid does. Numba's <c>@cuda.jit</c>, done by the compiler.</summary>
/// <remarks>
/// Handbook, Performance, "Numba JIT Compilation". On a static method whose name ends with <c>Core</c>: <c>GpuAddCore</c> is launched as
/// <c>GpuAdd[blocks, threads](…)</c>, on a CUDA device, on one of OpenCL, or as loops of the program where there is neither. Needs the package PyIdioms.Gpu.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CudaJitAttribute : Attribute
{
    /// <summary>Whether a launch throws where there is no device, and no loops do instead. False if it is not set.</summary>
    public bool RequireDevice { get; set; }
}
