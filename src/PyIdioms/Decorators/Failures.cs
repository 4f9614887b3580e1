namespace PyIdioms;

/// <summary>Which exceptions a decorator acts upon.</summary>
static class Failures
{
    /// <summary>Whether an exception is one of the types that were named, or any where none was. The caller's own cancellation is no failure.</summary>
    public static bool Count(Exception? error, Type[] on, CancellationToken caller)
    {
        if (error is null || error is OperationCanceledException && caller.IsCancellationRequested) return false;
        return on.Length == 0 || Array.Exists(on, type => type.IsInstanceOfType(error));
    }
}
