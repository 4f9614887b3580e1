using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.ConstEval;

/// <summary>A member whose value is known.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Declaration">How its declaration begins: <c>public static partial int[] Table()</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signature">What tells it from others of its type, also where only the case of letters does.</param>
/// <param name="Value">The value as code.</param>
/// <param name="FieldType">The type of a field that keeps the value; null where it is made when it is asked for.</param>
/// <param name="Refused">The part that throws, where there is no value.</param>
public sealed record ConstEvalModel(TypeShape Type, string Declaration, string Name, string Signature, string Value, string? FieldType, string? Refused) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".ConstEval";

    public string HintName => $"{Type.HintName}{HintEnding}{Signature}";
}
