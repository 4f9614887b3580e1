namespace PyIdioms;

/// <summary>Text that the program itself wrote, and no user did: <c>LiteralString</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Annotated &amp; Literal"; PEP 675. What arrives at a parameter, and what is written to a property or field, must be
/// made of literals alone, and is trusted where it is read; a return value is checked at every return. On a collection it speaks of the elements, on
/// an <c>out</c> parameter of what the method writes. Rule <c>PYI0201</c> does the checking; <c>LiteralString.Trusted</c> is the one way around it.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class LiteralStringAttribute : Attribute;
