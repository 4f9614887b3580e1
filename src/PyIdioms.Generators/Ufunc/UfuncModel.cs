using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ufunc;

/// <summary>A function of numbers that gets overloads for arrays.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Modifiers">Who may call it, and <c>static</c>.</param>
/// <param name="Sources">Its parameters.</param>
/// <param name="Result">The type of what it gives.</param>
/// <param name="Destination">The name of the parameter that takes the results.</param>
/// <param name="Loops">The loops over spans: first the one where all sources are, then those where one is, beside numbers.</param>
/// <param name="Counter">What counts their elements.</param>
/// <param name="Reason">Why there are no loops over vectors; null where there are.</param>
/// <param name="HasTensors">Whether there are overloads for tensors.</param>
public sealed record UfuncModel(
    TypeShape Type, string Signature, string Name, string Modifiers, EquatableArray<UfuncSource> Sources, string Result, string Destination, EquatableArray<UfuncLoop> Loops, string Counter, string? Reason, bool HasTensors) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Ufunc";

    public string HintName => Type.HintName + HintEnding + Signature;
}

/// <summary>A parameter of such a function.</summary>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Type">Its type.</param>
/// <param name="Local">A name for its elements.</param>
public sealed record UfuncSource(string Name, string Type, string Local);

/// <summary>A loop over spans.</summary>
/// <param name="One">The only source that is one; null where all are.</param>
/// <param name="Vectors">The loops over vectors in front of the loop that calls the function; null where there are none.</param>
public sealed record UfuncLoop(int? One, string? Vectors)
{
    public bool IsSpan(int source) => One is null || source == One;
}
