namespace PyIdioms;

/// <summary>A property that expressions of its <see cref="SafeEvalAttribute"/> class may read.</summary>
/// <remarks>
/// Handbook, CPython Internals, "exec / eval / compile". Without a name of its own it has that of the property in Python's spelling: <c>UnitPrice</c> is <c>unit_price</c>.
/// </remarks>
/// <param name="name">What expressions call it.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class VarAttribute(string? name = null) : Attribute
{
    /// <summary>What expressions call it; null for the name of the property in Python's spelling.</summary>
    public string? Name => name;
}
