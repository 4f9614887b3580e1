using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Writes the language of every [SafeEval] class, and the methods that read and evaluate its expressions.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SafeEvalGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<SafeEvalAttribute, SafeEvalModel>(SafeEvalParser.Parse, SafeEvalEmitter.Write);
}
