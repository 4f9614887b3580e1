using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Security;

/// <summary>Asks for a key of 3,072 bits, and for OAEP.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WeakRsaFix() : TextFix(WeakRsa.Descriptor, "Use 3,072 bits and OAEP")
{
    const string Namespace = "System.Security.Cryptography", Padding = "RSAEncryptionPadding";

    static readonly string Bits = WeakRsa.Recommended.ToString(CultureInfo.InvariantCulture);

    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            var node = draft.NodeOf(finding);
            if (node is BaseObjectCreationExpressionSyntax creation) Size(creation, draft.Edits);
            else if (node is ExpressionSyntax expression) Replace(draft.Root, draft.Model, expression, draft.Edits, cancel);
        }
        return Task.CompletedTask;
    }

    /// <summary>A provider that makes a key of 1,024 bits unless it is told.</summary>
    static void Size(BaseObjectCreationExpressionSyntax creation, TextEdits edits)
    {
        if (creation.ArgumentList is { } list) edits.Replace(new(list.OpenParenToken.Span.End, 0), Bits);
        else if (creation is ObjectCreationExpressionSyntax { Type: var type }) edits.Replace(new(type.Span.End, 0), $"({Bits})");
    }

    static void Replace(SyntaxNode root, SemanticModel model, ExpressionSyntax expression, TextEdits edits, CancellationToken cancel)
    {
        foreach (var written in new WrittenConstants(model, e => IsWrong(e, model, cancel), cancel).In(expression))
        {
            if (WrittenConstants.ConstantOf(written, model, cancel) is { } constant)
            {
                edits.Replace(written.Span, constant is bool ? "true" : Bits);
                continue;
            }
            var isDirect = written is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Pkcs1" };
            if (isDirect) edits.Replace(((MemberAccessExpressionSyntax)written).Name.Span, "OaepSHA256");
            else edits.Replace(written.Span, Padding + ".OaepSHA256");
            if (!isDirect) edits.Import(root, model, written.SpanStart, Padding, Namespace);
        }
    }

    static bool? IsWrong(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel)
    {
        if (WrittenConstants.ConstantOf(expression, model, cancel) is { } constant) return constant is int bits ? bits < WeakRsa.Least : constant is false;
        if (IsPadding(expression, model, cancel) is { } answer) return answer;
        return WrittenConstants.SourceOf(expression, model, cancel) is { } source ? IsPadding(source, model, cancel) : null;
    }

    static bool? IsPadding(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel) =>
        model.GetSymbolInfo(expression, cancel).Symbol is IPropertySymbol { IsStatic: true, ContainingType.Name: Padding, Name: var name } ? name == "Pkcs1" : null;
}
