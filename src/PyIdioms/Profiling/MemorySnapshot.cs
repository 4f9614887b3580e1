using System.Collections.Immutable;
using System.Globalization;

namespace PyIdioms;

/// <summary>Allocations at one moment: <c>tracemalloc.Snapshot</c>.</summary>
/// <param name="Types">By type.</param>
/// <param name="Scopes">By scope.</param>
public sealed record MemorySnapshot(ImmutableArray<MemoryStatistic> Types, ImmutableArray<MemoryStatistic> Scopes)
{
    /// <summary>The lines, most bytes first: <c>snapshot.statistics(key_type)</c>.</summary>
    public ImmutableArray<MemoryStatistic> Statistics(By by) =>
        [.. (by == By.Type ? Types : Scopes).OrderByDescending(static line => line.Bytes).ThenByDescending(static line => line.Count).ThenBy(static line => line.Name, StringComparer.Ordinal)];

    /// <summary>The first so many lines: <c>snapshot.statistics(key_type)[:count]</c>.</summary>
    public ImmutableArray<MemoryStatistic> Top(int count, By by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Statistics(by).Take(count)];
    }

    /// <summary>What changed since an older snapshot, greatest change first: <c>snapshot.compare_to(old, key_type)</c>.</summary>
    public ImmutableArray<MemoryDifference> CompareTo(MemorySnapshot older, By by)
    {
        ArgumentNullException.ThrowIfNull(older);
        var (now, then) = (Statistics(by).ToDictionary(static line => line.Name), older.Statistics(by).ToDictionary(static line => line.Name));
        return
        [
            .. now.Keys.Union(then.Keys)
                .Select(name => (Name: name, New: now.GetValueOrDefault(name), Old: then.GetValueOrDefault(name)))
                .Select(static line => new MemoryDifference(line.Name, line.New.Bytes, line.New.Bytes - line.Old.Bytes, line.New.Count, line.New.Count - line.Old.Count))
                .OrderByDescending(static line => Math.Abs(line.BytesChange)).ThenByDescending(static line => line.Bytes)
                .ThenByDescending(static line => Math.Abs(line.CountChange)).ThenBy(static line => line.Name, StringComparer.Ordinal),
        ];
    }
}

/// <summary>A line of a snapshot: <c>tracemalloc.Statistic</c>.</summary>
/// <param name="Name">The type or the scope.</param>
/// <param name="Bytes">Bytes allocated.</param>
/// <param name="Count">Objects allocated of the type, or runs of the scope.</param>
/// <param name="IsExact">Whether it was counted, not estimated.</param>
public readonly record struct MemoryStatistic(string Name, long Bytes, long Count, bool IsExact)
{
    /// <summary>As Python prints it: <c>Shop.Order: size=1208 KiB, count=10000, average=124 B</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: size={Size.Of(Bytes)}, count={Count}{Size.Average(Bytes, Count)}");
}

/// <summary>A line of a comparison: <c>tracemalloc.StatisticDiff</c>.</summary>
/// <param name="Name">The type or the scope.</param>
/// <param name="Bytes">Bytes in the newer snapshot.</param>
/// <param name="BytesChange">How many more than in the older.</param>
/// <param name="Count">The count in the newer.</param>
/// <param name="CountChange">How many more than in the older.</param>
public readonly record struct MemoryDifference(string Name, long Bytes, long BytesChange, long Count, long CountChange)
{
    /// <summary>As Python prints it: <c>Shop.Order: size=4428 KiB (+4428 KiB), count=15 (+15), average=295 KiB</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: size={Size.Of(Bytes)} ({Size.Of(BytesChange, sign: true)}), count={Count} ({CountChange:+0;-0;+0}){Size.Average(Bytes, Count)}");
}

/// <summary>Bytes in the unit that suits them.</summary>
static class Size
{
    public static string Of(double bytes, bool sign = false)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        // Under ten of the next larger unit the smaller one says more.
        while (Math.Abs(bytes) >= 10 * 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }
        var format = (Math.Abs(bytes) < 100 && unit > 0, sign) switch
        {
            (true, true) => "+0.0;-0.0;+0.0",
            (true, false) => "0.0",
            (false, true) => "+0;-0;+0",
            _ => "0",
        };
        return $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}";
    }

    public static string Average(long bytes, long count) => count == 0 ? "" : ", average=" + Of((double)bytes / count);
}
