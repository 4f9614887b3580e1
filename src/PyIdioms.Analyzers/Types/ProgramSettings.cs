using Microsoft.CodeAnalysis;

namespace PyIdioms.Analyzers.Types;

/// <summary>Members of the types that a program is set up with: whoever may change them runs the program.</summary>
static class ProgramSettings
{
    static readonly string[] Endings = ["Options", "Settings", "Configuration", "Config", "Paths"];

    public static bool Include(ISymbol? member) => member is IPropertySymbol or IFieldSymbol && member.ContainingType is { Name: var name } && Endings.Any(e => name.EndsWith(e, StringComparison.Ordinal));
}
