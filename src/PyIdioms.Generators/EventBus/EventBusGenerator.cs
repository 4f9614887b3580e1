using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.EventBus;

/// <summary>Writes what makes an [EventBus] class a bus: direct calls of its handlers for each event.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EventBusGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<EventBusAttribute, EventBusModel>(EventBusParser.Parse, EventBusEmitter.Write);
}
