using System.Runtime.InteropServices;
using ILGPU;

namespace PyIdioms;

/// <summary>Where ILGPU's native libraries are.</summary>
static class NativeLibraries
{
    static int isResolved;

    /// <summary>ILGPU asks for libOpenCL.so, which on Linux only headers for developers bring; programs have libOpenCL.so.1.</summary>
    public static void Resolve()
    {
        if (Interlocked.Exchange(ref isResolved, 1) == 1 || !OperatingSystem.IsLinux()) return;
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, static (name, assembly, path) => name == "OpenCL" && NativeLibrary.TryLoad("libOpenCL.so.1", assembly, path, out var library) ? library : 0);
        }
        // Somebody else in the program has set one, and knows better.
        catch (InvalidOperationException)
        {
        }
    }
}
