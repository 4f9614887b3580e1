namespace PyIdioms;

/// <summary>Writes what every type of exceptions has: its constructors, and <c>From</c> and <c>FromNone</c> for Python's <c>raise … from e</c> and <c>raise … from None</c>.</summary>
/// <remarks>
/// Handbook, Exception Mastery, "traceback Module"; PEP 3134, PEP 409. On a partial class, which then derives from <see cref="Exception"/> unless it says
/// otherwise. Constructors that are there already are left alone.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExceptionAttribute : Attribute;
