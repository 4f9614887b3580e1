namespace PyIdioms;

/// <summary>A type for one value that must not show: a password, a token, an API key. Python's custom is pydantic's <c>SecretStr</c>.</summary>
/// <remarks>
/// Handbook, Security Practices. On a partial struct, record struct, or sealed class or record that holds one <c>string</c>, <c>byte[]</c> or
/// <c>ReadOnlyMemory&lt;byte&gt;</c>. <c>ToString</c>, the debugger and JSON show <c>***</c>; <c>==</c> takes the same time whatever the values say.
/// The value itself is read through its own member, by name, where a reader sees it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SecretAttribute : Attribute;
