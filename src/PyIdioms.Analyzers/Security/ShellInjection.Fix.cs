using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Texts;

namespace PyIdioms.Analyzers.Security;

/// <summary>Passes arguments apart: a list for <c>Process.Start</c>, <c>ArgumentList</c> for <c>Arguments</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ShellInjectionFix() : TextFix(ShellInjection.Descriptor, "Pass each argument apart")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.ContainsKey(ShellInjection.IsListable) || draft.NodeOf(finding) is not ExpressionSyntax line || CommandLine.Arguments(line, draft.Model) is not { } arguments) continue;
            var edits = new TextEdits(draft.Text);
            if (Apply(line, arguments, draft.Model, edits)) await draft.Take([edits], line, cancel).ConfigureAwait(false);
        }
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
