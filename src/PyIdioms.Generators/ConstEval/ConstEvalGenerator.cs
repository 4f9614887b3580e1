using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Writes the value of every [ConstEval].</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ConstEvalGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateFromBodies<ConstEvalAttribute, ConstEvalModel>(ConstEvalParser.Parse, ConstEvalEmitter.Write);
}
