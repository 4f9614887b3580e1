using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Literal;

/// <summary>A type whose values are listed.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">Its bare name.</param>
/// <param name="IsRecord">Whether C# writes its equality.</param>
/// <param name="ValueType">What the values are made from, as a keyword of C#.</param>
/// <param name="Cases">The values, each once, in the order in which they are listed.</param>
/// <param name="IsGeneric">Whether the type or one around it has type parameters, so that no attribute can name it.</param>
/// <param name="Existing">What the user has written already.</param>
public sealed record LiteralModel(TypeShape Type, string Name, bool IsRecord, string ValueType, EquatableArray<LiteralCase> Cases, bool IsGeneric, OwnParts Existing) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Literal";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>One value.</summary>
/// <param name="Constant">The value as C# says it.</param>
/// <param name="Name">The member that has it.</param>
/// <param name="Parameter">The parameter of <c>Match</c> that deals with it, escaped.</param>
public sealed record LiteralCase(string Constant, string Name, string Parameter);

/// <summary>Parts of what is generated that a user may have written already.</summary>
[Flags]
public enum OwnParts { None = 0, JsonConverter = 1, TypeConverter = 2, ToText = 4 }
