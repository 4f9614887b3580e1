using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Undoable;

/// <summary>Writes the implementing part of every [Undoable]: a command that the history executes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class UndoableGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<UndoableAttribute, UndoableModel>(UndoableParser.Parse, UndoableEmitter.Write);
}
