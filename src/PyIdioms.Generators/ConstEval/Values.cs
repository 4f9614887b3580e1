using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>A place that holds a value: a variable, an element, a field.</summary>
abstract class Slot
{
    public abstract object? Value { get; set; }
}

/// <summary>A variable.</summary>
sealed class Variable : Slot
{
    public override object? Value { get; set; }
}

/// <summary>An element of an array or a list.</summary>
sealed class Element(IList<object?> items, int index) : Slot
{
    public override object? Value
    {
        get => items[index];
        set => items[index] = value;
    }
}

/// <summary>A field of an object, a struct or a tuple.</summary>
sealed class Field(Dictionary<string, object?> fields, string name) : Slot
{
    public override object? Value
    {
        get => fields.TryGetValue(name, out var value) ? value : null;
        set => fields[name] = value;
    }
}

/// <summary>An array, of one dimension or more.</summary>
/// <param name="Items">All elements, row by row.</param>
/// <param name="Lengths">How many there are in each dimension.</param>
/// <param name="Type">The type of an element.</param>
sealed record ArrayValue(object?[] Items, int[] Lengths, ITypeSymbol Type)
{
    public bool Equals(ArrayValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>A part of an array.</summary>
sealed record SpanValue(ArrayValue Array, int Start, int Length);

/// <summary>A place counted from the start or the end.</summary>
sealed record IndexValue(int Value, bool IsFromEnd)
{
    public int In(int length) => IsFromEnd ? length - Value : Value;
}

/// <summary>From one place to another.</summary>
sealed record RangeValue(IndexValue Start, IndexValue End);

/// <summary>A lambda, local function or method, with the variables that it sees.</summary>
sealed record FunctionValue(IMethodSymbol Method, IOperation? Body, Frame? Frame, object? Receiver);

/// <summary>A list, dictionary, set, queue, stack or builder of the library, kept in one of the host's.</summary>
sealed record LibraryValue(string Kind, object Held)
{
    public bool Equals(LibraryValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>An object of a class of the program's own, or an exception.</summary>
sealed class ObjectValue(INamedTypeSymbol type)
{
    public INamedTypeSymbol Type => type;

    public Dictionary<string, object?> Fields { get; } = new(StringComparer.Ordinal);
}

/// <summary>A struct or tuple: copied where it is kept, equal where its fields are.</summary>
sealed class StructValue(INamedTypeSymbol type) : IEquatable<StructValue>
{
    public INamedTypeSymbol Type => type;

    public Dictionary<string, object?> Fields { get; private set; } = new(StringComparer.Ordinal);

    public StructValue Copy()
    {
        var copy = new StructValue(type);
        foreach (var field in Fields) copy.Fields[field.Key] = Copied(field.Value);
        return copy;
    }

    /// <summary>A value as it is kept somewhere else.</summary>
    public static object? Copied(object? value) => value is StructValue own ? own.Copy() : value;

    public bool Equals(StructValue? other) => other is not null && Fields.Count == other.Fields.Count && Fields.All(f => other.Fields.TryGetValue(f.Key, out var value) && object.Equals(f.Value, value));

    public override bool Equals(object? obj) => Equals(obj as StructValue);

    public override int GetHashCode() => Fields.Count;
}

/// <summary>The variables of one call.</summary>
sealed class Frame(IMethodSymbol method, object? receiver, Frame? outer)
{
    public IMethodSymbol Method => method;

    public object? Receiver => receiver;

    public Frame? Outer => outer;

    /// <summary>What the call returns.</summary>
    public object? Result { get; set; }

    /// <summary>Where a goto goes.</summary>
    public ILabelSymbol? Target { get; set; }

    /// <summary>The exception that is being handled.</summary>
    public Thrown? Handled { get; set; }

    Dictionary<ISymbol, Slot> Slots { get; set; } = new(SymbolEqualityComparer.Default);

    public Slot Declare(ISymbol symbol, Slot? slot = null) => Slots[symbol] = slot ?? new Variable();

    public Slot? Find(ISymbol symbol) => Slots.TryGetValue(symbol, out var slot) ? slot : outer?.Find(symbol);

    /// <summary>The same variables for a lambda: those declared again later are others.</summary>
    public Frame Kept() => new(method, receiver, outer?.Kept()) { Slots = new(Slots, SymbolEqualityComparer.Default), Handled = Handled };

    /// <summary>The call in which a local function is declared.</summary>
    public Frame Of(ISymbol declaring)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method, declaring)) return frame;
        }
        return this;
    }
}
