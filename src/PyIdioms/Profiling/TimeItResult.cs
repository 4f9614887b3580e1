using System.Collections.Immutable;
using System.Globalization;

namespace PyIdioms;

/// <summary>How long code took.</summary>
/// <param name="Number">How often it ran in a loop.</param>
/// <param name="Runs">How long each loop took.</param>
public sealed record TimeItResult(int Number, ImmutableArray<TimeSpan> Runs)
{
    static readonly (string Name, double Seconds)[] Units = [("sec", 1), ("msec", 1e-3), ("usec", 1e-6), ("nsec", 1e-9)];

    /// <summary>All loops together.</summary>
    public TimeSpan Total => Runs.Aggregate(TimeSpan.Zero, static (sum, run) => sum + run);

    /// <summary>The fastest loop: what the code costs. What slower ones took longer was the machine's.</summary>
    public TimeSpan Best => Runs.Min();

    /// <summary>Seconds for one run of the code in the fastest loop. A <see cref="TimeSpan"/> has no fractions of 100 ns.</summary>
    public double PerLoop => Best.TotalSeconds / Number;

    /// <summary>Whether the slowest loop took four times as long as the fastest: then <c>timeit</c> warns that the results are likely unreliable.</summary>
    public bool IsUnreliable => Runs.Max() >= Best * 4;

    /// <summary>What <c>python -m timeit</c> prints: <c>5000000 loops, best of 5: 46.1 nsec per loop</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Number} loop{(Number == 1 ? "" : "s")}, best of {Runs.Length}: {InUnits(PerLoop)} per loop");

    static string InUnits(double seconds)
    {
        var unit = Units[^1];
        foreach (var candidate in Units)
        {
            if (seconds < candidate.Seconds) continue;
            unit = candidate;
            break;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / unit.Seconds:g3} {unit.Name}");
    }
}
