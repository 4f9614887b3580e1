namespace PyIdioms;

/// <summary>Writes a fluent builder of a type, which never changes: every call gives another one, and a branch keeps what it had.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Builder pattern — fluent interface". The parts are the parameters of the constructor and what can be set or initialized; what
/// the constructor cannot be without stands in <c>For(…)</c>, what is <c>required</c> is set by its name. <c>Build</c> throws an <c>ExceptionGroup</c> with
/// every part that is missing or breaks a constraint, <c>TryBuild</c> says whether it could, <c>Check</c> says what is wrong, and <c>ToBuilder</c> begins with
/// what an object has. On a constructor: the one that the builder calls.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Constructor, Inherited = false)]
public sealed class BuilderAttribute : Attribute;
