using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Security;

/// <summary>Raises the iterations to the recommended number, and says SHA-256 where SHA-1 is only the default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class WeakKdfFix() : TextFix(WeakKdf.Descriptor, "Raise to the recommended number of iterations")
{
    const string Namespace = "System.Security.Cryptography", Hash = "HashAlgorithmName";

    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!TryRead(finding, WeakKdf.Recommended, out var recommended) || !TryRead(finding, WeakKdf.Least, out var least)) continue;
            var node = draft.NodeOf(finding);
            var rounds = Digits(recommended);
            if (finding.Properties.ContainsKey(WeakKdf.NeedsHash)) NameHash(draft.Root, draft.Model, node, rounds, least, draft.Edits, cancel);
            else if (node is ExpressionSyntax expression) Raise(draft.Model, expression, rounds, least, draft.Edits, cancel);
        }
        return Task.CompletedTask;
    }

    static bool TryRead(Diagnostic finding, string property, out long number)
    {
        number = 0;
        return finding.Properties.TryGetValue(property, out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number);
    }

    static string Digits(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');

    static bool Raise(SemanticModel model, ExpressionSyntax expression, string rounds, long least, TextEdits edits, CancellationToken cancel)
    {
        var low = new WrittenConstants(model, e => WrittenConstants.ConstantOf(e, model, cancel) is int number ? number < least : null, cancel).In(expression).ToList();
        return edits.AddRange([.. low.Select(e => new TextChange(e.Span, rounds))]) && low.Count > 0;
    }

    /// <summary>A constructor that makes do with SHA-1 is told the hash, and the iterations that go with it.</summary>
    static void NameHash(SyntaxNode root, SemanticModel model, SyntaxNode node, string rounds, long least, TextEdits edits, CancellationToken cancel)
    {
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { ArgumentList: { } list } creation) return;
        var argument = node == creation ? null : node as ExpressionSyntax;
        if (argument is not null && !Raise(model, argument, rounds, least, edits, cancel) && WrittenConstants.ConstantOf(argument, model, cancel) is not int) return;
        var isNamed = list.Arguments.Any(a => a.NameColon is not null);
        var hash = (isNamed ? "hashAlgorithm: " : "") + Hash + ".SHA256";
        var added = argument is not null ? $", {hash}" : $", {(isNamed ? "iterations: " : "")}{rounds}, {hash}";
        edits.Import(root, model, creation.SpanStart, Hash, Namespace);
        edits.Replace(new(list.CloseParenToken.SpanStart, 0), added);
    }
}
