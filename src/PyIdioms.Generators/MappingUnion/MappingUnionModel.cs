using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.MappingUnion;

/// <summary>A union and its cases.</summary>
/// <param name="Type">The union.</param>
/// <param name="NeedsConstructor">Whether a private constructor closes it.</param>
/// <param name="NeedsClosed">Whether an attribute says that it is closed.</param>
/// <param name="Cases">Its cases, in the order in which they are tried.</param>
public sealed record MappingUnionModel(TypeShape Type, string Name, bool NeedsConstructor, bool NeedsClosed, EquatableArray<MappingCase> Cases) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".MappingUnion";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>A case.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Conditions">What it asks for besides its parameters.</param>
/// <param name="Parameters">Its constructor's parameters.</param>
public sealed record MappingCase(string Type, EquatableArray<MappingCondition> Conditions, EquatableArray<MappingParameter> Parameters);

/// <summary>A key that has to be there.</summary>
/// <param name="Key">The key, as a literal.</param>
/// <param name="Pattern">What its value has to be; empty for anything.</param>
/// <param name="IsText">Whether that is one text.</param>
public sealed record MappingCondition(string Key, string Pattern, bool IsText);

/// <summary>A parameter and where its value comes from.</summary>
/// <param name="Key">The key, as a literal; empty for the rest of the mapping.</param>
/// <param name="Type">Its type.</param>
/// <param name="Reader">What reads it.</param>
/// <param name="IsComposed">Whether the reader is made of others, and kept.</param>
/// <param name="Pattern">What its value has to be; empty for anything.</param>
/// <param name="Default">Its value where the key is missing; empty where the key has to be there.</param>
public sealed record MappingParameter(string Key, string Type, string Reader, bool IsComposed, string Pattern, string Default);
