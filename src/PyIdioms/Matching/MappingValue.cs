using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PyIdioms;

/// <summary>The value of a key in a <see cref="MappingSource"/>. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Performance", "CA1815", Justification = "It is read, never compared.")]
public readonly struct MappingValue
{
    readonly object? boxed;
    readonly JsonElement json;

    /// <summary>A value of a dictionary.</summary>
    /// <param name="value">The value.</param>
    public MappingValue(object? value)
    {
        if (value is JsonElement element) json = element;
        else boxed = value;
    }

    /// <summary>A value of JSON.</summary>
    /// <param name="element">The value.</param>
    public MappingValue(JsonElement element) => json = element;

    internal bool IsJson => json.ValueKind != JsonValueKind.Undefined;

    internal JsonElement Json => json;

    internal object? Boxed => boxed;

    /// <summary>Whether it is null.</summary>
    public bool IsNull => IsJson ? json.ValueKind == JsonValueKind.Null : boxed is null;

    /// <summary>The value as an object; of JSON a string, number, bool, list or dictionary.</summary>
    /// <returns>The object.</returns>
    public object? ToObject() => IsJson ? ToObject(json) : boxed;

    /// <summary>The value as entries.</summary>
    /// <returns>The entries; none of what is no mapping.</returns>
    public MappingSource ToSource() => IsJson ? new(json) : MappingSource.Of(boxed);

    internal static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt32(out var number) ? number : element.TryGetInt64(out var large) ? large : (object)element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToList(),
        JsonValueKind.Object => ToDictionary(element),
        _ => null,
    };

    static Dictionary<string, object?> ToDictionary(JsonElement element)
    {
        var all = new Dictionary<string, object?>();
        foreach (var property in element.EnumerateObject()) all[property.Name] = ToObject(property.Value);
        return all;
    }
}
