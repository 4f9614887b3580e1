namespace PyIdioms;

/// <summary>All types below this one are known: those of its own assembly, and nobody else's.</summary>
/// <remarks>
/// Handbook, Pattern Matching, and Type System Mastery, "Never"; Python says it with a union (<c>Shape = Circle | Square</c>). A match over such a type is complete when all its
/// subtypes are dealt with (<c>PYI0801</c>). An abstract class whose constructors are private, or <c>private protected</c>, is closed without saying so.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class ClosedAttribute : Attribute;
