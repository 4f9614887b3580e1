using System.ComponentModel;

namespace PyIdioms;

/// <summary>What one call of an <c>[Event]</c> method says. Generated code implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEventState
{
    /// <summary>What happened.</summary>
    string Event { get; }

    /// <summary>How many keys the call gives.</summary>
    int Count { get; }

    /// <summary>A key and its value.</summary>
    KeyValuePair<string, object?> this[int index] { get; }
}
