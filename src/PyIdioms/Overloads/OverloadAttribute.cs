namespace PyIdioms;

/// <summary>One of the signatures of a method that has one body: <c>@overload</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "@overload — Multiple Signatures"; PEP 484. On a partial method without a body, once for each signature. All of them call the
/// method of the same name with <c>Core</c> behind it, and cast what it returns to their own type. A Core that is generic is called with the types of the
/// signature, so that values are not boxed. Parameters that a signature lacks get the Core's defaults. Rule <c>PYI0208</c> holds the body to the signatures.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OverloadAttribute : Attribute;
