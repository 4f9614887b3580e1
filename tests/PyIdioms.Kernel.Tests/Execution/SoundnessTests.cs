using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using Engine = PyIdioms.Kernel.Flow.Flow;

namespace PyIdioms.Kernel.Tests.Execution;

/// <summary>What the engine says about random programs beside what happens when they are run.</summary>
public class SoundnessTests(ITestOutputHelper output)
{
    const int Count = 2_500;
    const int Seed = 20261122;

    internal static readonly Lazy<RandomPrograms> Programs = new(() => new(Count, Seed));

    [Fact]
    public void ExecutionStaysWithinTheAnalysis()
    {
        output.WriteLine($"{Count} programs from seed {Seed}");
        var programs = Programs.Value;
        int executed = 0, known = 0, dead = 0;
        Parallel.For(0, Count, i =>
        {
            var predicted = Predict(programs, i, out var ends, out var throws);
            var observed = Observe(programs, i, out var hasEnded, out var hasThrown);
            foreach (var observation in observed)
            {
                Assert.True(predicted[observation.Point].Any(state => Allows(state, observation)), $"program {i}: {observation} is not among\n{string.Join('\n', predicted[observation.Point].Select(Text))}\n{programs.Code[i]}");
            }
            Assert.True(ends || !hasEnded, $"program {i} ends\n{programs.Code[i]}");
            Assert.True(throws || !hasThrown, $"program {i} throws\n{programs.Code[i]}");
            Interlocked.Add(ref executed, observed.Select(o => o.Point).Distinct().Count());
            Interlocked.Add(ref known, observed.Select(o => o.Point).Distinct().Count(point => predicted[point].All(state => state.Count >= 3)));
            Interlocked.Add(ref dead, predicted.Count(states => states.Count == 0));
        });
        output.WriteLine($"{executed} points executed, of which {known} with something known about three variables or more; {dead} points never reached");
        Assert.True(executed > Count && known > executed / 4 && dead > Count / 50, $"{executed} {known} {dead}");
    }

    /// <summary>For each point the states the engine shows there: one for every way into a finally.</summary>
    static List<ImmutableDictionary<string, ImmutableSortedSet<int>>>[] Predict(RandomPrograms programs, int program, out bool ends, out bool throws)
    {
        var graph = programs.Graphs[program];
        var result = Engine.Run(graph, new Constants(graph), CancellationToken.None);
        Assert.True(result.Complete);
        Assert.True(result.IsFixpoint());
        var predicted = Enumerable.Range(0, programs.Points[program]).Select(_ => new List<ImmutableDictionary<string, ImmutableSortedSet<int>>>()).ToArray();
        result.Replay((operation, state) =>
        {
            if (operation is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "At" } call } && call.Arguments[0].Value.ConstantValue.Value is int point)
            {
                predicted[point].Add(state.Where(e => e.Key.Root is not null).ToImmutableDictionary(e => e.Key.Root!.Name, e => e.Value));
            }
        }, CancellationToken.None);
        (ends, throws) = (result.TryGetExit(out _), result.TryGetThrown(out _));
        return predicted;
    }

    static HashSet<Observation> Observe(RandomPrograms programs, int program, out bool hasEnded, out bool hasThrown)
    {
        var observed = new HashSet<Observation>();
        (hasEnded, hasThrown) = (false, false);
        for (var run = 0; run < 36; run++)
        {
            if (programs.Run(program, a: run % 3, p: run / 3 % 2 == 0, throwAt: run / 6 % 6, o => observed.Add(o)) is null) hasEnded = true;
            else hasThrown = true;
        }
        return observed;
    }

    static bool Allows(ImmutableDictionary<string, ImmutableSortedSet<int>> state, Observation observed) =>
        Allows(state, "x", observed.X) && Allows(state, "y", observed.Y) && Allows(state, "z", observed.Z) && Allows(state, "b", observed.B ? 1 : 0) && Allows(state, "c", observed.C ? 1 : 0);

    static bool Allows(ImmutableDictionary<string, ImmutableSortedSet<int>> state, string variable, int value) => !state.TryGetValue(variable, out var values) || values.Contains(value);

    static string Text(ImmutableDictionary<string, ImmutableSortedSet<int>> state) => string.Join("; ", state.OrderBy(e => e.Key).Select(e => $"{e.Key}: {string.Join(",", e.Value)}"));
}
