using PyIdioms.Tool.Review;
using Spectre.Console;

namespace PyIdioms.Tool.Reports;

/// <summary>The three steps of a review, drawn while they run and gone when they are done.</summary>
sealed class TerminalProgress : IReviewProgress
{
    readonly ProgressTask _restore;
    readonly ProgressTask _build;
    readonly ProgressTask _review;

    TerminalProgress(ProgressContext context, int projects)
    {
        _restore = context.AddTask("Restoring packages").IsIndeterminate();
        _build = context.AddTask("Building", autoStart: false, maxValue: Math.Max(1, projects));
        _review = context.AddTask("Reviewing", autoStart: false);
    }

    /// <summary>Runs the work, drawing its progress on a terminal; silently anywhere else.</summary>
    public static async Task<T> RunAsync<T>(IAnsiConsole console, int projects, Func<IReviewProgress, Task<T>> work)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            return await work(new SilentProgress());
        }

        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new TerminalProgress(context, projects)));
    }

    public void Restoring() => _restore.StartTask();

    public void Building()
    {
        Finish(_restore);
        _build.StartTask();
    }

    public void Built()
    {
        // A project of three frameworks is built three times; the bar must not be full before the end.
        _build.MaxValue = Math.Max(_build.MaxValue, _build.Value + 2);
        _build.Increment(1);
    }

    public void Reviewing(int compilations)
    {
        Finish(_build);
        _review.MaxValue = Math.Max(1, compilations);
        _review.StartTask();
    }

    public void Reviewed() => _review.Increment(1);

    static void Finish(ProgressTask task)
    {
        if (!task.IsStarted)
        {
            task.StartTask();
        }

        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
    }
}
