using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes.Decorators;

namespace PyIdioms.Tests.Decorators;

/// <summary>A file that is open in an editor, beside others of its project: what is offered at a caret, and what comes of it.</summary>
sealed class Editor
{
    static readonly WrapWithDecorator Wrapping = new();
    static readonly UnwrapDecorators Unwrapping = new();

    readonly Document document;

    Editor(Document document) => this.document = document;

    /// <summary>Opens the last of the sources.</summary>
    public static Editor Open(params string[] sources)
    {
        var compilation = Generated.Compile(sources);
        var project = new AdhocWorkspace().CurrentSolution.AddProject("Users", "Users", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options).WithParseOptions(Generated.Options).AddMetadataReferences(compilation.References);
        foreach (var tree in compilation.SyntaxTrees) project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        return new(project.Documents.Last());
    }

    public async Task<string> Text() => (await document.GetTextAsync()).ToString();

    /// <summary>Where the names of the methods stand.</summary>
    public async Task<List<TextSpan>> Methods() =>
        [.. (await document.GetSyntaxRootAsync())!.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.Span)];

    public Task<ImmutableArray<CodeAction>> Wraps(TextSpan at) => Offers(Wrapping, at);

    public Task<ImmutableArray<CodeAction>> Unwraps(TextSpan at) => Offers(Unwrapping, at);

    async Task<ImmutableArray<CodeAction>> Offers(CodeRefactoringProvider provider, TextSpan at)
    {
        var offers = ImmutableArray.CreateBuilder<CodeAction>();
        await provider.ComputeRefactoringsAsync(new(document, at, action => offers.AddRange(action.NestedActions.IsEmpty ? [action] : action.NestedActions), TestContext.Current.CancellationToken));
        return offers.ToImmutable();
    }

    public async Task<Editor> Apply(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return new(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!);
    }

    /// <summary>Applies the first offer there is, again and again, until there is none.</summary>
    public async Task<Editor> ApplyAll(Func<Editor, TextSpan, Task<CodeAction?>> offered)
    {
        var editor = this;
        for (var left = 20; left > 0; left--)
        {
            CodeAction? next = null;
            foreach (var name in await editor.Methods())
            {
                if ((next = await offered(editor, name)) is not null) break;
            }
            if (next is null) return editor;
            editor = await editor.Apply(next);
        }
        throw new InvalidOperationException($"It does not end: {await editor.Text()}");
    }

    /// <summary>Takes all decorators off.</summary>
    public Task<Editor> UnwrapAll() => ApplyAll(async (editor, name) => (await editor.Unwraps(name)).FirstOrDefault());

    /// <summary>Puts one decorator on every method that can have it and has none.</summary>
    public Task<Editor> WrapAll(string title) => ApplyAll(async (editor, name) => (await editor.Unwraps(name)).IsEmpty ? (await editor.Wraps(name)).FirstOrDefault(action => action.Title == title) : null);
}
