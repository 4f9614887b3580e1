using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>A method whose loops run over vectors.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Spaces">The file and the namespaces around the Core, with what they import.</param>
/// <param name="Method">The method.</param>
/// <param name="Parameters">Its parameters under the names that the Core gives them, in parentheses.</param>
/// <param name="Body">The Core's text with loops over vectors in front of its own; null where the Core is called as it is.</param>
/// <param name="Loops">What became of each loop, a line each.</param>
/// <param name="Types">The types that run loops on several threads.</param>
/// <param name="Refused">The part of a refused method: it throws.</param>
public sealed record NjitModel(TypeShape Type, string Signature, EquatableArray<ImportingSpace> Spaces, MethodShape Method, string Parameters, string? Body, EquatableArray<string> Loops, EquatableArray<string> Types, string? Refused) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Njit";

    public string HintName => Type.HintName + HintEnding + Signature;
}
