using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Literal;

/// <summary>Writes the other part of every struct that is [Literal]: its values, how they are matched, read and written.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LiteralGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<LiteralAttribute, LiteralModel>(LiteralParser.Parse, LiteralEmitter.Write);
}
