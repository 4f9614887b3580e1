using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Variadic;

/// <summary>A declaration for each number that it shall exist for.</summary>
/// <param name="HintStem">The name of what is generated for.</param>
/// <param name="IsNullable">Whether nullable annotations are on where it stands.</param>
/// <param name="Usings">What the file imports.</param>
/// <param name="Openings">The headers of the namespaces and types around it, outermost first, each with what it imports.</param>
/// <param name="Declarations">The declarations.</param>
public sealed record VariadicModel(string HintStem, bool IsNullable, string Usings, EquatableArray<VariadicScope> Openings, EquatableArray<string> Declarations) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Variadic";

    public string HintName => HintStem;
}

/// <summary>A namespace or type around a declaration.</summary>
/// <param name="Header">How it begins.</param>
/// <param name="Usings">What it imports.</param>
public sealed record VariadicScope(string Header, string Usings);
