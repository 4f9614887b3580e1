namespace PyIdioms;

/// <summary>The types that a value may have, which its own type does not say: <c>float | int</c>.</summary>
/// <remarks>
/// Handbook, Type System Mastery, "Runtime Type Checking"; PEP 604. <c>[Union&lt;double, int&gt;] object n</c>: rule <c>PYI0209</c> holds arguments to it at compile
/// time, <c>[EnforceTypes]</c> at run time. Null is one of the types where the declaration says so: <c>object?</c>.
/// </remarks>
/// <param name="types">The types.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public abstract class UnionAttribute(params Type[] types) : Attribute
{
    /// <summary>The types.</summary>
    public IReadOnlyList<Type> Types => types;
}

/// <summary>The value has this type.</summary>
public sealed class UnionAttribute<T1>() : UnionAttribute(typeof(T1));

/// <summary>The value has one of two types.</summary>
public sealed class UnionAttribute<T1, T2>() : UnionAttribute(typeof(T1), typeof(T2));

/// <summary>The value has one of three types.</summary>
public sealed class UnionAttribute<T1, T2, T3>() : UnionAttribute(typeof(T1), typeof(T2), typeof(T3));

/// <summary>The value has one of four types.</summary>
public sealed class UnionAttribute<T1, T2, T3, T4>() : UnionAttribute(typeof(T1), typeof(T2), typeof(T3), typeof(T4));

/// <summary>The value has one of five types.</summary>
public sealed class UnionAttribute<T1, T2, T3, T4, T5>() : UnionAttribute(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5));

/// <summary>The value has one of six types.</summary>
public sealed class UnionAttribute<T1, T2, T3, T4, T5, T6>() : UnionAttribute(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6));

/// <summary>The value has one of seven types.</summary>
public sealed class UnionAttribute<T1, T2, T3, T4, T5, T6, T7>() : UnionAttribute(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7));

/// <summary>The value has one of eight types.</summary>
public sealed class UnionAttribute<T1, T2, T3, T4, T5, T6, T7, T8>() : UnionAttribute(typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8));
