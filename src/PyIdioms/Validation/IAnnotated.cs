using System.ComponentModel;

namespace PyIdioms;

/// <summary>A value of an <c>[Annotated]</c> type, whichever it is. Generated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAnnotated
{
    /// <summary>The value inside.</summary>
    object? BoxedValue { get; }
}

/// <summary>An <c>[Annotated]</c> type over values of another. Generated.</summary>
/// <typeparam name="TSelf">The type.</typeparam>
/// <typeparam name="TValue">What it holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAnnotated<TSelf, TValue> : IAnnotated where TSelf : IAnnotated<TSelf, TValue>
{
    /// <summary>The value inside.</summary>
    TValue PlainValue { get; }

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    static abstract IReadOnlyList<Violation> Check(TValue value);

    /// <summary>The value of this type.</summary>
    /// <exception cref="ExceptionGroup">The value breaks a constraint.</exception>
    static abstract TSelf Create(TValue value);
}
