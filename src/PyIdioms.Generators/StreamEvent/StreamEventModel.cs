using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>An event and the types that it is made of.</summary>
/// <param name="Type">The event.</param>
/// <param name="Name">What it is called on the wire.</param>
/// <param name="Shapes">The types that take more than a call of the runtime, each once; the first is the event.</param>
public sealed record StreamEventModel(TypeShape Type, string Name, EquatableArray<WireShape> Shapes) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".StreamEvent";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>How a value is written and read, as code.</summary>
/// <param name="Writes">The statement; <see cref="Value"/> stands for the value.</param>
/// <param name="Reads">The expression.</param>
public sealed record Coding(string Writes, string Reads)
{
    /// <summary>Stands for the value that is written.</summary>
    public const string Value = "\u0001";

    /// <summary>The statement that writes a value.</summary>
    public string Write(string value) => Writes.Replace(Value, value);
}

/// <summary>What kind of a type a shape is.</summary>
public enum ShapeKind { Record, Nullable, NullableReference, Array, ImmutableArray, List, Set, Dictionary }

/// <summary>A type that takes more than a call of the runtime.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Type">The type, as a declaration says it.</param>
/// <param name="Made">The type that is made of what was read.</param>
/// <param name="Key">How the keys of a dictionary are coded.</param>
/// <param name="Item">How what it holds is coded.</param>
/// <param name="Members">The members of a record: what the constructor takes, in its order, and then what is set.</param>
/// <param name="IsReference">Whether it can be null all the same.</param>
/// <param name="IsOpen">Whether others may derive from it.</param>
/// <param name="IsNested">Whether it stands in another, or in itself.</param>
public sealed record WireShape(
    ShapeKind Kind, string Type, string Made = "", Coding? Key = null, Coding? Item = null, EquatableArray<WireMember> Members = default, bool IsReference = false, bool IsOpen = false, bool IsNested = false);

/// <summary>How a member gets its value.</summary>
public enum Setting { Constructor, Required, Optional }

/// <summary>A member that is carried.</summary>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Type">Its type.</param>
/// <param name="Coding">How it is coded.</param>
/// <param name="Setting">How it gets its value.</param>
/// <param name="Default">What a parameter is without an argument; empty where there must be one.</param>
public sealed record WireMember(string Name, string Type, Coding Coding, Setting Setting, string Default);
