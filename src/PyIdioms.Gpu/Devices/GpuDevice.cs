using ILGPU.Runtime;

namespace PyIdioms;

/// <summary>Where kernels run: a CUDA device if there is one, else one of OpenCL, else the program's own loops.</summary>
/// <remarks>
/// The variable <c>PYIDIOMS_GPU</c> of the environment demands one kind: <c>cuda</c>, <c>opencl</c>, <c>host</c> or <c>emulator</c>. Programs that are compiled ahead of time have
/// the host alone, for kernels are compiled when they are launched.
/// </remarks>
public sealed class GpuDevice
{
    /// <summary>The variable of the environment that demands a kind of device.</summary>
    public const string Variable = "PYIDIOMS_GPU";

    /// <summary>No device: plain loops of the program's own thread.</summary>
    public static GpuDevice Host { get; } = new(GpuDeviceKind.Host, "the program's own loops", null);

    static readonly AsyncLocal<GpuDevice?> InUse = new();
    static readonly Lazy<IReadOnlyList<GpuDevice>> Known = new(() => Accelerators.Found(Host));
    static readonly Lazy<GpuDevice> Emulated = new(static () => new(GpuDeviceKind.Emulator, "ILGPU's emulator", Accelerators.Emulator));
    static readonly Lazy<GpuDevice> Best = new(static () => Choose(Environment.GetEnvironmentVariable(Variable)));

    readonly Lazy<Accelerator>? accelerator;

    internal GpuDevice(GpuDeviceKind kind, string name, Func<Accelerator>? open)
    {
        (Kind, Name) = (kind, name);
        if (open is not null) accelerator = new(open);
    }

    /// <summary>ILGPU's emulator: for tests, as it is thousands of times slower than <see cref="Host"/>.</summary>
    public static GpuDevice Emulator => Emulated.Value;

    /// <summary>All devices, the best one first. The <see cref="Host"/> is among them, before what emulates a device on processors.</summary>
    public static IReadOnlyList<GpuDevice> All => Known.Value;

    /// <summary>Where kernels are launched that nothing says otherwise of: the one in <see cref="Use"/>, else the best.</summary>
    /// <exception cref="GpuException">The environment demands a kind that is not here.</exception>
    public static GpuDevice Current => InUse.Value ?? Best.Value;

    /// <summary>What it is.</summary>
    public GpuDeviceKind Kind { get; }

    /// <summary>What its maker calls it.</summary>
    public string Name { get; }

    /// <summary>Whether kernels run as the program's own loops.</summary>
    public bool IsHost => accelerator is null;

    /// <summary>How many threads a block can have.</summary>
    public int MaxThreads => accelerator is null ? 1024 : Math.Min(1024, Accelerator.MaxNumThreadsPerGroup);

    internal Accelerator Accelerator => accelerator!.Value;

    /// <summary>Makes it <see cref="Current"/> until what is returned is disposed of, for this flow of calls.</summary>
    public IDisposable Use()
    {
        var before = InUse.Value;
        InUse.Value = this;
        return new Scope(before);
    }

    /// <summary>Waits until everything that was launched here is done.</summary>
    public void Synchronize()
    {
        if (!IsHost) Accelerator.Synchronize();
    }

    /// <summary>An array on the device. What it holds at first is not known.</summary>
    /// <param name="length">How many elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public DeviceArray<T> Allocate<T>(int length) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new(this, length);
    }

    /// <inheritdoc cref="Name"/>
    public override string ToString() => $"{Name} ({Kind})";

    /// <summary>The one that the environment demands; the best if it says nothing.</summary>
    internal static GpuDevice Choose(string? demanded)
    {
        if (string.IsNullOrWhiteSpace(demanded)) return All[0];
        if (!Enum.TryParse<GpuDeviceKind>(demanded, ignoreCase: true, out var kind)) throw new GpuException($"{Variable}={demanded} is no kind of device: say cuda, opencl, host or emulator");
        if (kind == GpuDeviceKind.Emulator) return Emulator;
        return All.FirstOrDefault(d => d.Kind == kind) ?? throw new GpuException($"{Variable}={demanded} demands a device that is not here: there is {string.Join(", ", All)}");
    }

    sealed class Scope(GpuDevice? before) : IDisposable
    {
        public void Dispose() => InUse.Value = before;
    }
}
