namespace PyIdioms.Tests.CudaJit;

/// <summary>Devices for tests.</summary>
static class Devices
{
    /// <summary>Makes a device the current one; skips the test where there is none of the kind.</summary>
    public static IDisposable Use(GpuDeviceKind kind)
    {
        var device = kind == GpuDeviceKind.Emulator ? GpuDevice.Emulator : GpuDevice.All.FirstOrDefault(d => d.Kind == kind);
        Assert.SkipWhen(device is null, $"no device of {kind} is here");
        return device!.Use();
    }
}
