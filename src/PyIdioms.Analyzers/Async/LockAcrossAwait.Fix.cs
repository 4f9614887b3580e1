using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Puts a <c>SemaphoreSlim</c>, which belongs to no thread, in the place of a private lock that only async code takes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LockAcrossAwaitFix() : TextFix(LockAcrossAwait.Descriptor, "Use a SemaphoreSlim")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(LockAcrossAwait.Lock, out var name) || name is null) continue;
            var node = draft.NodeOf(finding);
            if (FieldOf(draft, node, name, cancel) is { } field && Edits(draft, field) is { } edits) await draft.Take([edits], node, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The declaration of a private field of this document that is nothing but a lock.</summary>
    static VariableDeclaratorSyntax? FieldOf(Draft draft, SyntaxNode node, string name, CancellationToken cancel) =>
        draft.Model.LookupSymbols(node.SpanStart, name: name).OfType<IFieldSymbol>().FirstOrDefault() is { DeclaredAccessibility: Accessibility.Private, Type: { SpecialType: SpecialType.System_Object } or { Name: "Lock" } } field
        && field.ContainingType.DeclaringSyntaxReferences.Length == 1
        && field.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == draft.Root.SyntaxTree
        && reference.GetSyntax(cancel) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax, Parent: VariableDeclarationSyntax { Variables.Count: 1 } } declarator ? declarator : null;

    /// <summary>The edits of the field and of all places that take or release the lock; null where it is used in another way.</summary>
    static TextEdits? Edits(Draft draft, VariableDeclaratorSyntax field)
    {
        var name = field.Identifier.ValueText;
        var declaration = (VariableDeclarationSyntax)field.Parent!;
        var edits = new TextEdits(draft.Text);
        edits.Replace(declaration.Type.Span, "SemaphoreSlim");
        edits.Replace(field.Initializer!.Value.Span, "new(1, 1)");
        edits.Import(draft.Root, draft.Model, field.SpanStart, "SemaphoreSlim", "System.Threading");
        foreach (var use in field.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == name) ?? [])
        {
            ExpressionSyntax read = use.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own && own.Name == use ? own : use;
            if (CallOf(read) is not var (call, isTaken) || call.Parent is not ExpressionStatementSyntax) return null;
            if (isTaken && !(AsyncFunction.AllowsAwait(call) && IsInAsync(call))) return null;
            edits.Replace(call.Span, isTaken ? $"await {read}.WaitAsync()" : $"{read}.Release()");
        }
        return edits;
    }

    /// <summary>The call that takes (true) or releases (false) the lock: <c>Monitor.Enter(x)</c>, <c>x.Exit()</c>.</summary>
    static (InvocationExpressionSyntax Call, bool IsTaken)? CallOf(ExpressionSyntax read)
    {
        var call = read.Parent switch
        {
            ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Monitor" } } } given } } => given,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } own } access when access.Expression == read => own,
            _ => null,
        };
        return call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: ("Enter" or "Exit") and var method } } ? (call, method == "Enter") : null;
    }

    static bool IsInAsync(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
