using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Exceptions;

/// <summary>Writes the constructors and factories of every [Exception].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExceptionGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<ExceptionAttribute, ExceptionModel>(ExceptionParser.Parse, ExceptionEmitter.Write);
}
