namespace PyIdioms;

/// <summary>The case of a <see cref="MappingUnionAttribute"/> that takes what no other takes.</summary>
/// <param name="keys">The keys that a mapping has to have, with whatever values.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OtherwiseAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys.</summary>
    public IReadOnlyList<string> Keys => keys;
}
