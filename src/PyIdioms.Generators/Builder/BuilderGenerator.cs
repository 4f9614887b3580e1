using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Builder;

/// <summary>Writes the builder of every [Builder] type, and the ways into and out of it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuilderGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<BuilderAttribute, BuilderModel>(BuilderParser.Parse, BuilderEmitter.Write);
}
