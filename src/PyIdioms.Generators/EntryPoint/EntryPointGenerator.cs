using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.EntryPoint;

/// <summary>Writes the table of the entry points that an assembly offers and that the assemblies it refers to offer.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EntryPointGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateForAssembly<EntryPointAttribute, EntryPointFile, EntryPointReference, EntryPointModel>(EntryPointParser.Parse, EntryPointReferences.Read, EntryPointModel.Join, EntryPointEmitter.Write);
}
