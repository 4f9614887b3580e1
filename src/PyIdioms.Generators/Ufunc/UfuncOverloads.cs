using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ufunc;

/// <summary>What the overloads of a function take, by their types as code spells them.</summary>
static class UfuncOverloads
{
    public const string Operand = "global::PyIdioms.Operand";
    public const string Destination = "global::PyIdioms.Destination";
    public const string TensorOperand = "global::PyIdioms.TensorOperand";
    public const string TensorSpan = "global::System.Numerics.Tensors.TensorSpan";
    public const string Source = "global::System.ReadOnlySpan";
    public const string Target = "global::System.Span";

    /// <summary>The parameters of each overload.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(IReadOnlyList<string> sources, string result, bool hasTensors)
    {
        yield return [.. sources.Select(static s => s + "[]")];
        yield return [.. sources.Select(static s => $"{Source}<{s}>"), $"{Target}<{result}>"];
        for (var one = 0; one < sources.Count && sources.Count > 1; one++) yield return [.. sources.Select((s, i) => i == one ? $"{Source}<{s}>" : s), $"{Target}<{result}>"];
        yield return [.. sources.Select(static s => $"{Operand}<{s}>")];
        yield return [.. sources.Select(static s => $"{Operand}<{s}>"), $"{Destination}<{result}>"];
        if (!hasTensors) yield break;
        yield return [.. sources.Select(static s => $"{TensorOperand}<{s}>")];
        yield return [.. sources.Select(static s => $"{TensorOperand}<{s}>"), $"{TensorSpan}<{result}>"];
    }
}
