using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.EventBus;

/// <summary>A bus.</summary>
/// <param name="Type">The class.</param>
/// <param name="Name">Its bare name, as its constructor has it.</param>
/// <param name="Prefix">How the names of what is generated begin, unlike those of its own members.</param>
/// <param name="Collects">Whether all handlers run, whatever fails.</param>
/// <param name="IsAbstract">Whether only types below it are made.</param>
/// <param name="Services">What its handlers need.</param>
/// <param name="Handlers">What it calls, in order: a method stands here for each event that it is said to handle.</param>
/// <param name="Events">The events that its handlers name.</param>
public sealed record EventBusModel(
    TypeShape Type, string Name, string Prefix, bool Collects, bool IsAbstract, EquatableArray<BusService> Services, EquatableArray<BusHandler> Handlers, EquatableArray<BusEvent> Events) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".EventBus";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>Something that handlers need.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">The constructor's parameter.</param>
/// <param name="Attribute">The attribute of that parameter; empty for none.</param>
/// <param name="IsOptional">Whether a container may leave it out.</param>
/// <param name="Member">What the class has it in, as code; null where a constructor is written that takes it.</param>
public sealed record BusService(string Type, string Name, string Attribute, bool IsOptional, string? Member);

/// <summary>A method that handles an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="IsOpen">Whether events of other types can be such an event: it is no struct and not sealed.</param>
/// <param name="Excluded">The events for which the same method has been called before.</param>
/// <param name="Target">The method, as code.</param>
/// <param name="Arguments">Its arguments: code, <see cref="TheEvent"/> or <see cref="TheService"/> and a number.</param>
/// <param name="Returned">What it gives back.</param>
public sealed record BusHandler(string Event, bool IsOpen, EquatableArray<string> Excluded, string Target, EquatableArray<string> Arguments, ReturnKind Returned)
{
    /// <summary>Stands for the event, behind a cast.</summary>
    public const string TheEvent = "\u0001";

    /// <summary>Begins what stands for a service.</summary>
    public const string TheService = "\u0002";
}

/// <summary>An event that handlers name.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Access">Who may emit it as what it is.</param>
/// <param name="Kind">What can be such an event.</param>
/// <param name="Handlers">The places of its handlers among those of the bus, in order.</param>
public sealed record BusEvent(string Type, string Access, EventKind Kind, EquatableArray<int> Handlers);

/// <summary>What can be an event of a type.</summary>
public enum EventKind
{
    /// <summary>Values of the type.</summary>
    Struct,

    /// <summary>Objects of the type.</summary>
    Sealed,

    /// <summary>Objects of the type and of those derived from it.</summary>
    Open,

    /// <summary>Objects of other types: it is an interface, an abstract class, an array or a delegate.</summary>
    Abstract,
}
