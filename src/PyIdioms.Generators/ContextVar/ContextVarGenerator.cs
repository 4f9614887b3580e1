using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.ContextVar;

/// <summary>Writes the variable behind every [ContextVar], and the methods that set it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContextVarGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ContextVarAttribute, ContextVarModel>(ContextVarParser.Parse, ContextVarEmitter.Write);
}
