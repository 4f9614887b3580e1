using System.ComponentModel;

namespace PyIdioms;

/// <summary>What an expression gives, as a type. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SafeValues
{
    /// <summary>A value as a type.</summary>
    /// <typeparam name="T">The type: a number, <see cref="bool"/>, <see cref="string"/>, <see cref="char"/>, or what <see cref="Literal"/> tells.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="text">The expression that gave it.</param>
    /// <exception cref="SafeEvalException">It is not of the type.</exception>
    public static T To<T>(object? value, string text) => value is null && default(T) is null ? default! : DotNetValues.Export<T>(value, "the value", new(text, Budget.Default));
}
