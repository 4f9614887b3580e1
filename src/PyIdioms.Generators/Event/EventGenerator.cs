using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Event;

/// <summary>Writes the implementing part of every [Event]: a question to the logger, and a struct that holds what the call says.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EventGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<EventAttribute, EventModel>(EventParser.Parse, EventEmitter.Write);
}
