using System.ComponentModel;

namespace PyIdioms;

/// <summary>What was added to a dictionary of a builder; of several values for a key the last one stays. Generated code uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BuilderEntries
{
    /// <summary>The entries as a dictionary.</summary>
    public static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(BuilderItems<KeyValuePair<TKey, TValue>> entries) where TKey : notnull =>
        RefillEntries(entries, new Dictionary<TKey, TValue>());

    /// <summary>The entries in a dictionary, after what it held is removed.</summary>
    /// <exception cref="NotSupportedException">The dictionary cannot be changed.</exception>
    public static TDictionary RefillEntries<TKey, TValue, TDictionary>(BuilderItems<KeyValuePair<TKey, TValue>> entries, TDictionary dictionary) where TDictionary : IDictionary<TKey, TValue>
    {
        dictionary.Clear();
        foreach (var (key, value) in entries.Span) dictionary[key] = value;
        return dictionary;
    }
}
