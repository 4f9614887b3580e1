using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>Says <c>readonly</c>, <c>init</c> or <c>sealed</c> where that is what <c>[Final]</c> means, unless somebody relies on the contrary.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReassignedFinalFix() : TextFix(ReassignedFinal.Descriptor, "Let the compiler see to it")
{
    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(ReassignedFinal.Keyword, out var keyword) || draft.NodeOf(finding).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute) continue;
            var edits = new TextEdits(draft.Text);
            if (!Write(list.Parent, keyword!, edits, out var names)) continue;
            if (finding.Properties.ContainsKey(ReassignedFinal.Replaces)) Remove(attribute, list, edits);
            if (Compiles(draft, edits, names, cancel)) draft.Edits.AddRange(edits.ToImmutable());
        }
        return Task.CompletedTask;
    }

    static bool Write(SyntaxNode? declaration, string keyword, TextEdits edits, out string[] names)
    {
        names = declaration switch
        {
            FieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(v => v.Identifier.ValueText)],
            PropertyDeclarationSyntax property => [property.Identifier.ValueText],
            MethodDeclarationSyntax method => [method.Identifier.ValueText],
            BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
            EventFieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(v => v.Identifier.ValueText)],
            EventDeclarationSyntax raised => [raised.Identifier.ValueText],
            _ => [],
        };
        switch (declaration, keyword)
        {
            case (FieldDeclarationSyntax field, "readonly"):
                edits.Replace(new(field.Declaration.Type.SpanStart, 0), "readonly ");
                return true;
            case (PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }, "init" or "get") when accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.SetAccessorDeclaration)) is { } setter:
                if (keyword == "init") edits.Replace(setter.Keyword.Span, "init");
                else edits.Replace(setter.FullSpan, "");
                return true;
            case (TypeDeclarationSyntax type, "sealed"):
                edits.Replace(new((type.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.PartialKeyword)) is { RawKind: not 0 } partial ? partial : type.Keyword).SpanStart, 0), "sealed ");
                return true;
            case (MemberDeclarationSyntax member, "sealed") when member.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.OverrideKeyword)) is { RawKind: not 0 } replaces:
                edits.Replace(new(replaces.SpanStart, 0), "sealed ");
                return true;
            default:
                return false;
        }
    }

    static void Remove(AttributeSyntax attribute, AttributeListSyntax list, TextEdits edits)
    {
        if (list.Attributes.Count == 1)
        {
            edits.Replace(edits.WholeLines(list), "");
            return;
        }
        var index = list.Attributes.IndexOf(attribute);
        edits.Replace(index == 0 ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart) : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End), "");
    }

    /// <summary>Whether no document that mentions the names has more errors than before.</summary>
    static bool Compiles(Draft draft, TextEdits edits, string[] names, CancellationToken cancel)
    {
        var (before, tree) = (draft.Model.Compilation, draft.Root.SyntaxTree);
        var after = before.ReplaceSyntaxTree(tree, tree.WithChangedText(draft.Text.WithChanges(edits.ToImmutable())));
        return Errors(after) <= Errors(before);

        int Errors(Compilation compilation) => compilation.SyntaxTrees.Where(t => names.Any(WordIndex.Of(t, cancel).Has))
            .Sum(t => compilation.GetSemanticModel(t).GetDiagnostics(cancellationToken: cancel).Count(d => d.Severity == DiagnosticSeverity.Error));
    }
}
