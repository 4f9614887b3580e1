using System.CommandLine;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Reports;
using PyIdioms.Tool.Review;
using Spectre.Console;

namespace PyIdioms.Tool.Commands;

/// <summary><c>pyidioms review PATH</c>.</summary>
static class ReviewCommand
{
    public static Command Create()
    {
        var path = BuildOptionSet.Path();
        var output = new Option<string[]>("--output", "-o") { Description = $"A report to write: sarif, markdown, html, or a file that ends in .sarif, .md or .html; 'none' for none. Repeatable. Default: all three, in {ReportFile.DefaultFolder}/.", HelpName = "REPORT" };
        var failOn = new Option<Severity>("--fail-on") { Description = "The least severity that makes the exit code 1.", DefaultValueFactory = _ => Severity.Suggestion };
        var exitZero = new Option<bool>("--exit-zero") { Description = "End with 0 in spite of findings. An incomplete review still ends with 3." };
        var build = new BuildOptionSet();
        var command = new Command("review", "Builds C# code and reviews it with the PyIdioms rules. Ends with 0 when clean, 1 with findings, 2 when it cannot be run as asked, 3 when part of the code was not analysed.")
        {
            path, output, failOn, exitZero, build.Configuration, build.Framework, build.NoRestore, build.Property,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(path)!,
            build.Read(parsed),
            parsed.GetValue(output) ?? [],
            parsed.GetValue(failOn),
            parsed.GetValue(exitZero),
            cancellation));
        return command;
    }

    static async Task<int> RunAsync(string path, BuildOptions options, string[] outputs, Severity failOn, bool exitZero, CancellationToken cancellation)
    {
        var reports = ReportFile.Parse(outputs, Environment.CurrentDirectory);
        var pack = Pack.Find();
        var target = ReviewTarget.Find(path, options.SolutionConfiguration);
        foreach (var report in reports)
        {
            report.Prepare();
        }

        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 160;
        }

        var review = await TerminalProgress.RunAsync(console, target.Projects.Length, progress => Reviewer.RunAsync(target, options, pack, progress, cancellation));
        new ConsoleReport(console).Write(review);
        foreach (var report in reports)
        {
            report.Write(review);
            Console.Out.WriteLine($"report: {Shown(report.Path)}");
        }

        return review.ToExitCode(failOn, exitZero);
    }

    static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
