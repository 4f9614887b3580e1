using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Keeps the state in an AsyncLocal: a private field, and all uses of it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ThreadBoundStateInAsyncFix() : TextFix(ThreadBoundStateInAsync.Descriptor, "Keep it in an AsyncLocal")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var done = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not ExpressionSyntax used || FieldOf(used, draft.Model, cancel) is not { } field || !done.Add(field)) continue;
            if (Edits(field, draft, cancel) is { } edits) await draft.Take([edits], used, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>The private field that an expression names, which only this document can name.</summary>
    static IFieldSymbol? FieldOf(ExpressionSyntax used, SemanticModel model, CancellationToken cancel) => used.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Select(name => model.GetSymbolInfo(name, cancel).Symbol).OfType<IFieldSymbol>()
        .FirstOrDefault(static f => f is { IsStatic: true, DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 } && (IsThreadLocal(f.Type) || f.GetAttributes().Any(static a => a.AttributeClass?.Name == "ThreadStaticAttribute")));

    static bool IsThreadLocal(ITypeSymbol type) => type is { Name: "ThreadLocal", ContainingNamespace.Name: "Threading" };

    static TextEdits? Edits(IFieldSymbol field, Draft draft, CancellationToken cancel)
    {
        if (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax declaration } variables } declarator) return null;
        if (declaration.SyntaxTree != draft.Root.SyntaxTree || variables.Type is not { } type) return null;
        var edits = new TextEdits(draft.Text);
        edits.Import(draft.Root, draft.Model, declaration.SpanStart, "AsyncLocal", "System.Threading");
        return IsThreadLocal(field.Type) ? FromThreadLocal(declarator, type, edits) : FromThreadStatic(field, declaration, declarator, type, draft, edits, cancel);
    }

    /// <summary>It has the same members; a factory has no equal.</summary>
    static TextEdits? FromThreadLocal(VariableDeclaratorSyntax declarator, TypeSyntax type, TextEdits edits)
    {
        if (declarator.Initializer?.Value is not BaseObjectCreationExpressionSyntax { Initializer: null } creation || creation.ArgumentList is { Arguments.Count: > 0 }) return null;
        foreach (var name in new SyntaxNode[] { type, creation }.SelectMany(static n => n.DescendantNodesAndSelf().OfType<GenericNameSyntax>()).Where(static n => n.Identifier.ValueText == "ThreadLocal"))
        {
            edits.Replace(name.Identifier.Span, "AsyncLocal");
        }
        return edits;
    }

    static TextEdits? FromThreadStatic(IFieldSymbol field, FieldDeclarationSyntax declaration, VariableDeclaratorSyntax declarator, TypeSyntax type, Draft draft, TextEdits edits, CancellationToken cancel)
    {
        if (declaration.AttributeLists is not [{ Attributes.Count: 1 } attribute] || declarator.Initializer is not null || declaration.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)) return null;
        var next = attribute.GetLastToken().GetNextToken();
        edits.Replace(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(attribute.SpanStart, next.SpanStart), "");
        edits.Replace(type.Span, $"readonly AsyncLocal<{type}>");
        edits.Replace(new(declarator.Identifier.Span.End, 0), " = new()");
        foreach (var name in draft.Root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != field.Name || !SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(name, cancel).Symbol, field)) continue;
            if (name.Ancestors().TakeWhile(static a => a is not StatementSyntax).Any(static a => a is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } })) return null;
            edits.Replace(new(name.Span.End, 0), ".Value");
        }
        return edits;
    }
}
