using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>Writes for every [Njit] method the body of its Core with loops over vectors.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NjitGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateFromBodies<NjitAttribute, NjitModel>(NjitParser.Parse, NjitEmitter.Write);
}
