using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

public sealed partial class MinLenAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"MinLen({MinLength})";

    /// <inheritdoc/>
    protected override string Requirement => $"must have a length of at least {MinLength}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => (Length.Of(value) ?? throw CannotApply(value)) >= MinLength;
}

public sealed partial class MaxLenAttribute
{
    /// <inheritdoc/>
    public override string Constraint => $"MaxLen({MaxLength})";

    /// <inheritdoc/>
    protected override string Requirement => $"must have a length of at most {MaxLength}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => (Length.Of(value) ?? throw CannotApply(value)) <= MaxLength;
}

public sealed partial class LenAttribute
{
    /// <inheritdoc/>
    public override string Constraint => MaxLength == int.MaxValue ? $"Len({MinLength})" : $"Len({MinLength}, {MaxLength})";

    /// <inheritdoc/>
    protected override string Requirement =>
        MaxLength == int.MaxValue ? $"must have a length of at least {MinLength}"
        : MinLength == MaxLength ? $"must have a length of {MinLength}"
        : $"must have a length between {MinLength} and {MaxLength}";

    /// <inheritdoc/>
    protected override bool Holds(object value) => (Length.Of(value) ?? throw CannotApply(value)) is var length && MinLength <= length && length <= MaxLength;
}

/// <summary>How many items a boxed value has, where it knows without running.</summary>
static class Length
{
    public static int? Of(object value) => value switch
    {
        string text => CodePoints.Count(text),
        Array array => array.Length,
        ICollection collection => collection.Count,
        IReadOnlyCollection<object> objects => objects.Count,
        System.Text.StringBuilder builder => builder.Length,
        ReadOnlyMemory<char> text => CodePoints.Count(text.Span),
        Memory<char> text => CodePoints.Count(text.Span),
        ReadOnlyMemory<byte> bytes => bytes.Length,
        Memory<byte> bytes => bytes.Length,
        _ => Counted(value),
    };

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The interfaces of a type that is used through them are kept; a type that lost them has no length.")]
    static int? Counted(object value)
    {
        foreach (var implemented in value.GetType().GetInterfaces())
        {
            if (implemented.IsGenericType && implemented.GetGenericTypeDefinition() is var definition && (definition == typeof(IReadOnlyCollection<>) || definition == typeof(ICollection<>)))
            {
                return (int?)implemented.GetProperty(nameof(ICollection.Count))?.GetValue(value);
            }
        }
        return null;
    }
}
