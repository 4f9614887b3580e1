namespace PyIdioms;

/// <summary>What a traceback shows of an exception: itself, what it followed from, and what it holds.</summary>
/// <remarks>
/// Python looks for all of that before it writes a line, the last child of a group first; each cause is shown once, so where an exception stands in several places
/// that order decides which of them shows it. Found without recursion: trees may be deep.
/// </remarks>
sealed class TracebackNode
{
    const string CauseLine = "The above exception was the direct cause of the following exception:";
    const string ContextLine = "During handling of the above exception, another exception occurred:";

    TracebackNode(Exception exception) => Exception = exception;

    public Exception Exception { get; }

    /// <summary>Its cause or context, where that is shown here.</summary>
    public TracebackNode? Above { get; private set; }

    /// <summary>What is between the two.</summary>
    public string? Line { get; private set; }

    /// <summary>The exceptions of a group; empty for any other one.</summary>
    public IReadOnlyList<TracebackNode> Children { get; private set; } = [];

    public static TracebackNode Of(Exception exception)
    {
        var root = new TracebackNode(exception);
        var seen = new HashSet<Exception>(ReferenceEqualityComparer.Instance) { exception };
        var open = new Stack<TracebackNode>([root]);
        while (open.TryPop(out var next)) next.Look(seen, open);
        return root;
    }

    void Look(HashSet<Exception> seen, Stack<TracebackNode> open)
    {
        if (Exception.Cause is { } cause && seen.Add(cause)) (Above, Line) = (new(cause), CauseLine);
        else if (!Exception.SuppressContext && Exception.Context is { } context && seen.Add(context)) (Above, Line) = (new(context), ContextLine);
        if (Above is not null) open.Push(Above);
        if (Exception is not AggregateException { InnerExceptions: { Count: > 0 } exceptions }) return;
        Children = [.. exceptions.Select(static e => new TracebackNode(e))];
        foreach (var child in Children)
        {
            seen.Add(child.Exception);
            open.Push(child);
        }
    }
}
