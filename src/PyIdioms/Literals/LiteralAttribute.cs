namespace PyIdioms;

/// <summary>The values that something can have, and no others: <c>Literal["GET", "POST"]</c>. On a struct they are the values of a type of its own.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Annotated &amp; Literal"; PEP 586. A value is one of them if type and value are the same: letters have their case, a
/// value said twice counts once, the order says nothing. Of a <c>string?</c> or <c>int?</c> null is one of them as well. Rule <c>PYI0202</c> holds
/// every argument, assignment and return to the list, <c>PYI0801</c> every match; the generator writes the rest of a partial struct.
/// </remarks>
/// <param name="values">The values: strings, whole numbers, characters, bools, members of enumerations, null.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue | AttributeTargets.Struct)]
public sealed class LiteralAttribute(params object?[]? values) : Attribute
{
    /// <summary>The values as they are written.</summary>
    public IReadOnlyList<object?> Values => values ?? [null];
}
