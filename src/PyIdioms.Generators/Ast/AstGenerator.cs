using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Ast;

/// <summary>Writes visitors and transformers of every [Ast], and the part of each node that takes them.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AstGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<AstAttribute, AstModel>(AstParser.Parse, AstEmitter.Write);
}
