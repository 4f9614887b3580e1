using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Annotated;

/// <summary>Writes the other part of every [Annotated] type: the checked property, and the ways in and out of it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class AnnotatedGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<AnnotatedAttribute, AnnotatedModel>(AnnotatedParser.Parse, AnnotatedEmitter.Write);
}
