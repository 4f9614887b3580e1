namespace PyIdioms;

/// <summary>The keys that a mapping has to have, with certain values, to be this case of a <see cref="MappingUnionAttribute"/>. All of several have to hold.</summary>
/// <param name="key">The key.</param>
/// <param name="values">The values, one of which it has: strings, whole numbers, bools, null.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CaseAttribute(string key, params object?[]? values) : Attribute
{
    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>The values, one of which it has.</summary>
    public IReadOnlyList<object?> Values => values ?? [null];
}
