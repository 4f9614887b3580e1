using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>Writes for every [LineProfiled] method what its decorators call: the Core, or a twin of it with marks between its lines.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LineProfiledGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.GenerateFromBodies<LineProfiledAttribute, LineProfiledModel>(LineProfiledParser.Parse, LineProfiledEmitter.Write);
}
