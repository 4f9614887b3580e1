using System.Reflection;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace PyIdioms.Gpu;

/// <summary>Kernels compiled to text, each in a context of its own: one that fails spoils what is compiled after it in the same context.</summary>
static class KernelText
{
    public static string Ptx(string name, MethodInfo method) =>
        ((PTXCompiledKernel)Compile(name, method, static context => new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_70, null!))).PTXAssembly;

    public static string OpenCL(string name, MethodInfo method) =>
        ((CLCompiledKernel)Compile(name, method, static context => new CLBackend(context, new(true, true, true, true, true), CLDeviceVendor.Other, new(2, 0)))).Source;

    /// <summary>Compiles a kernel away from the context that the device's arrays live in, so that a failure is its own alone.</summary>
    public static void Try(string name, MethodInfo method, GpuDevice device)
    {
        if (device.Kind == GpuDeviceKind.OpenCL) _ = OpenCL(name, method);
        else _ = Ptx(name, method);
    }

    static CompiledKernel Compile(string name, MethodInfo method, Func<Context, Backend> open)
    {
        Remapped.Register();
        try
        {
            using var context = Context.Create(static _ => { });
            using var backend = open(context);
            return backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(method), default);
        }
        // ILGPU says what it cannot do with exceptions of many kinds.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new GpuException($"{name} cannot be compiled for a device: {failure.GetBaseException().Message}", failure);
        }
    }
}
