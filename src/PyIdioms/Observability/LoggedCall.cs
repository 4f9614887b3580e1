using Microsoft.Extensions.Logging;

namespace PyIdioms;

/// <summary>A call that <see cref="LoggedAttribute"/> logs.</summary>
public readonly struct LoggedCall
{
    internal LoggedCall(ILogger logger, long started, CallBegan? began) => (Logger, Started, Began) = (logger, started, began);

    internal ILogger Logger { get; }

    /// <summary>The time stamp of the beginning; 0 for a call that is logged only if it fails.</summary>
    internal long Started { get; }

    /// <summary>The first event, while its arguments are taken down.</summary>
    internal CallBegan? Began { get; }
}

/// <summary>How a logged call ended.</summary>
enum CallEnd { Ended, Failed, Cancelled }
