using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Overload;

/// <summary>One signature of a method whose body is another's.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Method">The signature.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Core">The method with the body, with its type arguments.</param>
/// <param name="Arguments">What is passed, as it stands between the parentheses.</param>
/// <param name="Way">What becomes of the result.</param>
/// <param name="Cast">The type to cast to; empty where none is needed.</param>
/// <param name="Refusal">The id of the diagnostic that explains why the method only throws; null for a method that works.</param>
public sealed record OverloadModel(TypeShape Type, MethodShape Method, string Signature, string Core, EquatableArray<string> Arguments, ResultWay Way, string Cast, string? Refusal) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Overload";

    public string HintName => Type.HintName + HintEnding + Signature;
}
