using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.DeepSize;

/// <summary>Writes for every [DeepSize] type what its objects refer to.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DeepSizeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<DeepSizeAttribute, DeepSizeModel>(DeepSizeParser.Parse, DeepSizeEmitter.Write);
}
