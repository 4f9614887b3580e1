using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using PyIdioms.CodeFixes;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace PyIdioms.Analyzers.Async;

/// <summary>Awaits instead, making functions async up the callers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BlockingOnAsyncFix : CodeFixProvider
{
    const string Title = "Await instead";

    static readonly FixTogether Together = new(Carry);

    public override ImmutableArray<string> FixableDiagnosticIds => [BlockingOnAsync.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => Together;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if (await Of(context.Document, finding, context.CancellationToken).ConfigureAwait(false) is null) continue;
            context.RegisterCodeFix(Together.One(Title, nameof(BlockingOnAsyncFix), context.Document, finding), finding);
        }
    }

    static async Task Carry(Document document, Diagnostic finding, string key, Edits edits, CancellationToken cancel)
    {
        if (await Of(document, finding, cancel).ConfigureAwait(false) is not var (wait, function)) return;
        edits.Rewrite(document, wait, nameof(BlockingOnAsyncFix), current => Awaited((ExpressionSyntax)current, wait));
        await function.MakeAsync(edits, cancel).ConfigureAwait(false);
    }

    /// <summary>The whole expression that blocks, and the function around it; null where an await cannot stand in its place.</summary>
    static async Task<(ExpressionSyntax Wait, AsyncFunction Function)?> Of(Document document, Diagnostic finding, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (model is null || root?.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name || access.Name != name) return null;
        ExpressionSyntax wait = access.Parent is InvocationExpressionSyntax call && call.Expression == access ? call : access;
        if (TaskOf(wait) is null || !AsyncFunction.AllowsAwait(wait) || IsTrapped(wait)) return null;
        var function = AsyncFunction.Around(wait, document, model);
        return function.IsAsync || function.ReturnsCanAwait && await function.CanBecomeAsync(cancel).ConfigureAwait(false) ? (wait, function) : null;
    }

    /// <summary>What waits for a variable by reference, or by pattern, cannot be moved.</summary>
    static bool IsTrapped(ExpressionSyntax wait) => wait.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax
        || wait.Parent is not ExpressionStatementSyntax && wait is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "WaitAll" or "WaitAny" } };

    /// <summary>The task that a wait is for, to be awaited; null where the wait gives something else, or ends before the task does.</summary>
    static ExpressionSyntax? TaskOf(ExpressionSyntax wait) => wait switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var task } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access, ArgumentList.Arguments: var arguments } call => name switch
        {
            "GetResult" when access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter", Expression: var task } } => task,
            "Wait" when arguments.Count == 0 => access.Expression,
            "WaitAll" or "WaitAny" when arguments.All(static a => a.Expression is not LiteralExpressionSyntax) => Renamed(call, access, name),
            _ => null,
        },
        _ => null,
    };

    static ExpressionSyntax Renamed(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, string name) =>
        call.WithExpression(access.WithName(IdentifierName(name == "WaitAll" ? "WhenAll" : "WhenAny")));

    static ExpressionSyntax Awaited(ExpressionSyntax current, ExpressionSyntax wait)
    {
        var awaited = AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), TaskOf(current)!.WithoutTrivia());
        ExpressionSyntax whole = wait.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax
            or PostfixUnaryExpressionSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax or SwitchExpressionSyntax or WithExpressionSyntax or RangeExpressionSyntax
            ? ParenthesizedExpression(awaited) : awaited;
        return whole.WithTriviaFrom(current).WithAdditionalAnnotations(Simplifier.Annotation);
    }
}
