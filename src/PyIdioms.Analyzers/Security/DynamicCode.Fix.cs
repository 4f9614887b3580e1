using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>Lets data name no types: <c>TypeNameHandling.None</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DynamicCodeFix() : TextFix(DynamicCode.Descriptor, "Use 'TypeNameHandling.None'")
{
    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var model = draft.Model;
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not ExpressionSyntax expression || model.GetTypeInfo(expression, cancel).ConvertedType is not { } converted || Handling(converted) is not { } handling) continue;
            var written = new WrittenConstants(model, e => WrittenConstants.ConstantOf(e, model, cancel) is int kind ? kind != 0 : null, cancel);
            foreach (var wrong in written.In(expression)) draft.Edits.Replace(wrong.Span, handling.ToMinimalDisplayString(model, wrong.SpanStart) + ".None");
        }
        return Task.CompletedTask;
    }

    static ITypeSymbol? Handling(ITypeSymbol type) => type.WithoutNullable() is { Name: "TypeNameHandling", TypeKind: TypeKind.Enum } handling ? handling : null;
}
