namespace PyIdioms;

/// <summary>Changes a log entry, or drops it by returning null: one step of a <see cref="LogPipeline"/>.</summary>
/// <remarks>Each entry has a dictionary of its own: what a processor does to it is not bound to anything.</remarks>
public delegate EventDict? LogProcessor(EventDict entry);

/// <summary>Turns a log entry into the text that the logger gets.</summary>
public delegate string LogRenderer(EventDict entry);

/// <summary>What happens to entries of a <see cref="BoundLogger"/> before the logger gets them: <c>structlog.configure(processors=[…])</c>.</summary>
/// <remarks>Handbook, Observability, "structlog". Without a renderer the logger gets the keys and values themselves, for the provider to render.</remarks>
public sealed class LogPipeline
{
    readonly LogProcessor[] processors;
    readonly LogRenderer? renderer;

    /// <summary>A pipeline of processors, run in order, and a renderer at the end.</summary>
    public LogPipeline(IEnumerable<LogProcessor> processors, LogRenderer? renderer = null)
    {
        this.processors = [.. processors];
        this.renderer = renderer;
        Merges = Array.Exists(this.processors, static p => p == Processors.MergeContext);
        MergesOnly = renderer is null && this.processors.Length == (Merges ? 1 : 0);
    }

    /// <summary>What loggers use that are given no pipeline: entries get the <see cref="LogContext"/> and go to the logger as keys and values.</summary>
    public static LogPipeline Default { get; set; } = new([Processors.MergeContext]);

    /// <summary>Whether no entry has to be made: its parts go to the logger as they are.</summary>
    internal bool MergesOnly { get; }

    /// <summary>Whether the context is part of such entries.</summary>
    internal bool Merges { get; }

    /// <summary>The text of an entry, or the entry itself where nothing renders it; null for one that was dropped.</summary>
    internal object? Run(EventDict entry)
    {
        var current = entry;
        foreach (var processor in processors)
        {
            if (processor(current) is not { } next) return null;
            current = next;
        }
        return renderer is null ? current : renderer(current);
    }
}
