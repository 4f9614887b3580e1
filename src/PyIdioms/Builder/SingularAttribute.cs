namespace PyIdioms;

/// <summary>What one item of a collection is called where a builder adds it: <c>[Singular("Person")] ImmutableArray&lt;string&gt; People</c>.</summary>
/// <param name="name">The name of the method that adds one item.</param>
/// <remarks>Handbook, Design Patterns, "Builder pattern"; what Lombok calls <c>@Singular</c>. Without it the name follows the rules of English plurals.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class SingularAttribute(string name) : Attribute
{
    /// <summary>The name of the method that adds one item.</summary>
    public string Name { get; } = name;
}
