using System.Collections;

namespace PyIdioms;

/// <summary>What a logger is told: keys and values, and the text that they make.</summary>
abstract class LoggedPairs : IReadOnlyList<KeyValuePair<string, object?>>
{
    public abstract KeyValuePair<string, object?> this[int index] { get; }

    public abstract int Count { get; }

    public abstract override string ToString();

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
