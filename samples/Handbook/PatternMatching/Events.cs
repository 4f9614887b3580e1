using PyIdioms;

namespace Handbook.PatternMatching;

/// <summary>Pattern Matching, "Mapping patterns": what a user did, as it comes from a dictionary or from JSON.</summary>
[MappingUnion]
public abstract partial record UiEvent
{
    [Case("type", "click")]
    public sealed partial record Click(int X, int Y) : UiEvent;

    [Case("type", "keydown")]
    public sealed partial record KeyDown([Literal("Ctrl", "Meta")] string Key, object? Code) : UiEvent;

    [Otherwise("type")]
    public sealed partial record Other(string Type, IReadOnlyDictionary<string, object?> Rest) : UiEvent;

    /// <summary>The sin: keys and casts by hand, and a missing one is an exception.</summary>
    public static string HandleByHand(IReadOnlyDictionary<string, object?> mapping) => (string?)mapping["type"] switch
    {
        "click" => $"Click at ({(int)mapping["x"]!}, {(int)mapping["y"]!})",
        _ => "Other event",
    };

    /// <summary>The idiom: every case by its type, and a new one breaks this line.</summary>
    public static string Handle(UiEvent? e) => e switch
    {
        Click(var x, var y) => $"Click at ({x}, {y})",
        KeyDown(var key, var code) => $"{key}+{code} pressed",
        Other(var type, var rest) => $"Other event: {type}, data={string.Join(", ", rest.Select(r => $"{r.Key}={r.Value}"))}",
        null => "no match",
    };
}
