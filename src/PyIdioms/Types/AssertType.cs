using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>States the static type of an expression, and has it checked where the program is compiled: <c>assert_type</c>.</summary>
/// <remarks>Handbook, Type System Mastery, "TypeGuard &amp; Type Narrowing"; <c>typing.assert_type</c> of Python 3.11. Rule <c>PYI0205</c> does the checking.</remarks>
public static class AssertType
{
    /// <summary>Says that the static type of an expression is exactly <typeparamref name="T"/>, its nullability included. Nothing happens at run time.</summary>
    /// <typeparam name="T">The type, written out: an inferred one states nothing.</typeparam>
    /// <param name="value">The expression.</param>
    /// <returns><paramref name="value"/>, unchanged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [return: NotNullIfNotNull(nameof(value))]
    public static T Is<T>(T value) where T : allows ref struct => value;
}
