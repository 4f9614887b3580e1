using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.TestKit;

/// <summary>Applies the fixes of a catalogue to a reviewed snippet, as an editor does.</summary>
public sealed class Fixer(Workbench workbench)
{
    /// <summary>An action that a fix offers for a finding.</summary>
    public sealed record Offer(Diagnostic Finding, CodeFixProvider Fix, CodeAction Action);

    /// <summary>What is offered for one finding, in the order an editor shows it.</summary>
    public async Task<ImmutableArray<Offer>> Offers(Reviewed reviewed, Diagnostic finding)
    {
        var offers = ImmutableArray.CreateBuilder<Offer>();
        if (finding.Location.SourceTree?.FilePath != reviewed.Document.FilePath) return [];
        foreach (var fix in workbench.Catalog.FixesOf(finding.Id))
        {
            var context = new CodeFixContext(reviewed.Document, finding, (action, _) => offers.Add(new(finding, fix, action)), CancellationToken.None);
            await fix.RegisterCodeFixesAsync(context).ConfigureAwait(false);
        }
        return offers.ToImmutable();
    }

    /// <summary>The text after Fix All in the document, for every kind of finding; the action is counted from 1.</summary>
    public async Task<string> FixAll(Reviewed reviewed, int action)
    {
        var done = new HashSet<(CodeFixProvider, string, string?)>();
        while (await FirstOffer(reviewed, action, done).ConfigureAwait(false) is { } offer)
        {
            done.Add(KeyOf(offer));
            var provider = offer.Fix.GetFixAllProvider() ?? throw new InvalidOperationException($"{offer.Fix} has no Fix All");
            var context = new FixAllContext(reviewed.Document, offer.Fix, FixAllScope.Document, offer.Action.EquivalenceKey!, [offer.Finding.Id],
                new KnownFindings(reviewed.Findings), CancellationToken.None);
            var all = await provider.GetFixAsync(context).ConfigureAwait(false) ?? throw new InvalidOperationException($"Fix All of {offer.Fix} offers nothing");
            reviewed = await workbench.Review(reviewed.Snippet with { Code = await Apply(all, reviewed.Document).ConfigureAwait(false) }).ConfigureAwait(false);
        }
        return reviewed.Snippet.Code;
    }

    /// <summary>The text after fixing the first finding, reviewing again, and so on until nothing is offered.</summary>
    /// <exception cref="InvalidOperationException">The fixes never end.</exception>
    public async Task<string> FixOneByOne(Reviewed reviewed, int action)
    {
        for (var left = 4 * reviewed.Findings.Length + 4; await FirstOffer(reviewed, action, []).ConfigureAwait(false) is { } offer; left--)
        {
            if (left == 0) throw new InvalidOperationException($"Fixing one by one does not end; the text is now\n{reviewed.Snippet.Code}");
            reviewed = await workbench.Review(reviewed.Snippet with { Code = await Apply(offer.Action, reviewed.Document).ConfigureAwait(false) }).ConfigureAwait(false);
        }
        return reviewed.Snippet.Code;
    }

    async Task<Offer?> FirstOffer(Reviewed reviewed, int action, HashSet<(CodeFixProvider, string, string?)> done)
    {
        foreach (var finding in reviewed.Findings)
        {
            var offers = await Offers(reviewed, finding).ConfigureAwait(false);
            if (offers.ElementAtOrDefault(action - 1) is { } offer && !done.Contains(KeyOf(offer))) return offer;
        }
        return null;
    }

    static (CodeFixProvider, string, string?) KeyOf(Offer offer) => (offer.Fix, offer.Finding.Id, offer.Action.EquivalenceKey);

    /// <summary>What a refactoring offers at a place, nested actions one by one.</summary>
    public static async Task<ImmutableArray<CodeAction>> Offers(CodeRefactoringProvider refactoring, Document document, TextSpan span)
    {
        var offers = ImmutableArray.CreateBuilder<CodeAction>();
        await refactoring.ComputeRefactoringsAsync(new(document, span, action => offers.AddRange(action.NestedActions.IsEmpty ? [action] : action.NestedActions), CancellationToken.None)).ConfigureAwait(false);
        return offers.ToImmutable();
    }

    /// <summary>The text of a document after an action.</summary>
    public static async Task<string> Apply(CodeAction action, Document document)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None).ConfigureAwait(false);
        var change = operations.OfType<ApplyChangesOperation>().Single();
        var text = await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync().ConfigureAwait(false);
        return text.ToString();
    }
}
