using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

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

    /// <summary>Whether a call only tells what happened; a delegate is called what its variable is called: <c>Action&lt;string&gt; log</c>.</summary>
    public static bool Is(IInvocationOperation call) => call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called } ? Place.Of(called) is { } place && (place.Path is [.., var member] ? member.Name : place.Root?.Name) is { } name && IsTelling(name.TrimStart('_')) : Is(call.TargetMethod);

    static bool IsTelling(string name) => name.Length > 0 && char.ToUpperInvariant(name[0]) + name.Substring(1) is var spelled && (IsLogName(spelled) || spelled is "Logger" or "Trace" or "Debug" or "Warn" or "Print" or "WriteLine");

    /// <summary>Whether a call writes into a log that others read: of a logging library, of a logger's own, declared as a message of a log.</summary>
    public static bool IsLog(IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        if (method.GetAttributes().Any(a => a.AttributeClass is { Name: "LoggerMessageAttribute" or "EventAttribute" })) return true;
        if (method.ContainingType is not { } type) return false;
        if (type.ContainingNamespace is { Name: "Diagnostics", ContainingNamespace.Name: "System" }) return type.Name is "Trace" or "TraceSource" && Levels.Contains(method.Name);
        var owner = method.IsExtensionMethod ? method.Parameters[0].Type.Name : type.Name;
        return (owner is "ILogger" or "ILog" or "Logger" or "Log" or "BoundLogger" or "LoggerExtensions" || owner.EndsWith("Logger", StringComparison.Ordinal)) && (Levels.Contains(method.Name) || IsLogName(method.Name) || method.Name == "BeginScope");
    }

    /// <summary>A cheap question: whether a method of this name may write into a log; those that are declared as messages of a log have names of their own.</summary>
    public static bool MayLog(string name) => Levels.Contains(name) || IsLogName(name) || name == "BeginScope";

    /// <summary>Whether an attribute of this name declares a message of a log.</summary>
    public static bool DeclaresMessage(string attribute) => attribute is "LoggerMessage" or "LoggerMessageAttribute" or "Event" or "EventAttribute";

    /// <summary>A cheap question: whether a method of this name may be one that takes a template.</summary>
    public static bool MayTakeTemplate(string name) => MayLog(name) || name is "Message" or "ConditionalDebug" or "ConditionalTrace" or "PushScopeNested";

    /// <summary>The parameter of a call of a structured log that takes its message template; null of others.</summary>
    public static IParameterSymbol? TemplateOf(IMethodSymbol method)
    {
        var type = method.ContainingType;
        var name = type is { Name: "LoggerExtensions" } && IsIn(type, "Microsoft", "Extensions", "Logging") ? method.Name == "BeginScope" ? "messageFormat" : "message"
            : RootOf(type) == "Serilog" ? "messageTemplate"
            : RootOf(type) == "NLog" ? "message"
            : null;
        return name is null ? null : method.Parameters.FirstOrDefault(p => p.Name == name && p.Type.SpecialType == SpecialType.System_String);
    }

    static bool IsIn(ITypeSymbol type, params string[] names)
    {
        var space = type.ContainingNamespace;
        for (var i = names.Length - 1; i >= 0; i--, space = space.ContainingNamespace)
        {
            if (space is null || space.Name != names[i]) return false;
        }
        return true;
    }

    static string? RootOf(ITypeSymbol? type)
    {
        var space = type?.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer }) space = outer;
        return space?.Name;
    }

    /// <summary>Log, LogError, LogFailedRequest; not Login, Logout.</summary>
    static bool IsLogName(string name) => name.StartsWith("Log", StringComparison.Ordinal) && (name.Length == 3 || char.IsUpper(name[3]));
}
