using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Flow;
using Engine = PyIdioms.Kernel.Flow.Flow;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of every <see cref="Domain{TState}"/>, over states that occur on real graphs and joins of them. One subclass a domain.</summary>
/// <remarks>The order is the one that the join induces: a ≤ b where a joined with b is b.</remarks>
public abstract class DomainLaws<TDomain, TState> : IDomainLaws where TDomain : Domain<TState>
{
    const int Samples = 8_000;
    const int FewestGraphs = 25;

    // A domain is made for one run and keeps what it has looked up, without locks.
    const int OneRun = 1;

    static readonly ConcurrentDictionary<Type, Lazy<ImmutableArray<Subject>>> Known = new();

    Type IDomainLaws.Domain => typeof(TDomain);

    /// <summary>The domain, ready to be run on a graph.</summary>
    protected abstract TDomain DomainOf(FlowCase on);

    /// <summary>The graphs to run it on.</summary>
    protected virtual IEnumerable<FlowCase> Cases => FlowCase.All;

    /// <summary>The part of the lower result that has to be below the upper one: all of it, unless a domain gives up being monotone and says why.</summary>
    protected virtual TState Due(TState lower, TState upper, TState result) => result;

    /// <summary>Whether the domain claims to be monotone; one that does not says why.</summary>
    protected virtual bool IsMonotone => true;

    /// <summary>A state in the message of a failure.</summary>
    protected virtual string Show(TState state) => $"{state}";

    ImmutableArray<Subject> Subjects => Known.GetOrAdd(GetType(), _ => new(() => [.. Cases.Select(Observe).Where(s => s.States.Length > 1)])).Value;

    [Fact]
    public void ThereIsEnoughToCheck() => Assert.True(Subjects.Length >= FewestGraphs, $"{Subjects.Length} graphs have more than one state");

    [Fact]
    public void SameIsAnEquivalence() => Sample((on, a, b, c) =>
    {
        Require(on.Same(a, a), on, "reflexive");
        Require(on.Same(a, b) == on.Same(b, a), on, "symmetric");
        Require(!on.Same(a, b) || !on.Same(b, c) || on.Same(a, c), on, "transitive");
    });

    [Fact]
    public void JoinIsCommutative() => Sample((on, a, b, _) => Require(on.Same(on.Join(a, b), on.Join(b, a)), on));

    [Fact]
    public void JoinIsAssociative() => Sample((on, a, b, c) => Require(on.Same(on.Join(on.Join(a, b), c), on.Join(a, on.Join(b, c))), on));

    [Fact]
    public void JoinIsIdempotent() => Sample((on, a, b, _) =>
    {
        Require(on.Same(on.Join(a, a), a), on);
        var both = on.Join(a, b);
        Require(on.IsBelow(a, both) && on.IsBelow(b, both), on, "a bound from above");
    });

    [Fact]
    public void TransferIsMonotone() => Sample(on => on.Case.Operations, (on, operation, lower, upper) =>
        Require(on.IsBelow(Due(lower, upper, on.Domain.Transfer(lower, operation)), on.Domain.Transfer(upper, operation)), on,
            $"{operation.Syntax}\n{Show(lower)}\n -> {Show(on.Domain.Transfer(lower, operation))}\n{Show(upper)}\n -> {Show(on.Domain.Transfer(upper, operation))}"));

    [Fact]
    public void AssumeIsMonotone() => Sample(on => on.Case.Conditions, (on, condition, lower, upper) =>
    {
        foreach (var holds in new[] { false, true })
        {
            var (less, more) = (lower, upper);
            if (!on.Domain.Assume(ref less, condition, holds)) continue;
            Require(on.Domain.Assume(ref more, condition, holds), on, $"{condition.Syntax} becomes impossible");
            Require(on.IsBelow(Due(lower, upper, less), more), on, $"{condition.Syntax} is {holds}");
        }
    });

    [Fact]
    public void InterruptIsMonotone() => Sample(on => on.Case.Operations, (on, operation, lower, upper) =>
    {
        foreach (var thrown in new[] { false, true })
        {
            Require(on.IsBelow(
                Due(lower, upper, on.Domain.Interrupt(lower, on.Domain.Transfer(lower, operation), operation, thrown)),
                on.Domain.Interrupt(upper, on.Domain.Transfer(upper, operation), operation, thrown)), on, operation.Syntax.ToString());
        }
    });

    [Fact]
    public void FollowIsMonotone() => Sample(on => on.Case.Branches, (on, branch, lower, upper) =>
        Require(on.IsBelow(on.Domain.Follow(lower, branch), on.Domain.Follow(upper, branch)), on));

    [Fact]
    public void AResultIsAFixpoint() => Assert.All(Cases, on =>
    {
        var result = Engine.Run(on.Graph, DomainOf(on), CancellationToken.None);
        Assert.True(result.Complete, on.ToString());
        Assert.True(result.IsFixpoint(), on.ToString());
    });

    Subject Observe(FlowCase on)
    {
        var domain = DomainOf(on);
        var recording = new Recording<TState>(domain, most: 60);
        Assert.True(Engine.Run(on.Graph, recording, CancellationToken.None).Complete);
        return new(on, domain, [.. recording.States]);
    }

    void Sample(Action<Subject, TState, TState, TState> law) =>
        Gen.Select(Gen.Int[0, Subjects.Length - 1], Gen.Int[0, int.MaxValue].Array[6]).Sample((subject, draws) =>
        {
            var on = Subjects[subject];
            law(on, on.Draw(draws[0], draws[1]), on.Draw(draws[2], draws[3]), on.Draw(draws[4], draws[5]));
        }, iter: Samples, threads: OneRun);

    /// <summary>A law about two states of which one is below the other.</summary>
    protected void Sample<T>(Func<Subject, ImmutableArray<T>> some, Action<Subject, T, TState, TState> law)
    {
        if (!IsMonotone) return;
        var subjects = Subjects.Where(s => !some(s).IsEmpty).ToArray();
        Gen.Select(Gen.Int[0, subjects.Length - 1], Gen.Int[0, int.MaxValue].Array[5]).Sample((subject, draws) =>
        {
            var on = subjects[subject];
            var lower = on.Draw(draws[0], draws[1]);
            var all = some(on);
            law(on, all[draws[4] % all.Length], lower, on.Join(lower, on.Draw(draws[2], draws[3])));
        }, iter: Samples, threads: OneRun);
    }

    protected static void Require(bool holds, Subject on, string what = "") => Assert.True(holds, $"{what}\n{on.Case}");

    /// <summary>A graph and the states that occurred on it.</summary>
    protected sealed record Subject(FlowCase Case, TDomain Domain, ImmutableArray<TState> States)
    {
        public bool Same(TState left, TState right) => Domain.Same(left, right);

        public TState Join(TState left, TState right) => Domain.Join(left, right);

        public bool IsBelow(TState lower, TState upper) => Same(Join(lower, upper), upper);

        /// <summary>A state that occurred, or the join of two.</summary>
        public TState Draw(int one, int other)
        {
            var state = States[one % States.Length];
            return (other & 1) == 0 ? state : Join(state, States[(other >> 1) % States.Length]);
        }
    }
}

/// <summary>Which domain a test of laws is for.</summary>
public interface IDomainLaws
{
    Type Domain { get; }
}
