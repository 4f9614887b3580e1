using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Which calls write into a log, or print.</summary>
public static class LogCalls
{
    static readonly HashSet<string> Levels = NameWords.Set("""
        Trace Verbose Debug Info Information Warn Warning Error Fatal Critical Write WriteLine Print Printf Report
        TraceError TraceInformation TraceWarning WriteEntry WriteError WriteWarning TrackException
        """);

    static readonly string[] Places = ["Log", "Trace", "Debug", "Console", "TextWriter", "Telemetry", "Reporter", "Output"];

    /// <summary>Whether a call only tells what happened: <c>logger.LogError(…)</c>, <c>Log.Error(…)</c>, <c>Console.WriteLine(…)</c>, <c>LogFailure(…)</c>.</summary>
    public static bool Is(IMethodSymbol method)
    {
        if (IsLogName(method.Name)) return true;
        var owner = method.IsExtensionMethod ? (method.ReducedFrom ?? method).Parameters[0].Type.Name : method.ContainingType?.Name ?? "";
        return Levels.Contains(method.Name) && Places.Any(p => owner.Contains(p)) || method.ContainingType is { } type && type.Name.StartsWith("Log", StringComparison.Ordinal) && Places[0] == "Log" && Levels.Contains(method.Name);
    }

    /// <summary>Log, LogError, LogFailedRequest; not Login, Logout.</summary>
    static bool IsLogName(string name) => name.StartsWith("Log", StringComparison.Ordinal) && (name.Length == 3 || char.IsUpper(name[3]));
}
