using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Decorate;

/// <summary>Writes the members of a [Decorate] class that hand calls on to its inner implementation.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DecorateGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<DecorateAttribute, DecorateModel>(DecorateParser.Parse, DecorateEmitter.Write);
}
