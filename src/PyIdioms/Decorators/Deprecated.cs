using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace PyIdioms;

partial class DeprecatedAttribute : IHooks<Unit, ILogger?>, ISwitch
{
    int hasWarned;

    /// <summary>Whether nobody has been warned yet.</summary>
    public bool IsOn => Volatile.Read(ref hasWarned) == 0;

    /// <summary>Warns, once.</summary>
    public Unit OnEnter(in CallSite site, ILogger? need)
    {
        if (Interlocked.Exchange(ref hasWarned, 1) != 0) return default;
        if (need is null) Trace.TraceWarning($"{site.Name} is deprecated: {Message}");
        else Warn(need, site.Name, Message, null);
        return default;
    }

    /// <summary>Nothing is left to do.</summary>
    public void OnExit(in CallSite site, ref Unit state, Exception? error) { }

    static readonly Action<ILogger, string, string, Exception?> Warn =
        LoggerMessage.Define<string, string>(LogLevel.Warning, new(1, "Deprecated"), "{Method} is deprecated: {Advice}");
}
