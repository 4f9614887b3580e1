using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Builder;

/// <summary>A type and its builder.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Parts">The parts, in the order in which they are declared.</param>
/// <param name="Arguments">What the constructor is given, as code over <see cref="BuilderModel.Source"/>; null for a type that has no objects of its own.</param>
/// <param name="Own">What the user has written.</param>
/// <param name="IsImplicit">Whether the compiler writes the constructor, and does not once there is another.</param>
/// <param name="CanConvert">Whether every part of an object can be read.</param>
/// <param name="Interface">What code over any builder of the type and those derived from it can set; null for a type from which nothing derives.</param>
/// <param name="BaseInterface">The same of the next type above that is built; empty for none.</param>
/// <param name="Self">How that code calls the type of the builder.</param>
/// <param name="Written">The methods of the builder that the user has written.</param>
/// <param name="Statics">What checks need and what is made once.</param>
public sealed record BuilderModel(
    TypeShape Type, string Name, EquatableArray<Part> Parts, EquatableArray<string>? Arguments, OwnMembers Own, bool IsImplicit, bool CanConvert,
    EquatableArray<string>? Interface, string BaseInterface, string Self, EquatableArray<string> Written, EquatableArray<StaticValue> Statics) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Builder";

    /// <summary>Stands for the builder in expressions over its values.</summary>
    public const string Source = "\u0004";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>Members of the type that the user has written and that stay.</summary>
[Flags]
public enum OwnMembers { None = 0, For = 1, ToBuilder = 2 }

/// <summary>One part of what is built.</summary>
/// <param name="Name">The name, for people and as a method: <c>Limit</c>.</param>
/// <param name="Method">The method that sets it, escaped; another where the name is taken.</param>
/// <param name="Parameter">What its argument is called, escaped.</param>
/// <param name="Field">Where the builder keeps it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Accessibility">Who can set it.</param>
/// <param name="IsRequired">Whether nothing is built without it.</param>
/// <param name="IsDemanded">Whether it stands in <c>For</c>: the constructor demands it.</param>
/// <param name="Collection">What is added to it; null for a part with one value.</param>
/// <param name="Value">The value that the object gets, as code over <see cref="BuilderModel.Source"/>.</param>
/// <param name="Setting">How it is set once the constructor has run.</param>
/// <param name="Read">The value that the builder begins with, as code over the object; empty where it cannot be read.</param>
/// <param name="Attributes">What its argument says beside its type: <c>[LiteralString]</c>, with a space behind.</param>
/// <param name="IsCheckedUnset">Whether it is checked where nobody set it: nothing was added to a collection that is then empty.</param>
/// <param name="Checks">What is checked.</param>
public sealed record Part(
    string Name, string Method, string Parameter, string Field, string Type, string Accessibility, bool IsRequired, bool IsDemanded, CollectionPart? Collection, string Value, Setting Setting, string Read,
    string Attributes, bool IsCheckedUnset, EquatableArray<Check> Checks)
{
    /// <summary>The type of the value that the object gets.</summary>
    public string Declared { get; init; } = Type;
}

/// <summary>How a part is set.</summary>
public enum Setting
{
    /// <summary>By an argument of the constructor.</summary>
    Argument,

    /// <summary>Assigned where the builder has it; otherwise what the type says itself stays.</summary>
    IfSet,

    /// <summary>Assigned always: there is nothing else that it could be.</summary>
    Always,

    /// <summary>What the builder has is put into the collection that the type makes.</summary>
    Refilled,
}

/// <summary>A collection to which a builder adds.</summary>
/// <param name="Item">The type of an item.</param>
/// <param name="Key">The type of a key; empty for what is no dictionary.</param>
/// <param name="EntryValue">The type of a value of a dictionary.</param>
/// <param name="Single">The method that adds one item; empty where that name is taken.</param>
/// <param name="SingleParameter">What it calls the item.</param>
public sealed record CollectionPart(string Item, string Key, string EntryValue, string Single, string SingleParameter);
