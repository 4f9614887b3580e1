using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Writes for every [CudaJit] method what a device compiles, what the program runs without one, and what launches them.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CudaJitGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateFromBodies<CudaJitAttribute, CudaJitModel>(CudaJitParser.Parse, CudaJitEmitter.Write);
}
