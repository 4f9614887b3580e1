using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>The type of what never happens: <c>assert_never</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Never"; typing.assert_never. Written where all cases are dealt with: rule <c>PYI0801</c> proves that nothing is left to come there, or names
/// what is left. As a statement behind a chain of conditions or in a <c>default:</c>, as an arm of a switch expression (<c>_ =&gt; throw Never.Assert(shape)</c>, or
/// <c>_ =&gt; Never.Assert&lt;string&gt;(shape)</c>).
/// </remarks>
public static class Never
{
    /// <summary>Ends a program that got where nothing was to come: the value has a type or a number from a newer version, or from a cast.</summary>
    /// <param name="value">What was matched.</param>
    /// <returns>Nothing; the type lets a <c>throw</c> stand in front.</returns>
    /// <exception cref="UnreachableException">Always; the message names the value and its type.</exception>
    [DoesNotReturn]
    public static Exception Assert(object? value) => throw new UnreachableException($"Expected code to be unreachable, but got: {value ?? "null"} ({value?.GetType().ToString() ?? "null"})");

    /// <summary>The same where an expression of a type is asked for.</summary>
    /// <typeparam name="TResult">The type of the other arms.</typeparam>
    /// <param name="value">What was matched.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="UnreachableException">Always.</exception>
    [DoesNotReturn]
    public static TResult Assert<TResult>(object? value) => throw Assert(value);
}
