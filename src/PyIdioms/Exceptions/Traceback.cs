namespace PyIdioms;

/// <summary>Shows and reads the way of an exception: Python's <c>traceback</c> module.</summary>
/// <remarks>Handbook, Exception Mastery, "traceback Module". Frames marked <see cref="TracebackHideAttribute"/> are left out.</remarks>
public static class Traceback
{
    /// <summary>The exception as Python shows it: the oldest cause first, then <c>The above exception was the direct cause of the following exception</c>, or <c>During handling of …</c>; groups as trees.</summary>
    /// <param name="exception">The exception.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static string Format(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return TracebackText.Of(exception);
    }

    /// <summary>Writes what <see cref="Format"/> gives: <c>traceback.print_exception</c>.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="writer">Where to; null is the error output of the process.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static void Print(Exception exception, TextWriter? writer = null) => (writer ?? Console.Error).Write(Format(exception));

    /// <summary>The calls from the catch down to the throw, the oldest first: <c>traceback.extract_tb</c>. An exception that was never thrown has none.</summary>
    /// <param name="exception">The exception.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static IReadOnlyList<FrameSummary> Extract(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.StackTrace is null ? [] : [.. StackWalk.Of(exception), .. Chaining.FramesOf(exception)];
    }
}
