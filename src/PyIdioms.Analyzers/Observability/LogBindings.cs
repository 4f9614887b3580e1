using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Observability;

/// <summary>What a call that binds keys gives back.</summary>
enum LogBinding
{
    /// <summary>A logger that has them; the one it was called on does not change.</summary>
    Logger,

    /// <summary>What has to be disposed of when they are to go.</summary>
    Scope,
}

/// <summary>The calls that bind keys to log entries, of our loggers, Microsoft.Extensions.Logging, Serilog and NLog.</summary>
sealed class LogBindings
{
    static readonly (string Type, LogBinding Kind, string[] Methods)[] Known =
    [
        ("PyIdioms.BoundLogger", LogBinding.Logger, ["Bind", "Unbind", "TryUnbind", "New"]),
        ("Serilog.ILogger", LogBinding.Logger, ["ForContext"]),
        ("Serilog.Log", LogBinding.Logger, ["ForContext"]),
        ("Serilog.Core.Logger", LogBinding.Logger, ["ForContext"]),
        ("NLog.Logger", LogBinding.Logger, ["WithProperty", "WithProperties"]),
        ("Microsoft.Extensions.Logging.ILogger", LogBinding.Scope, ["BeginScope"]),
        ("Microsoft.Extensions.Logging.LoggerExtensions", LogBinding.Scope, ["BeginScope"]),
        ("Serilog.Context.LogContext", LogBinding.Scope, ["Push", "PushProperty", "PushProperties", "Suspend"]),
        ("NLog.Logger", LogBinding.Scope, ["PushScopeProperty", "PushScopeProperties", "PushScopeNested"]),
        ("NLog.ScopeContext", LogBinding.Scope, ["PushProperty", "PushProperties", "PushNestedState", "PushNestedStateProperties"]),
    ];

    /// <summary>How such calls are named.</summary>
    public static readonly Words Named = Words.Of(Known.SelectMany(static k => k.Methods));

    readonly Dictionary<(ISymbol Type, string Method), LogBinding> kinds;

    LogBindings(Dictionary<(ISymbol Type, string Method), LogBinding> kinds) => this.kinds = kinds;

    /// <summary>Null where the compilation has none of the types.</summary>
    public static LogBindings? In(KnownTypes types)
    {
        var kinds = new Dictionary<(ISymbol, string), LogBinding>();
        foreach (var (name, kind, methods) in Known)
        {
            if (types.Find(name) is not { } type) continue;
            foreach (var method in methods) kinds[(type, method)] = kind;
        }
        return kinds.Count == 0 ? null : new(kinds);
    }

    /// <summary>What a method gives back; null where it binds nothing. A class that implements one of the interfaces counts as the interface.</summary>
    public LogBinding? KindOf(IMethodSymbol method)
    {
        if (Of(method.ContainingType) is { } kind) return kind;
        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            if (Of(implemented) is { } through) return through;
        }
        return null;

        LogBinding? Of(INamedTypeSymbol type) => kinds.TryGetValue((type.OriginalDefinition, method.Name), out var found) ? found : null;
    }
}
