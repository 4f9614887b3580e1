namespace PyIdioms;

/// <summary>A closed type whose cases are the shapes that a mapping may have: <c>case {"type": "click", "x": x, "y": y}</c>.</summary>
/// <remarks>
/// Handbook, Pattern Matching, "Mapping patterns"; PEP 634. On an abstract partial record or class; its nested sealed types that derive from it and carry
/// <see cref="CaseAttribute"/> or <see cref="OtherwiseAttribute"/> are tried in their order, the otherwise last. A parameter takes the value of its key: its own
/// name in camel case, or what <c>[property: JsonPropertyName]</c> says. Generated is <c>Match</c>, over dictionaries, <c>JsonElement</c> and <c>Utf8JsonReader</c>; null where nothing matches.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MappingUnionAttribute : Attribute;
