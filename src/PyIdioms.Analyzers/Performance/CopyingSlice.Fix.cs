using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Looks at the part where it is: <c>AsSpan</c> for the range, or a span for the parameter of a function that calls itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CopyingSliceFix() : TextFix(CopyingSlice.Descriptor, "Look at it through a span")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding).FirstAncestorOrSelf<ExpressionSyntax>(n => n is ElementAccessExpressionSyntax or InvocationExpressionSyntax && n.Span == finding.Location.SourceSpan) is not { } slice) continue;
            await draft.Take([.. Views(draft, slice), .. Parameters(draft, slice, cancel)], slice, cancel).ConfigureAwait(false);
        }
    }

    static IEnumerable<TextEdits> Views(Draft draft, ExpressionSyntax slice)
    {
        var (whole, arguments) = slice switch
        {
            ElementAccessExpressionSyntax element => (element.Expression, element.ArgumentList.Arguments.ToString()),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => (access.Expression, call.ArgumentList.Arguments.ToString()),
            _ => default,
        };
        if (whole is null || FunctionOf(slice) is not null) yield break;
        ExpressionSyntax place = slice;
        // all[1..].AsSpan()
        if (slice.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsSpan" or "AsMemory", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } already }) place = already;
        foreach (var view in new[] { "AsSpan", "AsMemory" })
        {
            yield return With($"{whole}.{view}({arguments})");
            if (slice is ElementAccessExpressionSyntax) yield return With($"{whole}.{view}()[{arguments}]");
        }

        TextEdits With(string text)
        {
            var edits = new TextEdits(draft.Text);
            edits.Replace(place.Span, text);
            return edits;
        }
    }

    /// <summary>The function that a slice is passed to from within it.</summary>
    static SyntaxNode? FunctionOf(ExpressionSyntax slice)
    {
        if (slice.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } }) return null;
        return slice.FirstAncestorOrSelf<SyntaxNode>(n => n is LocalFunctionStatementSyntax or MethodDeclarationSyntax) switch
        {
            LocalFunctionStatementSyntax local when local.Identifier.ValueText == name => local,
            MethodDeclarationSyntax method when method.Identifier.ValueText == name => method,
            _ => null,
        };
    }

    static IEnumerable<TextEdits> Parameters(Draft draft, ExpressionSyntax slice, CancellationToken cancel)
    {
        if (FunctionOf(slice) is not { } function || slice is not ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax whole }) yield break;
        if (draft.Model.GetSymbolInfo(whole, cancel).Symbol is not IParameterSymbol { DeclaringSyntaxReferences: [var reference], Type: var type } || reference.GetSyntax(cancel) is not ParameterSyntax { Type: { } written } || !function.Span.Contains(written.Span)) yield break;
        var element = type switch
        {
            IArrayTypeSymbol { ElementType: var of } => of.ToMinimalDisplayString(draft.Model, written.SpanStart),
            { SpecialType: SpecialType.System_String } => "char",
            _ => null,
        };
        if (element is null) yield break;
        var edits = new TextEdits(draft.Text);
        edits.Replace(written.Span, $"ReadOnlySpan<{element}>");
        if (Compiles(draft, edits, cancel)) yield return edits;
    }

    /// <summary>Whether no caller is lost.</summary>
    static bool Compiles(Draft draft, TextEdits edits, CancellationToken cancel)
    {
        var (before, tree) = (draft.Model.Compilation, draft.Root.SyntaxTree);
        var after = before.ReplaceSyntaxTree(tree, tree.WithChangedText(draft.Text.WithChanges(edits.ToImmutable())));
        return Errors(after, cancel) <= Errors(before, cancel);
    }

    static int Errors(Compilation compilation, CancellationToken cancel) => compilation.GetDiagnostics(cancel).Count(static d => d.Severity == DiagnosticSeverity.Error);
}
