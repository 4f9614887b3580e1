using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Holds the token in a <c>using</c> to the end of its block; or sets the value for the rest of the flow, without a token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TokenNotInUsingFix() : TextFix(TokenNotInUsing.Descriptor, Holds, Sets)
{
    const string Holds = "Hold the token in a 'using'", Sets = "Set it for the rest of the flow";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var taken = new HashSet<(SyntaxNode?, string)>();
        foreach (var finding in findings.OrderBy(f => f.Location.SourceSpan.Start))
        {
            if (draft.NodeOf(finding) is not InvocationExpressionSyntax call || call.FirstAncestorOrSelf<StatementSyntax>() is not { } statement) continue;
            var edits = new TextEdits(draft.Text);
            if (title == Sets)
            {
                if (statement is not ExpressionStatementSyntax dropped || NameOf(call) is not { } name) continue;
                if (dropped.Expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discarded) edits.Replace(TextSpan.FromBounds(discarded.SpanStart, call.SpanStart), "");
                else if (dropped.Expression != call) continue;
                edits.Replace(new(name.SpanStart, "Use".Length), "Set");
            }
            else if (statement is { Parent: BlockSyntax or GlobalStatementSyntax })
            {
                if (statement is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declared && declared.UsingKeyword.IsKind(SyntaxKind.None) && !IsDisposed(declared)) edits.Replace(new(declared.SpanStart, 0), "using ");
                else if (statement is ExpressionStatementSyntax { Expression: var expression } && (expression == call || expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } })) edits.Replace(TextSpan.FromBounds(statement.SpanStart, call.SpanStart), $"using var {Free(statement)} = ");
                else continue;
            }
            else
            {
                continue;
            }
            await draft.Take([edits], call, cancel).ConfigureAwait(false);
        }

        string Free(StatementSyntax statement)
        {
            var names = new HashSet<string>(draft.Model.LookupSymbols(statement.SpanStart).Where(s => s is ILocalSymbol or IParameterSymbol).Select(s => s.Name));
            foreach (var name in new[] { "_", "token" }.Concat(Enumerable.Range(2, 100).Select(n => $"token{n}")))
            {
                if (!names.Contains(name) && !UsesDiscard(statement, name) && taken.Add((statement.Parent is GlobalStatementSyntax ? draft.Root : statement.Parent, name))) return name;
            }
            return "token";
        }
    }

    /// <summary>A variable called <c>_</c> would turn the discards around it into assignments.</summary>
    static bool UsesDiscard(StatementSyntax statement, string name) => name == "_" && (statement.Parent is GlobalStatementSyntax ? statement.SyntaxTree.GetRoot() : statement.Parent!).DescendantNodes()
        .Any(n => n is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } && n.Parent != statement && n.SpanStart != statement.SpanStart);

    /// <summary>Where the token is disposed further down, the two of them together are more than an edit.</summary>
    static bool IsDisposed(LocalDeclarationStatementSyntax declared) => declared.Parent is { } block && (declared.Parent is GlobalStatementSyntax ? block.Parent! : block).DescendantNodes()
        .Any(n => n is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" } or ConditionalAccessExpressionSyntax or ArgumentSyntax } name && name.Identifier.ValueText == declared.Declaration.Variables[0].Identifier.ValueText);

    static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name: var name } => name,
        SimpleNameSyntax name => name,
        _ => null,
    };
}
