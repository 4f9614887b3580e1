using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Texts;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Observability;

/// <summary>Writes a template with named holes, and the values as arguments.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InterpolatedTemplateFix() : TextFix(InterpolatedTemplate.Descriptor, "Use a message template")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding).AncestorsAndSelf().OfType<ArgumentSyntax>().FirstOrDefault() is not { Parent: ArgumentListSyntax list } argument
                || list.Arguments.Any(a => a.NameColon is not null || !a.RefKindKeyword.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.None))) continue;
            if (list.Parent is not InvocationExpressionSyntax call || draft.Model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method || LogCalls.TemplateOf(method) is not { } parameter) continue;
            var given = list.Arguments.Skip(list.Arguments.IndexOf(argument) + 1).ToList();
            if (given.Count > 0 && given.Any(g => draft.Model.GetTypeInfo(g.Expression, cancel).ConvertedType is IArrayTypeSymbol)) continue;
            if (MessageTemplate.Of(argument.Expression, [.. given.Select(g => g.ToString())], draft.Model, cancel) is not { } template) continue;
            var edits = new TextEdits(draft.Text);
            edits.Replace(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(argument.SpanStart, list.Arguments.Last().Span.End), string.Join(", ", template.Arguments.Insert(0, template.Text)));
            await draft.Take([edits], call, cancel).ConfigureAwait(false);
        }
    }
}
