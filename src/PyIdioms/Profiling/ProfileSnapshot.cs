using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PyIdioms;

/// <summary>One line of a profile.</summary>
/// <param name="Name">The method.</param>
/// <param name="Calls">How often it was called.</param>
/// <param name="PrimitiveCalls">How often from outside itself: <see cref="Calls"/> without recursion.</param>
/// <param name="OwnTime">Time in the method but not in profiled methods that it called: <c>tottime</c>.</param>
/// <param name="CumulativeTime">Time from entry to exit of its primitive calls: <c>cumtime</c>.</param>
public readonly record struct ProfiledMethod(string Name, long Calls, long PrimitiveCalls, TimeSpan OwnTime, TimeSpan CumulativeTime)
{
    /// <summary>What tells apart methods of one name: overloads, constructed types.</summary>
    internal int Number { get; init; }
}

/// <summary>What stands first in a report: <c>pstats.SortKey</c>.</summary>
public enum SortBy
{
    /// <summary>The longest time from entry to exit.</summary>
    Cumulative,

    /// <summary>The longest time of its own.</summary>
    Time,

    /// <summary>The most calls.</summary>
    Calls,

    /// <summary>The most calls from outside itself.</summary>
    PrimitiveCalls,

    /// <summary>The name, alphabetically.</summary>
    Name,
}

/// <summary>A profile at one moment.</summary>
/// <param name="Methods">The methods that were called.</param>
public sealed record ProfileSnapshot(ImmutableArray<ProfiledMethod> Methods)
{
    /// <summary>All calls.</summary>
    public long Calls => Methods.Sum(static method => method.Calls);

    /// <summary>All calls but recursive ones.</summary>
    public long PrimitiveCalls => Methods.Sum(static method => method.PrimitiveCalls);

    /// <summary>The time in all methods, each moment of one flow counted once.</summary>
    public TimeSpan TotalTime => Methods.Aggregate(TimeSpan.Zero, static (sum, method) => sum + method.OwnTime);

    /// <summary>What came after an earlier snapshot. Where the profile was cleared in between, all of it.</summary>
    public ProfileSnapshot Since(ProfileSnapshot earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var before = earlier.Methods.ToDictionary(static method => method.Number);
        var since = ImmutableArray.CreateBuilder<ProfiledMethod>();
        foreach (var method in Methods)
        {
            var change = before.TryGetValue(method.Number, out var then) && then.Calls <= method.Calls && then.CumulativeTime <= method.CumulativeTime
                ? method with { Calls = method.Calls - then.Calls, PrimitiveCalls = method.PrimitiveCalls - then.PrimitiveCalls, OwnTime = method.OwnTime - then.OwnTime, CumulativeTime = method.CumulativeTime - then.CumulativeTime }
                : method;
            if (change.Calls > 0) since.Add(change);
        }
        return new(since.ToImmutable());
    }

    /// <summary>The methods in an order.</summary>
    public IEnumerable<ProfiledMethod> Sorted(SortBy sort) => sort switch
    {
        SortBy.Cumulative => Methods.OrderByDescending(static method => method.CumulativeTime).ThenBy(static method => method.Name, StringComparer.Ordinal),
        SortBy.Time => Methods.OrderByDescending(static method => method.OwnTime).ThenBy(static method => method.Name, StringComparer.Ordinal),
        SortBy.Calls => Methods.OrderByDescending(static method => method.Calls).ThenBy(static method => method.Name, StringComparer.Ordinal),
        SortBy.PrimitiveCalls => Methods.OrderByDescending(static method => method.PrimitiveCalls).ThenBy(static method => method.Name, StringComparer.Ordinal),
        SortBy.Name => Methods.OrderBy(static method => method.Name, StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "No way to sort a profile."),
    };

    /// <summary>The table of <c>pstats</c>, times in seconds.</summary>
    /// <param name="sort">What stands first.</param>
    /// <param name="top">How many methods are listed at most.</param>
    public string ToString(SortBy sort, int top = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        var rows = Sorted(sort).ToList();
        var text = new StringBuilder().Append("         ").Append(CultureInfo.InvariantCulture, $"{Calls} function calls");
        if (PrimitiveCalls != Calls) text.Append(CultureInfo.InvariantCulture, $" ({PrimitiveCalls} primitive calls)");
        text.Append(CultureInfo.InvariantCulture, $" in {TotalTime.TotalSeconds:F3} seconds\n\n   Ordered by: {WordFor(sort)}\n");
        if (top < rows.Count) text.Append(CultureInfo.InvariantCulture, $"   List reduced from {rows.Count} to {top}\n");
        text.Append("\n   ncalls  tottime  percall  cumtime  percall method\n");
        foreach (var row in rows.Take(top))
        {
            var calls = row.PrimitiveCalls == row.Calls ? row.Calls.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{row.Calls}/{row.PrimitiveCalls}");
            text.Append(calls.PadLeft(9)).Append(' ').Append(Seconds(row.OwnTime, 1)).Append(' ').Append(Seconds(row.OwnTime, row.Calls))
                .Append(' ').Append(Seconds(row.CumulativeTime, 1)).Append(' ').Append(Seconds(row.CumulativeTime, row.PrimitiveCalls)).Append(' ').Append(row.Name).Append('\n');
        }
        return text.Append('\n').ToString();
    }

    /// <summary>The table, longest cumulative time first.</summary>
    public override string ToString() => ToString(SortBy.Cumulative);

    static string Seconds(TimeSpan time, long over) =>
        (over == 0 ? "" : (time.TotalSeconds / over).ToString("F3", CultureInfo.InvariantCulture)).PadLeft(8);

    static string WordFor(SortBy sort) => sort switch
    {
        SortBy.Cumulative => "cumulative time",
        SortBy.Time => "internal time",
        SortBy.Calls => "call count",
        SortBy.PrimitiveCalls => "primitive call count",
        _ => "method name",
    };
}
