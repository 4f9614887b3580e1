using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Rules;

/// <summary>The page of a generator, which explains what it refuses.</summary>
/// <param name="generator">The page's name.</param>
/// <param name="chapter">The number of the handbook's chapter.</param>
public sealed class GeneratorPage(string generator, int chapter)
{
    /// <summary>A refusal. The rules that track releases cannot see through this; a law checks what they would.</summary>
    public DiagnosticDescriptor Refusal(string id, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, message, Handbook.Sections[chapter - 1].Title, severity, isEnabledByDefault: true, helpLinkUri: Handbook.PageOfGenerator(generator, id));
}
