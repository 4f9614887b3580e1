using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace PyIdioms;

/// <summary>Logs every call: when it begins, with its arguments, and how it ends, with the time it took.</summary>
/// <param name="level">The level of a call that begins or ends well.</param>
/// <remarks>
/// Handbook, Observability, "Logging Module". Goes to the <see cref="ILogger"/> of the method's class (an argument, a field, a property or a primary constructor
/// parameter), else to <see cref="Logs"/> by the name of the class. An exception is logged at <see cref="FailureLevel"/>, an end by cancellation at the
/// level itself. Arguments are properties of the first event; one whose name or type says that it is a secret is shown as <c>***</c>.
/// </remarks>
public sealed class LoggedAttribute(LogLevel level = LogLevel.Debug) : DecoratorAttribute, IHooks<LoggedCall, ILogger?>, ISwitch<ILogger?>, IArguments<LoggedCall>
{
    ILogger? own;
    LogLevel highest = level > LogLevel.Error ? level : LogLevel.Error;

    /// <summary>The level of a call that begins or ends well.</summary>
    public LogLevel Level { get; } = level;

    /// <summary>The level of a call that ends with an exception.</summary>
    public LogLevel FailureLevel
    {
        get;
        set => (field, highest) = (value, Level > value ? Level : value);
    } = LogLevel.Error;

    /// <summary>Whether the arguments are logged; they are unless set.</summary>
    public bool Arguments { get; set; } = true;

    /// <summary>Whether anything of a call would be logged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOn<TMethod>(ILogger? need) where TMethod : struct
    {
        var logger = need ?? own;
        return logger is null || logger.IsEnabled(highest);
    }

    /// <summary>Begins a call.</summary>
    public LoggedCall OnEnter(in CallSite site, ILogger? need)
    {
        var logger = need ?? (own ??= Logs.For(site.Type));
        if (!logger.IsEnabled(Level)) return new(logger, 0, null);
        if (Arguments) return new(logger, Stopwatch.GetTimestamp(), new(site.Name));
        new CallBegan(site.Name).Log(logger, Level);
        return new(logger, Stopwatch.GetTimestamp(), null);
    }

    /// <summary>Whether the call is logged with its arguments.</summary>
    public bool WantsArguments(ref LoggedCall state) => state.Began is not null;

    /// <summary>Takes an argument down.</summary>
    public void OnArgument<T>(ref LoggedCall state, string name, T value) => state.Began!.Add(name, value);

    /// <summary>Logs the call with its arguments.</summary>
    public void OnArgumentsShown(ref LoggedCall state) => state.Began!.Log(state.Logger, Level);

    /// <summary>Logs how the call ended.</summary>
    public void OnExit(in CallSite site, ref LoggedCall state, Exception? error)
    {
        if (state.Started == 0 && error is null) return;
        LogEnd(in site, in state, error);
    }

    void LogEnd(in CallSite site, in LoggedCall call, Exception? error)
    {
        var milliseconds = call.Started == 0 ? (double?)null : Stopwatch.GetElapsedTime(call.Started).TotalMilliseconds;
        var (level, what) = error switch
        {
            null => (Level, CallEnd.Ended),
            OperationCanceledException => (Level, CallEnd.Cancelled),
            _ => (FailureLevel, CallEnd.Failed),
        };
        if (call.Logger.IsEnabled(level)) new CallEnded(site.Name, what, milliseconds).Log(call.Logger, level, what == CallEnd.Failed ? error : null);
    }
}
