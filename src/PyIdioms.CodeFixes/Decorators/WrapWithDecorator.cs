using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using PyIdioms.Kernel.Decorators;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>Puts a decorator on the method at the caret: an ordinary one becomes a partial declaration and its Core.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(WrapWithDecorator)), Shared]
public sealed class WrapWithDecorator : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        if (await Draft.Of(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } draft || MethodHead.At(draft.Root, context.Span) is not { } head) return;
        if (head.SymbolIn(draft.Model, context.CancellationToken) is not { } method) return;
        var wrapping = new Wrapping(draft, head, method);
        if (!wrapping.IsPossible) return;
        ImmutableArray<CodeAction> actions = [.. OfferedDecorators.For(method, draft.Model, head.Declaration.SpanStart, context.CancellationToken)
            .Select(type => CodeAction.Create($"[{Fit.NameOf(type)}]", cancel => TextFixAll.Apply(context.Document, wrapping.With(type), cancel), type.ToDisplayString()))];
        if (!actions.IsEmpty) context.RegisterRefactoring(CodeAction.Create("Wrap with a decorator", actions, isInlinable: false));
    }
}
