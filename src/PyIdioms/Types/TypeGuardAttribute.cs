namespace PyIdioms;

/// <summary>A method that returns true only where its first argument has a certain type: <c>TypeGuard[T]</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "TypeGuard &amp; Type Narrowing"; PEP 647. An overload is generated that hands the value over, typed, in an <c>out</c>
/// parameter more, unless there is one. The type is what the body tests (<c>value is List&lt;string&gt;</c>), or what the attribute says. Rule
/// <c>PYI0207</c> reports the casts that it makes needless.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TypeGuardAttribute : Attribute
{
    /// <summary>The type is what the method tests.</summary>
    public TypeGuardAttribute()
    {
    }

    /// <summary>The type is given, for a method that finds out in other ways.</summary>
    /// <param name="type">The type of the first argument where the method returns true.</param>
    public TypeGuardAttribute(Type type) => Type = type;

    /// <summary>The type of the first argument where the method returns true; null where the body says it.</summary>
    public Type? Type { get; }
}

/// <summary>A method that returns true only where its first argument is a <typeparamref name="T"/>: <c>TypeGuard[T]</c>.</summary>
/// <typeparam name="T">The type of the first argument where the method returns true.</typeparam>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TypeGuardAttribute<T> : Attribute;
