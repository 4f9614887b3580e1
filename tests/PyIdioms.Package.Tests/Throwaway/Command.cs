using System.Diagnostics;
using System.Text;

namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A child process, run to its end in a clean environment: no build server, English, nothing of the build that started the tests.</summary>
public static class Command
{
    /// <summary>Above what the slowest (an ahead-of-time publish on a busy machine) takes.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    static readonly Dictionary<string, string> Environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    /// <summary>What a running build tells its children, and what would move the throwaway packages folder.</summary>
    static readonly string[] Inherited = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "NUGET_PACKAGES", "PackageTests"];

    public static Task<Outcome> Dotnet(string folder, params IEnumerable<string> arguments) => Run(folder, "dotnet", arguments);

    /// <exception cref="TimeoutException">It did not end; it is killed.</exception>
    public static async Task<Outcome> Run(string folder, string program, params IEnumerable<string> arguments)
    {
#pragma warning disable PYI1001 // The program is what the test says.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
#pragma warning restore PYI1001
        foreach (var name in Inherited) start.Environment.Remove(name);
        foreach (var (name, value) in Environment) start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end within {Limit}:\n{output}", late);
        }
        return new(process.ExitCode, output.ToString());
    }

    static void Append(StringBuilder output, string? line)
    {
        if (line is null) return;
        lock (output) output.Append(line).Append('\n');
    }
}
