using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Texts;

namespace PyIdioms.Analyzers.Security;

/// <summary>Passes arguments apart: a list for <c>Process.Start</c>, <c>ArgumentList</c> for <c>Arguments</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ShellInjectionFix : CodeFixProvider
{
    const string Title = "Pass each argument apart";

    static readonly TextFixAll All = new(Plan);

    public override ImmutableArray<string> FixableDiagnosticIds => [ShellInjection.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => All;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await Plan(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false) is not { } edits) return;
        context.RegisterCodeFix(CodeAction.Create(Title, cancel => TextFixAll.Apply(context.Document, edits, cancel), Title), context.Diagnostics);
    }

    static async Task<ImmutableArray<TextChange>?> Plan(Document document, ImmutableArray<Diagnostic> findings, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (root is null || model is null) return null;
        var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        var all = new TextEdits(text);
        foreach (var finding in findings)
        {
            if (!finding.Properties.ContainsKey(ShellInjection.IsListable) || root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax line) continue;
            if (CommandLine.Arguments(line, model) is not { } arguments) continue;
            var edits = new TextEdits(text);
            if (!Apply(line, arguments, model, edits)) continue;
            if (await SpeculativeEdit.Compiles(document, model, root, edits, line, cancel).ConfigureAwait(false)) all.AddRange(edits.ToImmutable());
        }
        return all.IsEmpty ? null : all.ToImmutable();
    }

    static bool Apply(ExpressionSyntax line, List<string> arguments, SemanticModel model, TextEdits edits)
    {
        var list = string.Join(", ", arguments);
        switch (line.Parent)
        {
            case ArgumentSyntax:
                edits.Replace(line.Span, line.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp12 } ? $"[{list}]" : $"new[] {{ {list} }}");
                return true;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax made } initializer } when !HasArguments(made) && Others(initializer, name) == 0:
                edits.Replace(name.Span, "ArgumentList");
                edits.Replace(line.Span, $"{{ {list} }}");
                return true;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access, Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } statement } assignment
                when Root(access.Expression) is { } root && !Repetition.IsAround(statement, root, model) && !HasOthers(root, name, model):
                var separator = ";" + edits.EndOfLine + edits.IndentAt(statement.SpanStart);
                edits.Replace(assignment.Span, arguments.Count == 0 ? $"{access.Expression}.ArgumentList.Clear()" : string.Join(separator, arguments.Select(a => $"{access.Expression}.ArgumentList.Add({a})")));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The local whose information is filled in.</summary>
    static IdentifierNameSyntax? Root(ExpressionSyntax info) => info switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StartInfo", Expression: IdentifierNameSyntax process } => process,
        _ => null,
    };

    /// <summary>Whether a command line, or another list, is given elsewhere: a process takes only one of the two.</summary>
    static bool HasOthers(IdentifierNameSyntax root, IdentifierNameSyntax name, SemanticModel model)
    {
        if (model.GetSymbolInfo(root).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax made }) return true;
        return HasArguments(made) || root.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member || Others(member, name) > 0;
    }

    static bool HasArguments(BaseObjectCreationExpressionSyntax made) => made.ArgumentList?.Arguments.Count > 1;

    static int Others(SyntaxNode scope, IdentifierNameSyntax name) => scope.DescendantNodes().OfType<IdentifierNameSyntax>().Count(n => n != name && n.Identifier.ValueText is "Arguments" or "ArgumentList");
}
