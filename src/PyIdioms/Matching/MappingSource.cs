using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PyIdioms;

/// <summary>What a <see cref="MappingUnionAttribute"/> is matched with: keys and values, of a dictionary or an object of JSON. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Performance", "CA1815", Justification = "It is looked into, never compared.")]
public readonly struct MappingSource
{
    readonly IReadOnlyDictionary<string, object?>? readOnly;
    readonly IDictionary<string, object?>? dictionary;
    readonly JsonElement json;

    /// <summary>The entries of a dictionary; none of null.</summary>
    /// <param name="mapping">The dictionary.</param>
    public MappingSource(IReadOnlyDictionary<string, object?>? mapping) => readOnly = mapping;

    /// <inheritdoc cref="MappingSource(IReadOnlyDictionary{string, object?}?)"/>
    public MappingSource(IDictionary<string, object?>? mapping) => dictionary = mapping;

    /// <summary>The properties of an object of JSON.</summary>
    /// <param name="element">The object.</param>
    public MappingSource(JsonElement element) => json = element;

    /// <summary>The entries of whatever is a mapping.</summary>
    /// <param name="value">A dictionary with strings for keys, or an element of JSON.</param>
    /// <returns>Its entries; <see cref="IsMapping"/> is false of what has none.</returns>
    public static MappingSource Of(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> mapping => new(mapping),
        IDictionary<string, object?> mapping => new(mapping),
        JsonElement element => new(element),
        IDictionary mapping => new((IReadOnlyDictionary<string, object?>)Copy(mapping)),
        _ => default,
    };

    static Dictionary<string, object?> Copy(IDictionary mapping)
    {
        var copy = new Dictionary<string, object?>(mapping.Count);
        foreach (DictionaryEntry entry in mapping)
        {
            if (entry.Key is string key) copy[key] = entry.Value;
        }
        return copy;
    }

    /// <summary>Whether there are entries to look into: a list, a number or null have none.</summary>
    public bool IsMapping => readOnly is not null || dictionary is not null || json.ValueKind == JsonValueKind.Object;

    /// <summary>The value of a key, where there is one. None is created.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; null where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string key, out MappingValue value)
    {
        if (readOnly is not null)
        {
            var isThere = readOnly.TryGetValue(key, out var found);
            value = new(found);
            return isThere;
        }
        if (dictionary is not null)
        {
            var isThere = dictionary.TryGetValue(key, out var found);
            value = new(found);
            return isThere;
        }
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var element))
        {
            value = new(element);
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Whether a key has a certain text for its value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is there and has it.</returns>
    public bool Is(string key, string text)
    {
        if (readOnly is not null) return readOnly.TryGetValue(key, out var found) && IsText(found, text);
        if (dictionary is not null) return dictionary.TryGetValue(key, out var found) && IsText(found, text);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var element) && IsText(element, text);
    }

    static bool IsText(object? value, string text) => value is string found ? found == text : value is JsonElement element && IsText(element, text);

    static bool IsText(JsonElement element, string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    /// <summary>The entries but some, in a new dictionary: <c>**rest</c>.</summary>
    /// <param name="without">The keys to leave out.</param>
    /// <returns>The dictionary.</returns>
    public Dictionary<string, object?> Rest(params ReadOnlySpan<string> without)
    {
        var rest = new Dictionary<string, object?>();
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject()) rest[property.Name] = MappingValue.ToObject(property.Value);
        }
        foreach (var (key, value) in readOnly ?? dictionary as IEnumerable<KeyValuePair<string, object?>> ?? []) rest[key] = value;
        foreach (var key in without) rest.Remove(key);
        return rest;
    }
}
