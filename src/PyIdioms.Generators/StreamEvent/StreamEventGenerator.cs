using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>Writes for every [StreamEvent] how its values become bytes and are read again.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class StreamEventGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<StreamEventAttribute, StreamEventModel>(StreamEventParser.Parse, StreamEventEmitter.Write);
}
