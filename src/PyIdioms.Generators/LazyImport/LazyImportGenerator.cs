using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.LazyImport;

/// <summary>Writes the other part of every [LazyImport] property, which loads what it holds at its first use.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LazyImportGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<LazyImportAttribute, LazyImportModel>(LazyImportParser.Parse, LazyImportEmitter.Write);
}
