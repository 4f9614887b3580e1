using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Annotated;

/// <summary>A type for values that fulfil constraints.</summary>
/// <param name="Type">The type.</param>
/// <param name="Property">The name of its parameter and property, as an identifier in code.</param>
/// <param name="Value">The type of the value.</param>
/// <param name="Argument">The same as an argument of an implemented interface.</param>
/// <param name="BareValue">The same as an argument of an attribute, without nullable marks.</param>
/// <param name="IsMutable">Whether the property can be set.</param>
/// <param name="IsGeneric">Whether the type or one around it has type parameters, so that no attribute can name it.</param>
/// <param name="CanBeNull">Whether the value may be null.</param>
/// <param name="Traits">What the value's type can do.</param>
/// <param name="Existing">What the user has written.</param>
/// <param name="Checks">The checks, in order.</param>
/// <param name="Statics">What the checks need and what is made once.</param>
public sealed record AnnotatedModel(
    TypeShape Type, string Property, string Value, string Argument, string BareValue, bool IsMutable, bool IsGeneric, bool CanBeNull, Traits Traits, OwnParts Existing,
    EquatableArray<Check> Checks, EquatableArray<StaticValue> Statics) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Annotated";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>What the value's type can do, and the type around it too.</summary>
[Flags]
public enum Traits { None = 0, Parsable = 1, SpanParsable = 2, Comparable = 4, Ordered = 8, Formattable = 16, Converts = 32 }

/// <summary>Parts that the user may have written and that stay.</summary>
[Flags]
public enum OwnParts { None = 0, JsonConverter = 1, TypeConverter = 2, Text = 4, Parse = 8, Implicit = 16, Explicit = 32, Order = 64, CompareTo = 128 }
