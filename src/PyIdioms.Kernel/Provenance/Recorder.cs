using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The values that the expressions of a body have, nested functions included; several where a body runs in several ways.</summary>
sealed class Recorder
{
    readonly Dictionary<SyntaxNode, Value> values = [];
    readonly Dictionary<IFlowAnonymousFunctionOperation, Memory> lambdas = [];

    /// <summary>What may be known wherever a local function is called from.</summary>
    public Memory? Anywhere { get; private set; }

    public IReadOnlyDictionary<SyntaxNode, Value> Values => values;
    public IReadOnlyDictionary<IFlowAnonymousFunctionOperation, Memory> Lambdas => lambdas;

    /// <summary>Notes a value; <paramref name="isLatest"/> where an object is looked at again while its initializer runs.</summary>
    public void Note(SyntaxNode syntax, Value value, bool isLatest = false) => values[syntax] = !isLatest && values.TryGetValue(syntax, out var other) ? other.Join(value) : value;

    public void Note(IFlowAnonymousFunctionOperation lambda, Memory memory, Scene scene) =>
        lambdas[lambda] = lambdas.TryGetValue(lambda, out var other) ? other.Join(memory, scene.Initial) : memory;

    public void Note(Memory memory, Scene scene) => Anywhere = Anywhere?.Join(memory, scene.Initial) ?? memory;
}
