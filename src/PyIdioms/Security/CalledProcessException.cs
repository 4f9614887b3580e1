namespace PyIdioms;

/// <summary>A process ended with an exit code that says it failed: Python's <c>CalledProcessError</c>.</summary>
/// <remarks>The message names the program and the code. Arguments and output can hold secrets and are in the properties alone.</remarks>
public sealed class CalledProcessException(int returnCode, IReadOnlyList<string> cmd, string? stdout = null, string? stderr = null)
    : Exception($"'{cmd[0]}' ended with exit code {returnCode}.")
{
    /// <summary>The exit code.</summary>
    public int ReturnCode { get; } = returnCode;

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Cmd { get; } = cmd;

    /// <summary>What it wrote to its standard output; null where that was not captured.</summary>
    public string? Stdout { get; } = stdout;

    /// <summary>What it wrote to its standard error; null where that was not captured.</summary>
    public string? Stderr { get; } = stderr;
}
