using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Keeps the task of <c>WhenAll</c> in a variable before the try; the catch works with all exceptions.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class GroupLostFix() : TextFix(GroupLost.Descriptor, "Keep the task of 'WhenAll'")
{
    static readonly string[] Names = ["all", "group", "whenAll", "together"];

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var group in findings.Where(f => f.AdditionalLocations.Count == 1).GroupBy(f => f.AdditionalLocations[0].SourceSpan))
        {
            // The catch can ask one group; two in one try are for a human.
            if (group.Count() > 1 || draft.NodeOf(group.First()) is not InvocationExpressionSyntax all) continue;
            if (draft.Root.FindNode(group.Key).FirstAncestorOrSelf<CatchClauseSyntax>() is not { Parent: TryStatementSyntax attempt } handler || attempt.Catches.Count(c => c.Declaration?.Identifier.RawKind != 0) > 1) continue;
            if (EditsOf(draft, attempt, handler, all, cancel) is { } edits) await draft.Take([edits], attempt, cancel).ConfigureAwait(false);
        }
    }

    static TextEdits? EditsOf(Draft draft, TryStatementSyntax attempt, CatchClauseSyntax handler, InvocationExpressionSyntax all, CancellationToken cancel)
    {
        if (attempt.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax) || draft.Model.GetTypeInfo(all, cancel).Type is not { } type || handler.Declaration is not { } caught) return null;
        var used = new HashSet<string>((attempt.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)attempt).DescendantTokens().Select(t => t.ValueText));
        if (Names.FirstOrDefault(n => !used.Contains(n)) is not { } name) return null;
        var edits = new TextEdits(draft.Text);
        var isEarly = attempt.Block.Statements.FirstOrDefault()?.Span.Contains(all.Span) == true && all.ArgumentList.DescendantNodes().All(n => n is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or MemberAccessExpressionSyntax));
        var declaration = isEarly ? $"var {name} = {all};" : $"{type.ToMinimalDisplayString(draft.Model, attempt.SpanStart)}? {name} = null;";
        edits.Replace(new(attempt.SpanStart, 0), declaration + edits.EndOfLine + edits.IndentAt(attempt.SpanStart));
        edits.Replace(all.Span, isEarly ? name : $"({name} = {all})");
        foreach (var mention in Mentions(draft.Model, handler, caught.Identifier.ValueText, cancel))
        {
            var value = isEarly ? $"{name}.Exception ?? {mention}" : $"{name}?.Exception ?? {mention}";
            edits.Replace(mention.Span, mention.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax ? value : $"({value})");
        }
        return edits;
    }

    /// <summary>Where the exception itself is used; a bare throw of it stays what it is.</summary>
    static IEnumerable<IdentifierNameSyntax> Mentions(SemanticModel model, CatchClauseSyntax handler, string name, CancellationToken cancel) => handler.Block.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(n => n.Identifier.ValueText == name && n.Parent is not ThrowStatementSyntax && model.GetSymbolInfo(n, cancel).Symbol is ILocalSymbol { Type: var type } && type.IsException());
}
