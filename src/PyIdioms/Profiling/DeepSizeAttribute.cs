namespace PyIdioms;

/// <summary>Lets <c>DeepSize.Of</c> follow what objects of the type refer to. On a member, with <c>Follow = false</c>: what it refers to belongs to somebody else.</summary>
/// <remarks>
/// Handbook, CPython Internals, "Memory Model": <c>deep_sizeof</c>. The type has to be <c>partial</c>. Objects of types without the attribute count with their own
/// bytes only, except arrays and the framework's collections.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Event, Inherited = false)]
public sealed class DeepSizeAttribute : Attribute
{
    /// <summary>Whether what the member refers to is counted. Nothing on a type.</summary>
    public bool Follow { get; set; } = true;
}
