using System.Text;

namespace PyIdioms;

/// <summary>A process that has ended: Python's <c>CompletedProcess</c>.</summary>
public sealed class CompletedProcess
{
    readonly Captured? stdout, stderr;

    /// <summary>What a process that was not run would have given: for tests.</summary>
    /// <param name="args">The program and its arguments.</param>
    /// <param name="returnCode">The exit code.</param>
    /// <param name="stdout">What it wrote to its standard output; null where that was not captured.</param>
    /// <param name="stderr">What it wrote to its standard error; null where that was not captured.</param>
    public CompletedProcess(IReadOnlyList<string> args, int returnCode, string? stdout = null, string? stderr = null)
        : this(args, returnCode, Captured.Of(stdout), Captured.Of(stderr)) { }

    internal CompletedProcess(IReadOnlyList<string> args, int returnCode, Captured? stdout, Captured? stderr)
    {
        ArgumentNullException.ThrowIfNull(args);
        (Args, ReturnCode, this.stdout, this.stderr) = (args, returnCode, stdout, stderr);
    }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> Args { get; }

    /// <summary>The exit code; 0 says that all went well. After a signal it is 128 plus the signal's number, as in a shell (Python: minus the number).</summary>
    public int ReturnCode { get; }

    /// <summary>What the process wrote to its standard output; null where that was not captured. What the encoding does not know is U+FFFD.</summary>
    public string? Stdout => stdout?.Text;

    /// <summary>What the process wrote to its standard error; null where that was not captured.</summary>
    public string? Stderr => stderr?.Text;

    /// <summary>The bytes of <see cref="Stdout"/>; null where it was not captured.</summary>
    public ReadOnlyMemory<byte>? StdoutBytes => stdout?.Bytes;

    /// <summary>The bytes of <see cref="Stderr"/>; null where it was not captured.</summary>
    public ReadOnlyMemory<byte>? StderrBytes => stderr?.Bytes;

    /// <summary>Throws unless the exit code is 0: Python's <c>check_returncode</c>.</summary>
    /// <exception cref="CalledProcessException">The exit code is not 0.</exception>
    public void CheckReturnCode()
    {
        if (ReturnCode != 0) throw new CalledProcessException(ReturnCode, Args, Stdout, Stderr);
    }
}

/// <summary>What came through a pipe; it becomes text when somebody reads it.</summary>
sealed class Captured(byte[] bytes, Encoding encoding)
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public string Text => field ??= encoding.GetString(bytes);

    public static Captured? Of(string? text) => text is null ? null : new(Encoding.UTF8.GetBytes(text), Encoding.UTF8);
}
