namespace Handbook.Async;

/// <summary>Advanced Async, "contextvars": a value that belongs to a request, not to a thread.</summary>
static partial class ContextVariables
{
    [ContextVar(Default = "unknown")] internal static partial string RequestId { get; }

    // The sin: another request runs on the thread before this one goes on.
    [ThreadStatic]
    static string? onThisThread;

    public static async Task RunAsync()
    {
        Console.WriteLine("## Context variables");
        await Task.WhenAll(HandleAsync("a"), HandleAsync("b"));
        Console.WriteLine($"  outside: {RequestId}");

        // copy_context(): what is started now and runs later sees the values of now.
        ContextSnapshot snapshot;
        using (UseRequestId("c")) snapshot = ContextSnapshot.Copy();
        await snapshot.RunAsync(async ct =>
        {
            await Task.Delay(1, ct);
            Console.WriteLine($"  in the background: {RequestId}");
        });
    }

    static async Task HandleAsync(string id)
    {
        using var _ = UseRequestId(id);
#pragma warning disable PYI0308 // The sin, to be seen beside the idiom.
        onThisThread = id;
        await Task.Delay(id == "a" ? 5 : 10);
        Console.WriteLine($"  [{RequestId}] handled{(onThisThread == id ? "" : ", and the thread's own value is not this request's")}");
#pragma warning restore PYI0308
    }
}
