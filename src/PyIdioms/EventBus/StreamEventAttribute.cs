namespace PyIdioms;

/// <summary>Marks an event that travels: how its values are written as bytes, and read, is generated.</summary>
/// <param name="name">What the event is called on the wire, the same in every program that writes or reads it: <c>order-created</c>.</param>
/// <remarks>
/// Handbook 12.1 (Observer). On a partial record, class or struct. What its constructor takes and what can be set is carried, in that order: numbers, texts, enums,
/// dates, bytes, nullables, arrays, lists, sets and dictionaries of these, and other records. The name and the order are the contract: a member that is added
/// at the end and has a default is skipped by older readers and left at its default by newer ones; anything else is a new event with a new name.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StreamEventAttribute(string name) : Attribute
{
    /// <summary>What the event is called on the wire.</summary>
    public string Name { get; } = name;
}
