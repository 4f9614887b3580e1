using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Overload;

/// <summary>Writes the implementing part of every [Overload]: a call of the one body behind all signatures.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OverloadGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<OverloadAttribute, OverloadModel>(OverloadParser.Parse, OverloadEmitter.Write);
}
