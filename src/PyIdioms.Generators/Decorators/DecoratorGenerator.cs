using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Decorators;

/// <summary>Writes the implementing part of every decorated partial method: its decorators around its <c>Core</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DecoratorGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateForTypes<DecoratorModel>(DecoratorParser.HasDecoratedMethods, DecoratorParser.Parse, DecoratorEmitter.Write);
}
