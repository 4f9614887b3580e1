using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>A kernel.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Spaces">The file and the namespaces around the Core, with what they import.</param>
/// <param name="Access">Who may launch it: <c>public</c>.</param>
/// <param name="Name">Its name, without <c>Core</c> and without an escape.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="NeedsDevice">Whether loops of the program will not do.</param>
/// <param name="IsSeenByIlgpu">Whether a type of its elements is internal: ILGPU has to be let in.</param>
/// <param name="Device">The text that a device compiles, from brace to brace; null where it can only throw.</param>
/// <param name="Host">The text that runs without a device.</param>
/// <param name="Refusal">The id of what was reported about it.</param>
public sealed record CudaJitModel(
    TypeShape Type, string Signature, EquatableArray<ImportingSpace> Spaces, string Access, string Name, EquatableArray<KernelParameter> Parameters, bool NeedsDevice, bool IsSeenByIlgpu,
    string? Device, HostCode? Host, string Refusal) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".CudaJit";

    public string HintName => Type.HintName + HintEnding + Signature;
}

/// <summary>How an argument gets to a device.</summary>
public enum KernelPassing { Value, Read, Stored }

/// <summary>What a kernel takes.</summary>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Type">Its type, or that of its elements.</param>
/// <param name="Passing">How it gets to a device.</param>
public sealed record KernelParameter(string Name, string Type, KernelPassing Passing)
{
    /// <summary>Its type where the kernel is launched.</summary>
    public string Launched => Passing switch
    {
        KernelPassing.Read => $"global::PyIdioms.GpuIn<{Type}>",
        KernelPassing.Stored => $"global::PyIdioms.GpuInOut<{Type}>",
        _ => Type,
    };

    /// <summary>Its type on a device.</summary>
    public string OnDevice => Passing == KernelPassing.Value ? Type : $"global::PyIdioms.Gpu.DeviceSpan<{Type}>";

    /// <summary>Its type in the program's own loops.</summary>
    public string OnHost => Passing switch
    {
        KernelPassing.Read => $"global::System.ReadOnlySpan<{Type}>",
        KernelPassing.Stored => $"global::System.Span<{Type}>",
        _ => Type,
    };
}

/// <summary>The loops that run a grid without a device.</summary>
/// <param name="Blocks">The parameter that says how many blocks there are.</param>
/// <param name="Threads">The parameter that says how many threads a block has.</param>
/// <param name="Text">From brace to brace.</param>
public sealed record HostCode(string Blocks, string Threads, string Text);
