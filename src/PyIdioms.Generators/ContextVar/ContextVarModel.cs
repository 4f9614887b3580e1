using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.ContextVar;

/// <summary>A property that is a context variable.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Modifiers">What stands before the property's type in its declaration, with a space behind it; <c>partial</c> last.</param>
/// <param name="Access">Who may set it, with a space behind it.</param>
/// <param name="ValueType">The type of its values.</param>
/// <param name="Name">Its name as an identifier in code.</param>
/// <param name="Stem">Its name behind <c>Use</c> and <c>Set</c>.</param>
/// <param name="Shown">Its name as people read it, with that of its type.</param>
/// <param name="Default">What it is where nothing is set, as a further argument; empty for nothing.</param>
/// <param name="Refusal">The id of what was reported about it: then it throws, and nothing else is written.</param>
public sealed record ContextVarModel(TypeShape Type, string Modifiers, string Access, string ValueType, string Name, string Stem, string Shown, string Default, string? Refusal) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".ContextVar";

    public string HintName => $"{Type.HintName}{HintEnding}.{Stem}";
}
