using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.DeepSize;

/// <summary>A type and what its objects refer to.</summary>
/// <param name="Type">The type.</param>
/// <param name="Base">The base class that is marked too; empty for none.</param>
/// <param name="HasOtherBase">Whether there is a base class that is not marked, whose fields only the runtime knows.</param>
/// <param name="IsOpen">Whether others may derive from it.</param>
/// <param name="Fields">The fields that hold references.</param>
public sealed record DeepSizeModel(TypeShape Type, string Base, bool HasOtherBase, bool IsOpen, EquatableArray<SizedField> Fields) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".DeepSize";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>A field that holds references.</summary>
/// <param name="Name">The field, or the property whose field it is, as an identifier in code.</param>
/// <param name="Type">Its type.</param>
/// <param name="Hidden">The field's name in metadata, where no code can name it; empty for others.</param>
/// <param name="IsReference">Whether it is a reference, not a struct that holds some.</param>
public sealed record SizedField(string Name, string Type, string Hidden, bool IsReference);
