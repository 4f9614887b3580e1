using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>What a body's graphs share: what its nested functions change, and which variables may hold the same object.</summary>
public sealed class Surroundings
{
    // Both are asked only where a check has found something out: most bodies never do.
    readonly Lazy<ImmutableHashSet<ISymbol>> changes;
    readonly Lazy<Dictionary<Place, Place>> parents;

    public Surroundings(ControlFlowGraph root, Compilation compilation, CancellationToken cancel)
    {
        changes = new(() =>
        {
            var changed = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
            foreach (var nested in root.Nested(cancel)) Collect(nested, compilation, changed, cancel);
            return changed.ToImmutable();
        }, LazyThreadSafetyMode.None);
        parents = new(() =>
        {
            var known = new Dictionary<Place, Place>();
            foreach (var graph in root.Nested(cancel).Append(root)) Link(graph, known);
            return known;
        }, LazyThreadSafetyMode.None);
    }

    /// <summary>The variables and members that lambdas and local functions write, or whose object they change.</summary>
    public ImmutableHashSet<ISymbol> Changes => changes.Value;

    /// <summary>Whether two places may hold the same object: one was assigned from the other, directly or not.</summary>
    public bool MayBeSame(Place left, Place right) => left.Equals(right) || Root(left, parents.Value).Equals(Root(right, parents.Value));

    static void Collect(ControlFlowGraph graph, Compilation compilation, ImmutableHashSet<ISymbol>.Builder changes, CancellationToken cancel)
    {
        var captures = new Captures(graph);
        foreach (var part in graph.Parts())
        {
            foreach (var write in Writes.Of(part, captures)) Add(write.Place);
            switch (part)
            {
                case IInvocationOperation call:
                    var isSource = !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty;
                    var effects = call.TargetMethod.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke ? Effects.None : Effects.Of(call.TargetMethod, compilation, cancel);
                    foreach (var member in effects.Members) changes.Add(member);
                    if (call.Instance is not null && !isSource && Effects.MayChange(call.TargetMethod, null)) Add(Place.Of(call.Instance, captures));
                    foreach (var argument in call.Arguments)
                    {
                        if (argument.Parameter is { } parameter && (isSource ? effects.Changes(parameter) : Effects.MayChange(call.TargetMethod, parameter))) Add(Place.Of(argument.Value, captures));
                    }
                    break;
                case IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } }:
                    Add(Place.Of(owner, captures));
                    break;
                case IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } }:
                    Add(Place.Of(owner, captures));
                    break;
            }
        }

        void Add(Place? place)
        {
            if (place is null || place.IsCapture) return;
            if (!place.Path.IsEmpty) changes.Add(place.Path[place.Path.Length - 1].OriginalDefinition);
            else if (place.Root is { } root) changes.Add(root);
        }
    }

    static void Link(ControlFlowGraph graph, Dictionary<Place, Place> parents)
    {
        var captures = new Captures(graph);
        foreach (var part in graph.Parts())
        {
            foreach (var write in Writes.Of(part, captures))
            {
                if (write.Value is { Type.IsValueType: false } value && Place.Of(value, captures) is { } source) parents[Root(write.Place, parents)] = Root(source, parents);
            }
        }
    }

    static Place Root(Place place, Dictionary<Place, Place> parents)
    {
        while (parents.TryGetValue(place, out var parent) && !parent.Equals(place)) place = parent;
        return place;
    }
}
