using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace PyIdioms;

/// <summary>A method with marks between its lines. Generated code makes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LineSite
{
    readonly string method;
    readonly string file;
    readonly string[] text;
    readonly Lazy<int> firstLine;
    volatile LineCounts counts;

    /// <summary>A method whose body stands in the file of its attribute: the compiler wrote the attribute's line into it, and the body's is so many further.</summary>
    /// <param name="type">The type of the method.</param>
    /// <param name="name">The type's name as people read it.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="file">The file.</param>
    /// <param name="place">Which of the measured methods of the name in that file it is.</param>
    /// <param name="distance">How many lines the body begins behind the attribute.</param>
    /// <param name="text">The lines of the body.</param>
    public LineSite(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type,
        string name, string method, string file, int place, int distance, params string[] text)
        : this(name, method, file, new Lazy<int>(() => LineOfAttribute(type, method, file, place) is { } line ? line + distance : 1), text)
    {
    }

    /// <summary>A method whose body stands in another file, at a known line.</summary>
    /// <param name="name">The type's name as people read it.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="file">The file.</param>
    /// <param name="line">The line where the body begins.</param>
    /// <param name="text">The lines of the body.</param>
    public LineSite(string name, string method, string file, int line, params string[] text)
        : this(name, method, file, new Lazy<int>(line), text)
    {
    }

    LineSite(string name, string method, string file, Lazy<int> firstLine, string[] text)
    {
        (this.method, this.file, this.firstLine, this.text) = (name + "." + method, file, firstLine, text);
        counts = new(text.Length);
        LineProfile.Add(this);
    }

    /// <summary>The line where the body begins.</summary>
    public int FirstLine => firstLine.Value;

    /// <summary>A call begins.</summary>
    public LineTimer Enter() => new(counts);

    internal void Clear() => counts = new(text.Length);

    internal ProfiledLines Snapshot(double secondsPerTick)
    {
        var now = counts;
        return new(method, file, [.. text.Select((line, i) => new ProfiledLine(FirstLine + i, Interlocked.Read(ref now.Hits[i]), TimeSpan.FromTicks((long)Math.Round(Interlocked.Read(ref now.Ticks[i]) * secondsPerTick * TimeSpan.TicksPerSecond)), line))]);
    }

    static int? LineOfAttribute([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type, string method, string file, int place)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        int[] lines = [.. type.GetMethods(Own).Where(candidate => candidate.Name == method).Select(static candidate => candidate.GetCustomAttribute<LineProfiledAttribute>()).OfType<LineProfiledAttribute>().Where(mark => mark.File == file).Select(static mark => mark.Line).Order()];
        return place < lines.Length ? lines[place] : null;
    }
}

/// <summary>The sums of a method's lines.</summary>
sealed class LineCounts(int lines)
{
    public readonly long[] Hits = new long[lines];
    public readonly long[] Ticks = new long[lines];
}

/// <summary>One call of a measured method: which line runs, and since when.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LineTimer
{
    const long Suspended = long.MinValue;

    readonly LineCounts counts;
    int current;
    long since;

    internal LineTimer(LineCounts counts) => (this.counts, current) = (counts, -1);

    /// <summary>A line begins, and with it the one before has ended.</summary>
    public void At(int line)
    {
        EndLine();
        Interlocked.Increment(ref counts.Hits[line]);
        current = line;
        // Read again: the marks themselves belong to no line.
        since = LineProfile.Now();
    }

    /// <summary>A result is yielded: what happens until the call goes on, if it does, is its reader's time.</summary>
    public void Yield()
    {
        EndLine();
        since = Suspended;
    }

    /// <summary>The call goes on behind a yielded result.</summary>
    public void Resume() => since = LineProfile.Now();

    /// <summary>The call ends.</summary>
    public void Exit()
    {
        EndLine();
        current = -1;
    }

    readonly void EndLine()
    {
        if (current >= 0 && since != Suspended) Interlocked.Add(ref counts.Ticks[current], LineProfile.Now() - since);
    }
}
