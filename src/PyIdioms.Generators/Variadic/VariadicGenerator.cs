using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Variadic;

/// <summary>Continues every [Variadic] method and type up to its last number.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class VariadicGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<VariadicAttribute, VariadicModel>(VariadicParser.Parse, VariadicEmitter.Write);
}
