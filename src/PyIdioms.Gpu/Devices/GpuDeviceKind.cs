namespace PyIdioms;

/// <summary>Where kernels run.</summary>
public enum GpuDeviceKind
{
    /// <summary>No device: plain loops of the program's own thread.</summary>
    Host,

    /// <summary>A device of NVIDIA's.</summary>
    Cuda,

    /// <summary>A device that compiles OpenCL C.</summary>
    OpenCL,

    /// <summary>ILGPU's emulator, thousands of times slower than loops: a thread of the system for each thread of a block. It is for tests.</summary>
    Emulator,
}
