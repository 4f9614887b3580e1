using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Secret;

/// <summary>Writes the other part of every [Secret] type: what it shows instead of its value, and how it compares.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SecretGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<SecretAttribute, SecretModel>(SecretParser.Parse, SecretEmitter.Write);
}
