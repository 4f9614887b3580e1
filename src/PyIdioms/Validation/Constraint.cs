using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace PyIdioms;

// What a constraint does at run time.
public abstract partial class ConstraintAttribute : ValidationAttribute
{
    /// <summary>The constraint as Python writes it: <c>Gt(0)</c>, <c>MaxLen(50)</c>.</summary>
    public abstract string Constraint { get; }

    /// <summary>What the value must do, to stand behind its name: <c>must be greater than 0</c>.</summary>
    protected abstract string Requirement { get; }

    /// <summary>Each counts, however many of one kind there are.</summary>
    public override object TypeId => this;

    /// <summary>Whether a value that is not null fulfils the constraint.</summary>
    /// <exception cref="InvalidOperationException">The constraint cannot apply to a value of this type.</exception>
    protected abstract bool Holds(object value);

    /// <summary>Whether a value is null or fulfils the constraint.</summary>
    /// <exception cref="InvalidOperationException">The constraint cannot apply to a value of this type.</exception>
    public sealed override bool IsValid(object? value) => (value is IAnnotated annotated ? annotated.BoxedValue : value) is not { } plain || Holds(plain);

    /// <summary>Says what is wrong: <c>age must be greater than 0</c>, or the message of the attribute with <c>{0}</c> for the name and <c>{1}</c> for the constraint.</summary>
    public override string FormatErrorMessage(string name) =>
        ErrorMessage is null && ErrorMessageResourceName is null ? $"{name} {Requirement}" : string.Format(CultureInfo.CurrentCulture, ErrorMessageString, name, Constraint);

    /// <summary>The constraint.</summary>
    public override string ToString() => Constraint;

    private protected InvalidOperationException CannotApply(object value) => new($"{Constraint} cannot apply to {value.GetType()}.");

    /// <summary>A bound as it was written.</summary>
    private protected static string Text(object? bound) => bound switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => bound.ToString() ?? "",
    };
}
