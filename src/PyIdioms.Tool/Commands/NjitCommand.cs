using System.CommandLine;
using PyIdioms.Tool.Njit;
using PyIdioms.Tool.Reports;
using PyIdioms.Tool.Review;
using Spectre.Console;

namespace PyIdioms.Tool.Commands;

/// <summary><c>pyidioms njit PATH</c>.</summary>
static class NjitCommand
{
    public static Command Create()
    {
        var path = BuildOptionSet.Path();
        var build = new BuildOptionSet();
        var command = new Command("njit", "Builds C# code and says what became of each loop of its [Njit] methods. Ends with 0, with 2 when it cannot be run as asked, with 3 when part of the code was not compiled.")
        {
            path, build.Configuration, build.Framework, build.NoRestore, build.Property,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, build.Read(parsed), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string path, BuildOptions options, CancellationToken cancellation)
    {
        var target = ReviewTarget.Find(path, options.SolutionConfiguration);
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });
        var report = await TerminalProgress.RunAsync(console, target.Projects.Length, progress => VectorReport.RunAsync(target, options, progress, cancellation));
        report.Write(Console.Out);
        return report.Failures.IsEmpty ? ExitCode.Clean : ExitCode.Incomplete;
    }
}
