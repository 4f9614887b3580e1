using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests;

/// <summary>The states of obligations form a join-semilattice.</summary>
public class ObligationLawTests
{
    static readonly IOperation[] Parts = [.. FlowTests.GraphOf("int z = 1; F(); F(); if (x == y) F(); if (c) z = y;").Blocks
        .SelectMany(b => b.AllOperations()).SelectMany(o => o.InOrder())];

    static readonly Place[] Places = [.. Parts.Select(Place.Of).OfType<Place>().Distinct()];
    static readonly Term[] Terms = [.. Parts.Where(p => p is IBinaryOperation or IParameterReferenceOperation).Select(Term.Of).OfType<Term>().Distinct()];
    static readonly Obligation[] Obligations = [.. Parts.OfType<IInvocationOperation>().SelectMany(c => Enum.GetValues<Generation>().Select(g => new Obligation(c, g)))];

    static readonly Gen<ImmutableDictionary<Term, bool>> Facts =
        Gen.Select(Gen.Int[0, 99], Gen.Bool).Array[0, 3].Select(facts => facts.Aggregate(Conditions.None, (all, fact) => all.SetItem(Terms[fact.Item1 % Terms.Length], fact.Item2)));

    static readonly Gen<ObligationState> States = Gen.Select(
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99].Array[0, 3]).Array[0, 3],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 2], Facts).Array[0, 4],
        Facts).Select((held, open, given) => new ObligationState(
            held.Aggregate(ObligationState.Empty.Held, (all, h) => all.SetItem(Places[h.Item1 % Places.Length], [.. h.Item2.Select(o => Obligations[o % Obligations.Length])])),
            open.Aggregate(ObligationState.Empty.Open, (all, o) => all.SetItem(Obligations[o.Item1 % Obligations.Length], new((Debt)o.Item2, o.Item3))),
            given));

    [Fact]
    public void JoinIsCommutative() => Gen.Select(States, States).Sample((a, b) => ObligationState.Same(ObligationState.Join(a, b), ObligationState.Join(b, a)));

    [Fact]
    public void JoinIsAssociative() => Gen.Select(States, States, States).Sample((a, b, c) =>
        ObligationState.Same(ObligationState.Join(ObligationState.Join(a, b), c), ObligationState.Join(a, ObligationState.Join(b, c))));

    [Fact]
    public void JoinIsIdempotent() => States.Sample(a => ObligationState.Same(ObligationState.Join(a, Again(a)), a));

    static ObligationState Again(ObligationState state) => new(state.Held, state.Open, state.Given);
}
