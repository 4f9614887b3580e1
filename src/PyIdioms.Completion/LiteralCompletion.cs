using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Completion;

/// <summary>Offers the values of a <c>[Literal]</c> wherever one of them is typed: as an argument, behind <c>=</c>, <c>==</c>, <c>is</c>, <c>case</c> and <c>return</c>, inside of quotes too.</summary>
[ExportCompletionProvider(nameof(LiteralCompletion), LanguageNames.CSharp), Shared]
public sealed class LiteralCompletion : CompletionProvider
{
    static readonly CompletionItemRules Rules = CompletionItemRules.Default.WithMatchPriority(MatchPriority.Preselect);

    public override bool ShouldTriggerCompletion(SourceText text, int caretPosition, CompletionTrigger trigger, OptionSet options) =>
        trigger.Kind is CompletionTriggerKind.Invoke or CompletionTriggerKind.InvokeAndCommitIfUnique || trigger is { Kind: CompletionTriggerKind.Insertion, Character: '"' or '\'' or '(' or ',' or ' ' or '=' or ':' };

    public override async Task ProvideCompletionsAsync(CompletionContext context)
    {
        if (await TypedPlace.Of(context.Document, context.Position, context.CancellationToken).ConfigureAwait(false) is not { } place) return;
        if (await ExpectedValues.At(context.Document, place, context.CancellationToken).ConfigureAwait(false) is not var (contract, model)) return;
        if (place.IsInQuotes) context.CompletionListSpan = place.Span;
        var values = contract.AllowsNull && !contract.Values.Contains(LiteralValue.Null) && !place.IsInQuotes ? contract.Values.Add(LiteralValue.Null) : contract.Values;
        for (var i = 0; i < values.Length; i++)
        {
            if (place.IsInQuotes && values[i].Value is not (string or char)) continue;
            var text = values[i].TextAt(model, place.Span.Start);
            context.AddItem(CompletionItem.Create(text, filterText: place.IsInQuotes ? text : text.Trim('"', '\''), sortText: i.ToString("D4", System.Globalization.CultureInfo.InvariantCulture), tags: [WellKnownTags.Constant], rules: Rules));
        }
    }

    public override Task<CompletionChange> GetChangeAsync(Document document, CompletionItem item, char? commitKey, CancellationToken cancellationToken) =>
        Task.FromResult(CompletionChange.Create(new TextChange(item.Span, item.DisplayText)));
}
