using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Measures the method line by line while <c>LineProfile.Enabled</c> is on: hits, time, and the share of the whole.</summary>
/// <remarks>
/// Handbook, Performance, "Profiling": <c>line_profiler</c>. The body is written once more with marks between its lines, and that twin runs while the profile is on;
/// the <c>Core</c> itself stays as it is and runs while it is off.
/// </remarks>
/// <param name="file">The file of the attribute. The compiler fills it in.</param>
/// <param name="line">The line of the attribute. The compiler fills it in.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LineProfiledAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : DecoratorAttribute
{
    /// <summary>The file of the attribute.</summary>
    public string File { get; } = file;

    /// <summary>The line of the attribute, from 1.</summary>
    public int Line { get; } = line;
}
