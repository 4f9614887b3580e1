using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>How far a type check looks.</summary>
public enum Depth
{
    /// <summary>At the outermost type: the same cost whatever the value holds.</summary>
    Shallow,

    /// <summary>At all that the value holds.</summary>
    Full,
}

/// <summary>Whether a value of unknown type is of one: <c>beartype.door.is_bearable</c>.</summary>
public static class RuntimeTypes
{
    /// <summary>Whether the value is of a type, and the value as one.</summary>
    /// <param name="payload">The value.</param>
    /// <param name="depth">How far to look.</param>
    /// <param name="value">The value itself: nothing is copied or converted.</param>
    /// <remarks>
    /// <para>Handbook, Type System Mastery, "Runtime Type Checking". Python's containers forget the types of their items and have to be searched; .NET's remember them: a
    /// <c>List&lt;object&gt;</c> of ints is no <c>List&lt;int&gt;</c>, and a bool is no int. What .NET forgets is where null may stand, so <see cref="Depth.Full"/> looks
    /// for null: no item, key, value or element of a tuple is null whose type is a reference type, except <c>object</c>. Whoever welcomes null there looks shallowly.</para>
    /// <para>Arrays, tuples and the collections of <c>System.Collections</c> are looked into, and all that implement the non-generic <c>ICollection</c>; a sequence that runs when
    /// it is enumerated is not. Values that contain themselves are looked at once. Type arguments are only read, nothing is made from them: native AOT gives the same answers,
    /// except that it stops at a collection of the user's own whose interfaces were trimmed.</para>
    /// </remarks>
    public static bool Is<T>(this object? payload, Depth depth, [MaybeNullWhen(false)] out T value)
    {
        if (payload is T typed && (depth == Depth.Shallow || TypeWalk.FindsNoNull(typeof(T), payload)))
        {
            value = typed;
            return true;
        }
        value = default;
        return payload is null && Nullable.GetUnderlyingType(typeof(T)) is not null;
    }

    /// <summary>Whether the value is of a type.</summary>
    /// <inheritdoc cref="Is{T}(object, Depth, out T)"/>
    public static bool Is<T>(this object? payload, Depth depth = Depth.Shallow) => payload.Is<T>(depth, out _);
}
