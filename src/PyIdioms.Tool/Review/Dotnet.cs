using System.Diagnostics;

namespace PyIdioms.Tool.Review;

/// <summary>Runs the user's own <c>dotnet</c>, in English, leaving no server behind.</summary>
static class Dotnet
{
    /// <summary>Set by an outer <c>dotnet run</c> or <c>dotnet msbuild</c> for itself; another SDK chosen by the reviewed repository must not see them.</summary>
    static readonly string[] OfTheOuterBuild = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_CLI_TELEMETRY_SESSIONID"];

    static string Host =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host) ? host : "dotnet";

    /// <summary>Runs to the end and returns the exit code; each line of both outputs goes to <paramref name="onLine"/>.</summary>
    /// <exception cref="UsageException">There is no <c>dotnet</c> on this machine.</exception>
    public static async Task<int> RunAsync(IEnumerable<string> arguments, string workingFolder, Action<string> onLine, CancellationToken cancellation)
    {
#pragma warning disable PYI1001 // The SDK that runs the tool names itself in DOTNET_HOST_PATH.
        var start = new ProcessStartInfo(Host, arguments)
#pragma warning restore PYI1001
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "true";
        start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "true";
        start.Environment["DOTNET_CLI_FORCE_UTF8_ENCODING"] = "true";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        foreach (var name in OfTheOuterBuild)
        {
            start.Environment.Remove(name);
        }

        using var process = new Process { StartInfo = start };
        var gate = new Lock();
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new UsageException("'dotnet' was not found. Install the .NET SDK, or put it on the PATH.", missing);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;

        void Take(string? line)
        {
            if (line is not null)
            {
                lock (gate)
                {
                    onLine(line);
                }
            }
        }
    }
}
