using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>Members of the types that a program is set up with: whoever may change them runs the program.</summary>
static class ProgramSettings
{
    static readonly string[] Frameworks = ["System", "Microsoft", "mscorlib", "netstandard", "Windows"];
    static readonly string[] Endings = ["Options", "Settings", "Configuration", "Config", "Paths"];

    public static bool Include(ISymbol? member) => member is IPropertySymbol or IFieldSymbol && member.ContainingType is { Name: var name } && Endings.Any(e => name.EndsWith(e, StringComparison.Ordinal));

    /// <summary>Whether a method is no part of the framework: of the program, or of a library that it is made with.</summary>
    public static bool IsOwn(IMethodSymbol method) => method.ContainingAssembly?.Name is { } name && !Frameworks.Any(f => name == f || name.StartsWith(f + ".", StringComparison.Ordinal));

    /// <summary>Whether a part was read from the environment or the configuration.</summary>
    public static bool IsRead(Origin part) => part.Symbol switch
    {
        IMethodSymbol { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" } => true,
        IPropertySymbol { IsIndexer: true } setting => setting.ContainingType.IsOrInherits("Microsoft.Extensions.Configuration.IConfiguration"),
        _ => false,
    };
}
