using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using PyIdioms.Kernel.Decorators;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>Makes one ordinary method again of the decorated method at the caret and its Core.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(UnwrapDecorators)), Shared]
public sealed class UnwrapDecorators : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await Draft.Of(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } draft || MethodHead.At(draft.Root, context.Span) is not { } head) return;
        if (head.SymbolIn(draft.Model, context.CancellationToken) is not { } method || Decorated.Of(method) is not { } decorated) return;
        if (Unwrapping.Of(draft, decorated, context.CancellationToken) is not { } edits) return;
        context.RegisterRefactoring(CodeAction.Create($"Unwrap '{decorated.Declaration.Name}'", cancel => TextFixAll.Apply(context.Document, edits, cancel), nameof(UnwrapDecorators)));
    }
}
