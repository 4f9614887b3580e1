namespace PyIdioms;

/// <summary>Makes a property a context variable: what it holds belongs to the flow of the code that reads it, through awaits and tasks, as Python's <c>ContextVar</c>.</summary>
/// <remarks>
/// Handbook, Advanced Async, "contextvars — Async-Safe Context"; PEP 567. On a static partial property with a getter alone. For a property <c>RequestId</c> there
/// are then <c>UseRequestId(value)</c>, which sets it until the token that it returns is disposed, <c>SetRequestId(value)</c>, which sets it for the rest of the
/// flow, and <c>RequestIdVar</c>, the variable itself. A property that may be null is null without a value; any other one without a default throws
/// <see cref="System.Collections.Generic.KeyNotFoundException"/>, Python's <c>LookupError</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ContextVarAttribute : Attribute
{
    /// <summary>What the property is where nothing has been set: a constant.</summary>
    public object? Default { get; set; }

    /// <summary>The name of a static field, property or parameterless method of the type that says what the property is where nothing has been set; it is asked each time.</summary>
    public string? DefaultFrom { get; set; }
}
