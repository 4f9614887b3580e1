using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.TypeGuard;

/// <summary>Writes an overload for every [TypeGuard] that hands the value over, typed.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TypeGuardGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.GenerateFromBodies<TypeGuardAttribute, TypeGuardModel>(TypeGuardParser.Parse, TypeGuardEmitter.Write);
        context.GenerateFromBodies<TypeGuardAttribute<object>, TypeGuardModel>(TypeGuardParser.Parse, TypeGuardEmitter.Write);
    }
}
