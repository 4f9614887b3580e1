using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.LazyImport;

/// <summary>A property that loads what it holds at its first use.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Modifiers">What stands before the property's type in its declaration, with a space behind it; <c>partial</c> last.</param>
/// <param name="ValueType">The type of what it holds.</param>
/// <param name="Name">Its name as an identifier in code.</param>
/// <param name="Stem">Its bare name.</param>
/// <param name="Shown">Its name as people read it, with that of its type.</param>
/// <param name="IsStatic">Whether the type loads it, not each object.</param>
/// <param name="IsBoxed">Whether it may be null or a value, so that a box tells that it is loaded.</param>
/// <param name="Load">What makes it, as code; empty where it was refused.</param>
/// <param name="Refused">The part that throws, where something was reported about it: then nothing else is written.</param>
public sealed record LazyImportModel(
    TypeShape Type, string Modifiers, string ValueType, string Name, string Stem, string Shown, bool IsStatic, bool IsBoxed, string Load, string? Refused) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".LazyImport";

    public string HintName => $"{Type.HintName}{HintEnding}.{Stem}.{Hash:x8}";

    /// <summary>Roslyn compares hint names without case, C# compares names with it.</summary>
    uint Hash => Stem.Aggregate(2166136261u, static (hash, c) => unchecked((hash ^ c) * 16777619));
}
