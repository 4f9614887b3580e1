namespace PyIdioms;

/// <summary>Base of what a value must be beyond its type: the metadata of Python's <c>Annotated[int, Gt(0)]</c>, checked here.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Annotated &amp; Literal"; PEP 593 and the vocabulary of <c>annotated-types</c>. Every constraint is a
/// <c>ValidationAttribute</c>: <c>Validator</c>, minimal APIs and options validate it. <c>[Validated]</c>, <c>[Annotated]</c> and <c>[EnforceTypes]</c>
/// check it without boxing. Null is valid, as everywhere in DataAnnotations. Rule <c>PYI0203</c> reads the same constraints at compile time.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue, AllowMultiple = true)]
public abstract partial class ConstraintAttribute
#if !NET
    : Attribute
#endif
{
}
