namespace PyIdioms;

/// <summary>A type for values that fulfil constraints: Python's <c>PositiveInt = Annotated[int, Gt(0)]</c>, checked once, where a value is made.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Annotated &amp; Literal"; PEP 593. On a partial record struct or record with one parameter that carries the constraints:
/// <c>[Annotated] public readonly partial record struct PositiveInt([Gt(0)] int Value);</c>. The constructor, <c>with</c>, the explicit conversion, Parse, JSON and
/// TypeConverter all check; <c>Check</c> says what is wrong without throwing, <c>TryCreate</c> and <c>TryParse</c> say no. <c>default</c> of a struct is the one value that nobody checks: C# has no hook for it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class AnnotatedAttribute : Attribute;
