using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Ufunc;

/// <summary>Writes for every [Ufunc] function its overloads for arrays, spans and tensors.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class UfuncGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateFromBodies<UfuncAttribute, UfuncModel>(UfuncParser.Parse, UfuncEmitter.Write);
}
