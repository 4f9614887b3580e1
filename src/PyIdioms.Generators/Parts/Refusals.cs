using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Parts;

/// <summary>Remembers the first error among what is reported: a member that has one can only throw.</summary>
sealed class Refusals(Report report)
{
    /// <summary>The id of that error; null for none.</summary>
    public string? Id { get; private set; }

    public void Report(DiagnosticDescriptor rule, Location? location, params object?[] arguments)
    {
        report(rule, location, arguments);
        if (rule.DefaultSeverity == DiagnosticSeverity.Error) Id ??= rule.Id;
    }
}
