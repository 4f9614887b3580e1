using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PyIdioms;

/// <summary>The lines of methods marked <see cref="LineProfiledAttribute"/>: how often each ran, and how long.</summary>
/// <remarks>
/// Handbook, Performance, "Profiling": <c>line_profiler</c>. The time of a line goes from its beginning to the beginning of the next one that runs, calls and
/// awaiting included. Marks cost two looks at the clock each; compare lines with each other, not with the program without them.
/// </remarks>
public static class LineProfile
{
    static readonly Lock Gate = new();
    static readonly List<LineSite> Sites = [];
    static TimeProvider? timer;
    static bool enabled;

    /// <summary>Whether the instrumented twins run. Off at first. A call goes on as it began.</summary>
    public static bool Enabled
    {
        get => enabled;
        set => enabled = value;
    }

    /// <summary>The clock. A new one clears the profile: its ticks are not those of the old one.</summary>
    public static TimeProvider Timer
    {
        get => timer ?? TimeProvider.System;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            timer = value == TimeProvider.System ? null : value;
            Clear();
        }
    }

    /// <summary>Forgets what was measured.</summary>
    public static void Clear()
    {
        lock (Gate) Sites.ForEach(static site => site.Clear());
    }

    /// <summary>The methods that ran while the profile was on, in the order in which they first did.</summary>
    public static ImmutableArray<ProfiledLines> Snapshot()
    {
        lock (Gate) return [.. Sites.Select(site => site.Snapshot(1.0 / (timer?.TimestampFrequency ?? Stopwatch.Frequency))).Where(static lines => lines.Lines.Any(static line => line.Hits > 0))];
    }

    /// <summary>Prints what <c>kernprof -v</c> does.</summary>
    /// <param name="output">Where to; null is the console.</param>
    public static void Report(TextWriter? output = null)
    {
        var text = new StringBuilder();
        var unit = 1.0 / (timer?.TimestampFrequency ?? Stopwatch.Frequency);
        text.Append(CultureInfo.InvariantCulture, $"Timer unit: {unit:g6} s\n\n");
        foreach (var method in Snapshot()) method.Write(text, unit);
        (output ?? Console.Out).Write(text.ToString());
    }

    internal static long Now() => timer is { } other ? other.GetTimestamp() : Stopwatch.GetTimestamp();

    internal static void Add(LineSite site)
    {
        lock (Gate) Sites.Add(site);
    }
}
