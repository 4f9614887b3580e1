namespace PyIdioms;

/// <summary>Checks at run time what the declaration says and the compiler only promises: <c>beartype</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Runtime Type Checking". Nullability, <c>[Union]</c>, <c>[Literal]</c>, constraints, and that an enum has a named value; of
/// arguments and of the result. Only the outermost type is looked at, so a call costs the same whatever the arguments hold; <c>payload.Is&lt;T&gt;(Depth.Full, …)</c>
/// looks deeper. All that is wrong leaves in one <c>ExceptionGroup("Type check failed", …)</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor)]
public sealed class EnforceTypesAttribute : DecoratorAttribute;
