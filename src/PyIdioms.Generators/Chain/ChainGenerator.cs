using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Chain;

/// <summary>Writes the other part of every [Chain]: nested direct calls from link to link.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ChainGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ChainAttribute<object, object>, ChainModel>(ChainParser.Parse, ChainEmitter.Write);
}
