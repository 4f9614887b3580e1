using System.Globalization;

namespace PyIdioms;

/// <summary>A process took too long and was killed: Python's <c>TimeoutExpired</c>.</summary>
/// <remarks>The message names the program and the time. Arguments and output can hold secrets and are in the properties alone.</remarks>
public sealed class TimeoutExpiredException(IReadOnlyList<string> cmd, TimeSpan timeout, string? stdout = null, string? stderr = null, Exception? innerException = null)
    : TimeoutException(string.Create(CultureInfo.InvariantCulture, $"'{cmd[0]}' did not end within {timeout.TotalSeconds} s and was killed."), innerException)
{
    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Cmd { get; } = cmd;

    /// <summary>How long it was given.</summary>
    public TimeSpan Timeout { get; } = timeout;

    /// <summary>What it had written to its standard output; null where that was not captured.</summary>
    public string? Stdout { get; } = stdout;

    /// <summary>What it had written to its standard error; null where that was not captured.</summary>
    public string? Stderr { get; } = stderr;
}
