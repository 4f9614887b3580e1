using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Analyzers.Performance;

/// <summary>One look-up instead of two: what it says is asked for, kept, or acted on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DoubleLookupFix : CodeFixProvider
{
    const string Preferred = nameof(DoubleLookupFix), Alternative = Preferred + ".TryGetValue";

    public override ImmutableArray<string> FixableDiagnosticIds => [DoubleLookup.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, findings) =>
    {
        var inOrder = findings.OrderBy(d => d.Location.SourceSpan.Start).ToImmutableArray();
        var cancel = context.CancellationToken;
        var plans = await Plans.Of(document, inOrder, cancel).ConfigureAwait(false);
        if (plans is null) return null;
        var edits = new TextEdits(plans.Text);
        foreach (var finding in inOrder)
        {
            var actions = await plans.For(finding, cancel).ConfigureAwait(false);
            var action = context.CodeActionEquivalenceKey == Alternative ? actions.ElementAtOrDefault(1) : actions.FirstOrDefault();
            if (action.Edits is { } chosen && edits.AddRange(chosen.ToImmutable())) plans.Reserve(action);
        }
        return edits.IsEmpty ? null : await TextFixAll.Apply(document, edits.ToImmutable(), cancel).ConfigureAwait(false);
    });

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await Plans.Of(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false) is not { } plans) return;
        var actions = await plans.For(context.Diagnostics[0], context.CancellationToken).ConfigureAwait(false);
        for (var i = 0; i < actions.Length && i < 2; i++)
        {
            var edits = actions[i].Edits!;
            context.RegisterCodeFix(CodeAction.Create(actions[i].Title, cancel => TextFixAll.Apply(context.Document, edits.ToImmutable(), cancel), i == 0 ? Preferred : Alternative), context.Diagnostics);
        }
    }

    /// <summary>An action that compiles: its title, its edits, and the variable it declares.</summary>
    readonly record struct Planned(string Title, TextEdits? Edits, string? Name, SyntaxNode? Member);

    /// <summary>The actions for findings of one document.</summary>
    sealed class Plans(Document document, SyntaxNode root, SemanticModel model, SourceText text)
    {
        readonly HashSet<(SyntaxNode, string)> taken = [];

        public SourceText Text => text;

        public static async Task<Plans?> Of(Document document, ImmutableArray<Diagnostic> findings, CancellationToken cancel) =>
            !findings.IsEmpty && await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is { } root && await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is { } model
                ? new(document, root, model, await document.GetTextAsync(cancel).ConfigureAwait(false)) : null;

        public void Reserve(Planned action)
        {
            if (action is { Name: { } name, Member: { } member }) taken.Add((member, name));
        }

        public async Task<ImmutableArray<Planned>> For(Diagnostic finding, CancellationToken cancel)
        {
            if (LookupPair.Of(finding, root, model, cancel) is not { } pair) return [];
            var actions = ImmutableArray.CreateBuilder<Planned>();
            var slot = new OneSlot(pair, model, root, text);
            var result = new ActsOnResult(pair, model, text);
            var value = new KeepsValue(pair, model, text, name => taken.Contains((pair.Member, name)));
            foreach (var shapes in new[] { slot.Shapes(), result.Shapes(), value.Shapes() })
            {
                foreach (var shape in shapes)
                {
                    if (!await SpeculativeEdit.Compiles(document, model, root, shape.Edits, pair.Check, cancel).ConfigureAwait(false)) continue;
                    actions.Add(new(shape.Title, shape.Edits, shape.Name, pair.Member));
                    break;
                }
            }
            return actions.ToImmutable();
        }
    }
}
