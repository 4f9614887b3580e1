using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PyIdioms.Benchmarks.Njit;

/// <summary>The kernels that others compiled: gcc, and Numba inside of this process. Nothing where they are not installed.</summary>
static unsafe class Native
{
    static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Njit");

    /// <summary>Builds the C kernels and gives where each is; null without gcc.</summary>
    public static Dictionary<string, nint>? Gcc(string name, string options, IReadOnlyList<string> kernels, string file = "kernels.c")
    {
        var library = Path.Combine(Path.GetTempPath(), $"njit-{Environment.ProcessId}-{name}.so");
        if (!Runs("gcc", $"-O3 -march=native -fPIC -shared {options} -o {library} {Path.Combine(Folder, file)} -lmvec -lm")) return null;
        var handle = NativeLibrary.Load(library);
        File.Delete(library);
        return kernels.Where(k => NativeLibrary.TryGetExport(handle, k, out _)).ToDictionary(static k => k, k => NativeLibrary.GetExport(handle, k));
    }

    static bool Runs(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    static nint python;

    /// <summary>Compiles the kernels with Numba, in an interpreter of this process; null without Numba.</summary>
    public static Dictionary<string, nint>? Numba(bool isFast, IReadOnlyList<string> kernels)
    {
        if (python == 0)
        {
            // Its own modules look for its functions among those that everybody sees.
            python = dlopen("libpython3.11.so.1.0", NowAndForAll);
            if (python == 0) return null;
            ((delegate* unmanaged<void>)NativeLibrary.GetExport(python, "Py_Initialize"))();
        }
        var addresses = stackalloc nint[kernels.Count];
        new Span<nint>(addresses, kernels.Count).Clear();
        var names = string.Join(", ", kernels.Select(static k => $"'{k}'"));
        var code = string.Create(CultureInfo.InvariantCulture, $"import sys; sys.path.insert(0, '{Folder}'); sys.path.append('/usr/lib/python3/dist-packages'); import kernels; kernels.compile_into({(nint)addresses}, [{names}], {(isFast ? "True" : "False")})");
        var text = Marshal.StringToCoTaskMemUTF8(code);
        var failed = ((delegate* unmanaged<nint, int>)NativeLibrary.GetExport(python, "PyRun_SimpleString"))(text);
        Marshal.FreeCoTaskMem(text);
        if (failed != 0) return null;
        var found = new Dictionary<string, nint>();
        for (var i = 0; i < kernels.Count; i++)
        {
            if (addresses[i] != 0) found[kernels[i]] = addresses[i];
        }
        return found;
    }

    const int NowAndForAll = 0x102;

    [DllImport("libc")]
    static extern nint dlopen([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    [DllImport("libc")]
    static extern int clock_gettime(int clock, long* time);

    /// <summary>The seconds that this thread has run.</summary>
    public static double ThreadSeconds()
    {
        const int ThreadClock = 3;
        var time = stackalloc long[2];
        _ = clock_gettime(ThreadClock, time);
        return time[0] + time[1] * 1e-9;
    }
}
