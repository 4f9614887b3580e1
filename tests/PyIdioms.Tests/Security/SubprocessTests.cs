using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;

namespace PyIdioms.Tests.Security;

/// <summary>What <c>subprocess.run</c> promises: no shell, no deadlock, nothing left running.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SubprocessTests : IDisposable
{
    const int TenMegabytes = 10_000_000;

    readonly string folder = Directory.CreateTempSubdirectory("subprocess").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A script; <c>$1</c> in it is a file's name.</summary>
    static Task<CompletedProcess> Sh(
        [LiteralString] string script, string file = "", string? input = null, bool check = false, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        Subprocess.RunAsync(["sh", "-c", script, "sh", file], input, captureOutput: true, check, timeout, cancellationToken: cancel);

    [Fact]
    public async Task OutputAndCode()
    {
        var done = await Sh("echo out; echo err >&2; exit 3");
        Assert.Equal(("out\n", "err\n", 3), (done.Stdout, done.Stderr, done.ReturnCode));
        Assert.Equal(["sh", "-c", "echo out; echo err >&2; exit 3", "sh", ""], done.Args);
        Assert.Equal("out\n"u8, done.StdoutBytes!.Value.Span);
        Assert.Equal("err\n"u8, done.StderrBytes!.Value.Span);
    }

    [Fact]
    public async Task NothingIsKeptUnlessAsked()
    {
        var done = await Subprocess.RunAsync(["true"]);
        Assert.Equal((null, null, 0), (done.Stdout, done.Stderr, done.ReturnCode));
        Assert.Null(done.StdoutBytes);
        Assert.Null(done.StderrBytes);
        done = await Subprocess.RunAsync(["true"], captureOutput: true);
        Assert.Equal(("", ""), (done.Stdout, done.Stderr));
    }

    [Theory]
    [InlineData("; rm -rf /")]
    [InlineData("$(id)")]
    [InlineData("`id` && $HOME | x > y")]
    [InlineData("a b\tc\nd")]
    [InlineData("\"'\\\"")]
    [InlineData("\\\\ \\\" \\")]
    [InlineData("*")]
    [InlineData("%PATH% ^& é 😀")]
    [InlineData("")]
    public async Task AnArgumentIsOneArgument(string argument)
    {
        var done = await Subprocess.RunAsync(["printf", "%s|", argument, "next"], captureOutput: true, check: true);
        Assert.Equal($"{argument}|next|", done.Stdout);
    }

    [Fact]
    public async Task CheckThrowsWithWhatWasWritten()
    {
        var failed = await Assert.ThrowsAsync<CalledProcessException>(() => Sh("echo out; echo secret >&2; exit 7", check: true));
        Assert.Equal((7, "out\n", "secret\n"), (failed.ReturnCode, failed.Stdout, failed.Stderr));
        Assert.Equal("sh", failed.Cmd[0]);
        Assert.Equal("'sh' ended with exit code 7.", failed.Message);
        Assert.Equal(0, (await Sh("exit 0", check: true)).ReturnCode);
        var later = await Sh("exit 7");
        Assert.Throws<CalledProcessException>(later.CheckReturnCode);
        new CompletedProcess(["x"], 0).CheckReturnCode();
        Assert.Equal(("o", "e"), (new CompletedProcess(["x"], 1, "o", "e").Stdout, new CompletedProcess(["x"], 1, "o", "e").Stderr));
    }

    [Fact]
    public async Task ASignalIsItsNumberAnd128() => Assert.Equal(128 + 9, (await Sh("kill -9 $$")).ReturnCode);

    [Fact]
    public async Task ManyMegabytesOnBothPipesAreNoDeadlock()
    {
        var script = $"head -c {TenMegabytes} /dev/zero >&2; head -c {TenMegabytes} /dev/zero; head -c {TenMegabytes} /dev/zero >&2";
        var done = await Sh(script, check: true, timeout: TimeSpan.FromMinutes(1));
        Assert.Equal(TenMegabytes, done.StdoutBytes!.Value.Length);
        Assert.Equal(2 * TenMegabytes, done.StderrBytes!.Value.Length);
    }

    [Fact]
    public async Task ManyMegabytesThroughAProgramAreNoDeadlock()
    {
        var input = new byte[TenMegabytes];
        new Random(1).NextBytes(input);
        var done = await Subprocess.RunAsync(["cat"], input, captureOutput: true, check: true, timeout: TimeSpan.FromMinutes(1));
        Assert.True(done.StdoutBytes!.Value.Span.SequenceEqual(input));
    }

    [Fact]
    public async Task InputHasAnEncoding()
    {
        Assert.Equal("é\r\n", (await Subprocess.RunAsync(["cat"], "é\r\n", captureOutput: true)).Stdout);
        var latin = await Subprocess.RunAsync(["cat"], "é", captureOutput: true, encoding: Encoding.Latin1);
        Assert.Equal([0xE9], latin.StdoutBytes!.Value.ToArray());
        Assert.Equal("é", latin.Stdout);
        Assert.Equal("\uFFFD", (await Subprocess.RunAsync(["cat"], new byte[] { 0xE9 }, captureOutput: true)).Stdout);
        Assert.Equal("", (await Subprocess.RunAsync(["cat"], "", captureOutput: true)).Stdout);
    }

    [Fact]
    public async Task InputThatNobodyReadsIsNoFailure()
    {
        Assert.Equal(0, (await Subprocess.RunAsync(["true"], new byte[TenMegabytes], check: true)).ReturnCode);
        Assert.Equal(1, (await Subprocess.RunAsync(["head", "-c", "1"], new byte[TenMegabytes], captureOutput: true, check: true)).StdoutBytes!.Value.Length);
        Assert.Equal("done\n", (await Sh("exec <&-; sleep 0.1; echo done", input: new string('x', TenMegabytes))).Stdout);
    }

    [Fact]
    public async Task ATimeoutKillsAllThatWasStarted()
    {
        var pids = Path.Combine(folder, "pids");
        var watch = Stopwatch.StartNew();
        var expired = await Assert.ThrowsAsync<TimeoutExpiredException>(() =>
            Sh("sleep 600 & echo $! >> $1; sh -c 'echo $$ >> $1; sleep 600; true' sh $1 & echo half; echo half >&2; echo $$ >> $1; wait", pids, timeout: TimeSpan.FromSeconds(1)));
        Assert.Equal(("half\n", "half\n", TimeSpan.FromSeconds(1)), (expired.Stdout, expired.Stderr, expired.Timeout));
        Assert.Equal("sh", expired.Cmd[0]);
        Assert.Equal("'sh' did not end within 1 s and was killed.", expired.Message);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));
        var started = File.ReadAllLines(pids);
        Assert.Equal(3, started.Length);
        Assert.All(started, pid => Assert.True(IsGone(pid), pid));
    }

    [Fact]
    public async Task ATimeoutWithoutCaptureHasNoOutput()
    {
        var expired = await Assert.ThrowsAsync<TimeoutExpiredException>(() => Subprocess.RunAsync(["sleep", "600"], timeout: TimeSpan.FromSeconds(0.05)));
        Assert.Equal((null, null), (expired.Stdout, expired.Stderr));
        await Assert.ThrowsAsync<TimeoutExpiredException>(() => Subprocess.RunAsync(["sleep", "600"], timeout: TimeSpan.Zero));
    }

    /// <summary>The shell has ended; what it left behind holds the pipe and cannot be found any more.</summary>
    [Fact]
    public async Task WhatOutlivedItsParentIsNotWaitedForAfterTheTimeout()
    {
        var pid = Path.Combine(folder, "pid");
        var watch = Stopwatch.StartNew();
        var expired = await Assert.ThrowsAsync<TimeoutExpiredException>(() => Sh("sleep 20 & echo $! > $1; echo left", pid, timeout: TimeSpan.FromSeconds(0.5)));
        Assert.Equal("left\n", expired.Stdout);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(15));
        using var survivor = Process.GetProcessById(int.Parse(File.ReadAllText(pid)));
        survivor.Kill();
    }

    [Fact]
    public async Task ACancellationKills()
    {
        var pid = Path.Combine(folder, "pid");
        using var source = new CancellationTokenSource();
        var running = Sh("echo $$ > $1.part; mv $1.part $1; exec sleep 600", pid, timeout: TimeSpan.FromMinutes(1), cancel: source.Token);
        while (!File.Exists(pid)) await Task.Delay(5);
        source.Cancel();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.True(IsGone(File.ReadAllText(pid).Trim()));
    }

    [Fact]
    public async Task NothingStartsAfterACancellation()
    {
        var mark = Path.Combine(folder, "mark");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Subprocess.RunAsync(["touch", mark], cancellationToken: new(canceled: true)));
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task TheWorkingDirectory()
    {
        Assert.Equal(folder + "\n", (await Subprocess.RunAsync(["pwd"], captureOutput: true, workingDirectory: folder)).Stdout);
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => Subprocess.RunAsync(["pwd"], workingDirectory: Path.Combine(folder, "none")));
    }

    [Fact]
    public async Task TheEnvironmentIsReplaced()
    {
        var only = new Dictionary<string, string> { ["GREETING"] = "héllo = x" };
        Assert.Equal("GREETING=héllo = x\n", (await Subprocess.RunAsync(["env"], captureOutput: true, environment: only)).Stdout);
        Assert.Contains("PATH=", (await Subprocess.RunAsync(["env"], captureOutput: true)).Stdout);
        Assert.Equal("", (await Subprocess.RunAsync(["env"], captureOutput: true, environment: new Dictionary<string, string>())).Stdout);
    }

    string Program(string name, string says)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\necho {says}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>.NET itself would run the one in the current folder; a folder that others write to must not decide what 'ls' is.</summary>
    [Fact]
    public async Task AProgramIsLookedForOnThePathAlone()
    {
        Program("only-here", "here");
        await Assert.ThrowsAsync<FileNotFoundException>(() => Subprocess.RunAsync(["only-here"], workingDirectory: folder));
        Assert.Equal("here\n", (await Subprocess.RunAsync(["./only-here"], captureOutput: true, workingDirectory: folder)).Stdout);
        Assert.Equal("here\n", (await Subprocess.RunAsync([Path.Combine(folder, "only-here")], captureOutput: true)).Stdout);
        var path = new Dictionary<string, string> { ["PATH"] = $":.:/nowhere:{folder}" };
        Assert.Equal("here\n", (await Subprocess.RunAsync(["only-here"], captureOutput: true, environment: path)).Stdout);
        path["PATH"] = ":.";
        await Assert.ThrowsAsync<FileNotFoundException>(() => Subprocess.RunAsync(["only-here"], workingDirectory: folder, environment: path));
        var current = Path.Combine(Environment.CurrentDirectory, "only-in-the-current-folder");
        File.Copy(Path.Combine(folder, "only-here"), current, overwrite: true);
        try
        {
            await Assert.ThrowsAsync<FileNotFoundException>(() => Subprocess.RunAsync([Path.GetFileName(current)]));
            await Assert.ThrowsAsync<FileNotFoundException>(() => Subprocess.RunAsync([Path.GetFileName(current)], environment: path));
        }
        finally
        {
            File.Delete(current);
        }
    }

    [Fact]
    public async Task WhatIsNoProgram()
    {
        Assert.Equal("no-such-program", (await Assert.ThrowsAsync<FileNotFoundException>(() => Subprocess.RunAsync(["no-such-program"]))).FileName);
        await Assert.ThrowsAsync<FileNotFoundException>(() => Subprocess.RunAsync(["/no/such/program"]));
        var data = Path.Combine(folder, "data");
        File.WriteAllText(data, "text");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Subprocess.RunAsync([data]));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Subprocess.RunAsync(["data"], environment: new Dictionary<string, string> { ["PATH"] = folder }));
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Assert.ThrowsAsync<Win32Exception>(() => Subprocess.RunAsync([data]));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Subprocess.RunAsync([folder]));
    }

    [Fact]
    public async Task WhatIsNoCommand()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("args", () => Subprocess.RunAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>("args", () => Subprocess.RunAsync([]));
        await Assert.ThrowsAsync<ArgumentException>("args", () => Subprocess.RunAsync([""]));
        await Assert.ThrowsAsync<ArgumentNullException>("args", () => Subprocess.RunAsync(["true", null!]));
        await Assert.ThrowsAsync<ArgumentException>("args", () => Subprocess.RunAsync(["true", "a\0b"]));
        await Assert.ThrowsAsync<ArgumentException>("environment", () => Subprocess.RunAsync(["true"], environment: new Dictionary<string, string> { ["a=b"] = "" }));
        await Assert.ThrowsAsync<ArgumentException>("environment", () => Subprocess.RunAsync(["true"], environment: new Dictionary<string, string> { ["a"] = "\0" }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () => Subprocess.RunAsync(["true"], timeout: TimeSpan.FromSeconds(-1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () => Subprocess.RunAsync(["true"], timeout: TimeSpan.MaxValue));
    }

    [Fact]
    public async Task TheCommandIsTheOneThatWasRun()
    {
        string[] args = ["cat"];
        var running = Subprocess.RunAsync(args, "x", captureOutput: true);
        args[0] = "changed";
        Assert.Equal(["cat"], (await running).Args);
    }

    static bool IsGone(string pid)
    {
        // A killed grandchild stays as a zombie until whoever inherited it looks.
        var status = $"/proc/{pid}/stat";
        for (var tries = 0; tries < 200 && File.Exists(status); tries++)
        {
            try
            {
                if (File.ReadAllText(status).Split(") ")[1][0] is 'Z') return true;
            }
            catch (IOException)
            {
                return true;
            }
            Thread.Sleep(10);
        }
        return !File.Exists(status);
    }
}
