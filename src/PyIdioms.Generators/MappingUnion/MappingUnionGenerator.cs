using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.MappingUnion;

/// <summary>Writes the Match methods of every [MappingUnion].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MappingUnionGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<MappingUnionAttribute, MappingUnionModel>(MappingUnionParser.Parse, MappingUnionEmitter.Write);
}
