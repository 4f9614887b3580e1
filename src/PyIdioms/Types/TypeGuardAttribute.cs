namespace PyIdioms;

/// <summary>A method that returns true only where its first argument has a certain type: <c>TypeGuard[T]</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "TypeGuard &amp; Type Narrowing"; PEP 647. An overload of the same name with an <c>out</c> parameter more hands the
/// value over, typed. Rule <c>PYI0207</c> reports the casts that it makes needless.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TypeGuardAttribute : Attribute;
