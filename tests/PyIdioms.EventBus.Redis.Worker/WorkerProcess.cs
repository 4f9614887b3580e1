using System.Diagnostics;

namespace PyIdioms.EventBusWorker;

/// <summary>A worker that runs, seen by who started it.</summary>
public sealed class WorkerProcess : IDisposable
{
    readonly Process process;

    WorkerProcess(Process process, ushort worker) => (this.process, Worker) = (process, worker);

    public ushort Worker { get; }

    /// <summary>Starts one and waits until it reads.</summary>
    public static async Task<WorkerProcess> StartAsync(WorkerSettings settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (var argument in settings.ToArguments()) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() != "reads") throw new InvalidOperationException("the worker does not start");
        return new(process, settings.Worker);
    }

    /// <summary>SIGKILL: nothing in it gets to run any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, and waits until it has; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
