using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>A value that breaks a constraint.</summary>
/// <param name="Parameter">The parameter, or <c>return</c> for a result.</param>
/// <param name="Constraint">The constraint: <c>Gt(0)</c>.</param>
/// <param name="Value">The value; null where it can only live on the stack.</param>
/// <param name="Message">What is wrong, for people. It does not repeat the value.</param>
public sealed record Violation(string Parameter, string Constraint, object? Value, string Message)
{
    /// <summary>What an attribute says of a value that breaks it. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Violation Of(ConstraintAttribute attribute, string parameter, object? value)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return new(parameter, attribute.Constraint, value, attribute.FormatErrorMessage(parameter));
    }

    /// <summary>A value that is not there and has to be. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Violation Missing(string parameter) => new(parameter, "Required", null, $"{parameter} is required");

    /// <summary>Whether a value of any type fulfils a constraint; one to which it cannot apply does not. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool Holds(ConstraintAttribute attribute, object? value)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        try
        {
            return attribute.IsValid(value);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What any validation attribute says of a value; null where it says nothing. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Violation? Find(ValidationAttribute attribute, string constraint, string parameter, object? value, object? instance)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        if (attribute.RequiresValidationContext)
        {
            var context = new ValidationContext(instance ?? value ?? parameter, parameter, serviceProvider: null, items: null) { MemberName = parameter };
            return attribute.GetValidationResult(value, context) is { } failed ? new(parameter, constraint, value, failed.ErrorMessage ?? attribute.FormatErrorMessage(parameter)) : null;
        }
        return attribute.IsValid(value) ? null : new(parameter, constraint, value, attribute.FormatErrorMessage(parameter));
    }

    /// <summary>Throws what some violations are, one child for each. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [StackTraceHidden]
    [DoesNotReturn]
    public static void Throw(IReadOnlyList<Violation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        throw violations.Count > 0
            ? new ExceptionGroup("Validation failed", violations.Select(static violation => new ConstraintViolationException(violation)))
            : new InvalidOperationException("An argument changed while it was checked.");
    }
}

/// <summary>A constraint was broken: <see cref="ArgumentException.ParamName"/> says where, <see cref="Constraint"/> what, <see cref="Value"/> by what.</summary>
/// <param name="violation">The violation.</param>
public sealed class ConstraintViolationException(Violation violation) : ArgumentException(violation?.Message, violation?.Parameter)
{
    /// <summary>The violation.</summary>
    public Violation Violation { get; } = violation ?? throw new ArgumentNullException(nameof(violation));

    /// <summary>The constraint: <c>Gt(0)</c>.</summary>
    public string Constraint => Violation.Constraint;

    /// <summary>The value; null where it can only live on the stack.</summary>
    public object? Value => Violation.Value;

    /// <summary>What is wrong, without more words.</summary>
    public override string Message => Violation.Message;
}
