using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.TypeGuard;

/// <summary>A guard, and the overload that it gets.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Method">The guard.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Modifiers">The overload's modifiers.</param>
/// <param name="Before">The declarations of the parameters in front of the <c>out</c> parameter.</param>
/// <param name="Behind">The declarations of those that may be left out.</param>
/// <param name="Guarded">The type that is proved.</param>
/// <param name="Tested">The same as the type of a pattern, where <c>(int, int)</c> would take it apart.</param>
/// <param name="IsValueType">Whether its values are never null.</param>
/// <param name="Result">The name of the <c>out</c> parameter.</param>
/// <param name="Value">The parameter that is guarded.</param>
/// <param name="Documentation">The guard as <c>cref</c> names it.</param>
public sealed record TypeGuardModel(
    TypeShape Type, MethodShape Method, string Signature, string Modifiers, EquatableArray<string> Before, EquatableArray<string> Behind, string Guarded, string Tested, bool IsValueType, string Result,
    string Value, string Documentation) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".TypeGuard";

    public string HintName => Type.HintName + HintEnding + Signature;
}
