namespace PyIdioms;

/// <summary>Checks the constraints of the parameters before the method runs, and those of its result after it.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Annotated &amp; Literal", and Exception Mastery, "Validation example". On a partial method whose body is the method of the same name
/// plus <c>Core</c>. All that is wrong leaves in one <c>ExceptionGroup("Validation failed", …)</c>, one <c>ConstraintViolationException</c> for each broken
/// constraint, in the order of the parameters. Beside a method <c>F</c> the generator writes <c>FCheck(…)</c>, which returns the violations and does not throw.
/// Every <c>ValidationAttribute</c> on a parameter counts; null is valid where <c>[Required]</c> does not say otherwise. An async method that has no hooks around
/// it, and every stream, throws when it is called, not when it is awaited.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor)]
public sealed class ValidatedAttribute : DecoratorAttribute;
