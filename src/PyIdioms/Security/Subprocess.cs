using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PyIdioms;

/// <summary>Runs programs with a list of arguments and no shell: Python's <c>subprocess.run</c>.</summary>
/// <remarks>
/// Handbook, Security Practices, "subprocess". Each element reaches the program as one argument, whatever characters it has; nothing expands, splits or
/// redirects. What a program takes for an option is still its own affair: put <c>--</c> before names from outside.
/// A program's name is looked for on the search path alone, not in the current folder; a path is relative to <c>workingDirectory</c>.
/// <code>
/// var listing = await Subprocess.RunAsync(["ls", "-la", "--", name], captureOutput: true, check: true, timeout: TimeSpan.FromSeconds(10));
/// Console.WriteLine(listing.Stdout);
/// </code>
/// </remarks>
public static class Subprocess
{
    const string Args = "args";

    // What the operating system says: ENOENT and ERROR_FILE_NOT_FOUND, EACCES, ERROR_ACCESS_DENIED.
    const int NoSuchFile = 2, NotPermitted = 13, AccessDenied = 5;

    /// <summary>How long a killed process gets to let go of its pipes.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.5);

    static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="args">The program and its arguments.</param>
    /// <param name="input">What it reads from its standard input, which then ends; null to share ours.</param>
    /// <param name="captureOutput">Whether its standard output and standard error are kept; they go where ours go otherwise.</param>
    /// <param name="check">Whether an exit code other than 0 throws.</param>
    /// <param name="timeout">How long it may take, from 0 to 49 days; null for no limit.</param>
    /// <param name="workingDirectory">The folder it runs in; null for ours.</param>
    /// <param name="environment">All of its environment variables; null for ours.</param>
    /// <param name="encoding">Of input and output; UTF-8 unless given. Line ends stay what they are.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="ArgumentNullException">The arguments or one of them is null.</exception>
    /// <exception cref="ArgumentException">There is no program, an argument or variable has a NUL character, or the program is a batch file, which a shell would run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative or too long.</exception>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such working directory.</exception>
    /// <exception cref="UnauthorizedAccessException">The program must not be run.</exception>
    /// <exception cref="Win32Exception">The operating system cannot run it: it is no program, or the arguments are too long.</exception>
    /// <exception cref="CalledProcessException">The exit code is not 0, and <paramref name="check"/> is set.</exception>
    /// <exception cref="TimeoutExpiredException">It took too long. It was killed with all it started, but for what had outlived its own parent.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it; it was killed likewise.</exception>
    public static Task<CompletedProcess> RunAsync(
        IReadOnlyList<string> args, string? input = null, bool captureOutput = false, bool check = false, TimeSpan? timeout = null,
        string? workingDirectory = null, IReadOnlyDictionary<string, string>? environment = null, Encoding? encoding = null, CancellationToken cancellationToken = default)
    {
        encoding ??= Encoding.UTF8;
        return RunCoreAsync(args, input is null ? null : encoding.GetBytes(input), captureOutput, check, timeout, workingDirectory, environment, encoding, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, string, bool, bool, TimeSpan?, string, IReadOnlyDictionary{string, string}, Encoding, CancellationToken)"/>
    public static Task<CompletedProcess> RunAsync(
        IReadOnlyList<string> args, ReadOnlyMemory<byte> input, bool captureOutput = false, bool check = false, TimeSpan? timeout = null,
        string? workingDirectory = null, IReadOnlyDictionary<string, string>? environment = null, Encoding? encoding = null, CancellationToken cancellationToken = default) =>
        RunCoreAsync(args, input, captureOutput, check, timeout, workingDirectory, environment, encoding ?? Encoding.UTF8, cancellationToken);

    static async Task<CompletedProcess> RunCoreAsync(
        IReadOnlyList<string> args, ReadOnlyMemory<byte>? input, bool captureOutput, bool check, TimeSpan? timeout,
        string? workingDirectory, IReadOnlyDictionary<string, string>? environment, Encoding encoding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        string[] command = [.. args];
        var start = StartOf(command, workingDirectory, environment);
        start.RedirectStandardInput = input is not null;
        start.RedirectStandardOutput = start.RedirectStandardError = captureOutput;
        if (timeout is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeout));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestTimeout, nameof(timeout));
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var process = Launch(start);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } time) deadline.CancelAfter(time);

        // All pipes at once: a program that waits for one of them would never get to the others.
        var stdout = captureOutput ? new Drain(process.StandardOutput.BaseStream) : null;
        var stderr = captureOutput ? new Drain(process.StandardError.BaseStream) : null;
        var written = input is { } bytes ? WriteAsync(process.StandardInput.BaseStream, bytes) : Task.CompletedTask;
        var pipes = Task.WhenAll(stdout?.Ended ?? Task.CompletedTask, stderr?.Ended ?? Task.CompletedTask, written);
        var ended = Task.WhenAll(process.WaitForExitAsync(deadline.Token), pipes.WaitAsync(deadline.Token));
        try
        {
            await ended.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await KillAsync(process, pipes).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is not OperationCanceledException) throw;
            throw new TimeoutExpiredException(command, timeout!.Value, stdout?.Take(encoding).Text, stderr?.Take(encoding).Text, failure);
        }
        var completed = new CompletedProcess(command, process.ExitCode, stdout?.Take(encoding), stderr?.Take(encoding));
        if (check) completed.CheckReturnCode();
        return completed;
    }

    static ProcessStartInfo StartOf(string[] command, string? workingDirectory, IReadOnlyDictionary<string, string>? environment)
    {
        if (command is [] or ["", ..]) throw new ArgumentException("The first element is the program.", Args);
        foreach (var argument in command) ThrowIfNotPassable(argument, Args);
        if (workingDirectory is not null && !Directory.Exists(workingDirectory)) throw new DirectoryNotFoundException($"There is no folder '{workingDirectory}'.");

        var program = ProgramPath.Of(command[0], environment, workingDirectory is null ? Environment.CurrentDirectory : Path.GetFullPath(workingDirectory));
        if (IsBatchFile(program)) throw new ArgumentException($"'{program}' is a batch file: a shell would run it and read the arguments as commands.", Args);
#pragma warning disable PYI1001 // The caller's program and arguments, each an element of its own: what the rule asks for.
        var start = new ProcessStartInfo(program) { UseShellExecute = false, WorkingDirectory = workingDirectory ?? "" };
        foreach (var argument in command.AsSpan(1)) start.ArgumentList.Add(argument);
#pragma warning restore PYI1001
        if (environment is null) return start;
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            ThrowIfNotPassable(name, nameof(environment));
            ThrowIfNotPassable(value, nameof(environment));
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal)) throw new ArgumentException($"'{name}' cannot name a variable.", nameof(environment));
            start.Environment[name] = value;
        }
        return start;
    }

    static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing) when (missing.NativeErrorCode == NoSuchFile)
        {
            throw new FileNotFoundException($"There is no program '{start.FileName}'.", start.FileName, missing);
        }
        catch (Win32Exception refused) when (refused.NativeErrorCode == (OperatingSystem.IsWindows() ? AccessDenied : NotPermitted))
        {
            throw new UnauthorizedAccessException($"'{start.FileName}' must not be run.", refused);
        }
    }

    static async Task WriteAsync(Stream stdin, ReadOnlyMemory<byte> input)
    {
        try
        {
            await using (stdin.ConfigureAwait(false)) await stdin.WriteAsync(input).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It ended or closed its input before it had read everything, as 'head' does: no failure of ours.
        }
    }

    static async Task KillAsync(Process process, Task pipes)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already, or something it started is not ours to kill: nothing more can be done about either.
        }
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), pipes).WaitAsync(Grace).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something that got away still holds a pipe: it is not waited for.
        }
    }

    static bool IsBatchFile(string program) =>
        OperatingSystem.IsWindows() && Path.GetExtension(program.TrimEnd(' ', '.')).ToUpperInvariant() is ".BAT" or ".CMD";

    static void ThrowIfNotPassable(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("No argument or variable has a NUL character.", parameter);
    }
}
