using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A sequence that is gone through together with another that was made of it.</summary>
/// <param name="Sequence">The variable that has it.</param>
/// <param name="Mention">Where its name stands: at the place itself, or where the other was made.</param>
public readonly record struct Source(ISymbol Sequence, SyntaxNode Mention);

/// <summary>What the variables of a body are made of, where they are made once: <c>var open = orders.Where(…)</c> goes through <c>orders</c>, <c>var same = orders</c> is it.</summary>
public sealed class SequenceSources
{
    const int MostDepth = 8;

    readonly Dictionary<ISymbol, IOperation?> initial = new(SymbolEqualityComparer.Default);
    readonly Dictionary<SyntaxNode, IOperation> values = [];
    readonly HashSet<ISymbol> kept = new(SymbolEqualityComparer.Default);
    readonly HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);

    public SequenceSources(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Symbol: var local } declarator && Sequences.IsEnumerable(local.Type))
            {
                initial[local] = declarator.Initializer?.Value;
                if (declarator.Initializer is { Value: var first }) values[declarator.Syntax] = first;
            }
            else if (operation is IAssignmentOperation { Target: var target, Value: var next } && RepeatedEnumerations.VariableOf(target.Unwrap()) is { } set)
            {
                written.Add(set);
                if (operation is ISimpleAssignmentOperation) values[operation.Syntax] = next;
                if (!RepeatedEnumerations.MayBeLazy(next, static _ => true)) kept.Add(set);
            }
            else if (operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var given } && RepeatedEnumerations.VariableOf(given.Unwrap()) is { } changed) written.Add(changed);
        }
    }

    /// <summary>The variable that a use names, and before it all that are gone through with it; one as often as it is.</summary>
    public ImmutableArray<Source> Behind(IOperation use)
    {
        if (RepeatedEnumerations.VariableOf(use) is not { } variable) return [];
        var all = ImmutableArray.CreateBuilder<Source>();
        all.Add(new(variable, use.Syntax));
        Collect(variable, all, 0);
        return all.ToImmutable();
    }

    /// <summary>Whether a variable is given a collection after it was declared: <c>ids = ids.ToList();</c></summary>
    public bool IsKept(ISymbol variable) => kept.Contains(variable);

    /// <summary>What an assignment or a declaration of the text gives its variable: graphs take choices apart.</summary>
    public IOperation? ValueAt(SyntaxNode assignment) => values.TryGetValue(assignment, out var value) ? value : null;

    void Collect(ISymbol variable, ImmutableArray<Source>.Builder all, int depth)
    {
        if (depth == MostDepth || ValueOf(variable) is not { } value) return;
        foreach (var root in Sequences.Roots(Either(value)))
        {
            if (RepeatedEnumerations.VariableOf(root) is not { } source || !Sequences.IsEnumerable(root.Type) || written.Contains(source)) continue;
            all.Add(new(source, root.Syntax));
            Collect(source, all, depth + 1);
        }
    }

    IOperation? ValueOf(ISymbol variable) => !written.Contains(variable) && initial.TryGetValue(variable, out var value) ? value : null;

    /// <summary><c>rows ?? []</c></summary>
    static IOperation Either(IOperation value)
    {
        value = Sequences.Bare(value);
        return value is ICoalesceOperation { Value: var first } ? Sequences.Bare(first) : value;
    }
}
