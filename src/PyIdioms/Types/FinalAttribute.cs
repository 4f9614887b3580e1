namespace PyIdioms;

/// <summary>A value that is given once, a class without subclasses, a member that no subclass replaces: <c>Final</c> and <c>@final</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Annotated &amp; Literal"; PEP 591. A field or property gets its value from its declaration, from a constructor of
/// its own type, or from the object initializer that a <c>required</c> or <c>init</c> member waits for; a parameter gets it from the caller. A class
/// is not derived from; a method, property or event is neither overridden nor hidden. Rule <c>PYI0206</c> does the checking, nothing is left at run time.
/// </remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Event, Inherited = false)]
public sealed class FinalAttribute : Attribute;
