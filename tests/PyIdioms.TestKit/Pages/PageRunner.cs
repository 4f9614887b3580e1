using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.TestKit.Pages;

/// <summary>Runs a page: every block compiles, every finding is claimed, every claim is found, every fix gives the text shown.</summary>
public sealed class PageRunner(Catalog catalog)
{
    readonly Workbench workbench = new(catalog);
    readonly Fixer fixer = new(new(catalog));

    /// <summary>What does not hold, each with its place on the page; empty where the page holds.</summary>
    public async Task<ImmutableArray<string>> Run(Page page)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        Reviewed? before = null;
        ProgramRun? run = null;
        var additional = ImmutableArray<Fence>.Empty;
        foreach (var fence in page.Fences)
        {
            switch (fence.Kind)
            {
                case FenceKind.Reviewed or FenceKind.Unfixable or FenceKind.Runs:
                    before = await workbench.Review(SnippetOf(page, fence, additional)).ConfigureAwait(false);
                    failures.AddRange(Judge(page, fence, additional, before));
                    additional = [];
                    if (fence.Kind == FenceKind.Unfixable) failures.AddRange(await Offered(page, before, fence).ConfigureAwait(false));
                    run = fence.Kind == FenceKind.Runs ? await ProgramRun.Of(before.Compilation).ConfigureAwait(false) : null;
                    if (run?.Failure is { } failure) failures.Add($"{At(page, fence.FirstLine)} the program failed: {failure}");
                    break;
                case FenceKind.Fixed:
                    failures.AddRange(before is null ? [$"{At(page, fence.FirstLine)} nothing before it to fix"] : await Fixed(page, fence, before).ConfigureAwait(false));
                    break;
                case FenceKind.Generated:
                    if (before is null || !before.Generated.Any(tree => Contains(tree.ToString(), fence.Code)))
                    {
                        failures.Add($"{At(page, fence.FirstLine)} no generated file has these lines; generated:\n{string.Join("\n", before?.Generated.Select(t => $"-- {t.FilePath}\n{t}") ?? [])}");
                    }
                    break;
                case FenceKind.Additional:
                    additional = additional.Add(fence);
                    break;
                case FenceKind.Output:
                    if (run?.Output != fence.Code) failures.Add($"{At(page, fence.FirstLine)} the program prints\n{run?.Output ?? "(no program before it)"}");
                    break;
            }
        }
        failures.AddRange(additional.Select(left => $"{At(page, left.FirstLine)} no block after it has this file"));
        return failures.ToImmutable();
    }

    /// <summary>A page's own rule is on, even if it ships off.</summary>
    Snippet SnippetOf(Page page, Fence fence, ImmutableArray<Fence> additional)
    {
        var severities = fence.Severities;
        if (catalog.RuleOf(page.RuleId) is { Descriptor.IsEnabledByDefault: false } && !severities.ContainsKey(page.RuleId))
        {
            severities = severities.Add(page.RuleId, ReportDiagnostic.Warn);
        }
        return new(fence.Code)
        {
            EditorConfig = fence.EditorConfig,
            Properties = fence.Properties,
            AdditionalFiles = additional.ToImmutableSortedDictionary(file => file.FileName, file => file.Code),
            Severities = severities,
            IsProgram = fence.Kind == FenceKind.Runs,
        };
    }

    static IEnumerable<string> Judge(Page page, Fence fence, ImmutableArray<Fence> additional, Reviewed reviewed)
    {
        foreach (var problem in reviewed.Problems) yield return $"{At(page, fence.FirstLine)} {problem}";

        var byText = reviewed.Findings.ToLookup(finding => additional.FirstOrDefault(file => finding.Location.GetLineSpan().Path == Workbench.PathOf(file.FileName)) ?? fence);
        foreach (var failure in additional.Append(fence).SelectMany(text => Judge(page, text, byText[text]))) yield return failure;
    }

    static IEnumerable<string> Judge(Page page, Fence fence, IEnumerable<Diagnostic> findings)
    {
        var lines = fence.Code.Split('\n');
        var unclaimed = findings.ToList();
        foreach (var claim in Claim.Of(fence.Code))
        {
            var found = unclaimed.FindIndex(claim.Holds);
            if (found >= 0) unclaimed.RemoveAt(found);
            else yield return $"{At(page, fence.FirstLine + claim.Line)} claimed, not found: {claim.Id} {claim.Message}\n    {lines[claim.Line]}";
        }
        foreach (var finding in unclaimed)
        {
            var line = finding.Location.GetLineSpan().StartLinePosition.Line;
            yield return $"{At(page, fence.FirstLine + line)} found, not claimed: {finding.Id}: {finding.GetMessage(null)}\n    {lines.ElementAtOrDefault(line)}";
        }
    }

    async Task<ImmutableArray<string>> Fixed(Page page, Fence fence, Reviewed before)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        var all = await fixer.FixAll(before, fence.Action).ConfigureAwait(false);
        if (all != fence.Code) failures.Add($"{At(page, fence.FirstLine)} Fix All gives another text:\n{all}");

        if (!fence.Together)
        {
            var stepwise = await fixer.FixOneByOne(before, fence.Action).ConfigureAwait(false);
            if (stepwise != all) failures.Add($"{At(page, fence.FirstLine)} fixing one by one gives another text than Fix All:\n{stepwise}");
        }

        var after = await workbench.Review(before.Snippet with { Code = all }).ConfigureAwait(false);
        failures.AddRange(after.Problems.Select(problem => $"{At(page, fence.FirstLine)} the fixed text: {problem}"));
        if (all == before.Snippet.Code) failures.Add($"{At(page, fence.FirstLine)} the fix changes nothing");
        return failures.ToImmutable();
    }

    async Task<ImmutableArray<string>> Offered(Page page, Reviewed reviewed, Fence fence)
    {
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var finding in reviewed.Findings)
        {
            foreach (var offer in await fixer.Offers(reviewed, finding).ConfigureAwait(false))
            {
                failures.Add($"{At(page, fence.FirstLine + finding.Location.GetLineSpan().StartLinePosition.Line)} {finding.Id} has a fix: {offer.Action.Title}");
            }
        }
        return failures.ToImmutable();
    }

    /// <summary>Whether a text has the lines of a block, one after another, all moved right by the same white space.</summary>
    static bool Contains(string text, string block)
    {
        var (lines, wanted) = (text.Split('\n'), block.TrimEnd('\n').Split('\n'));
        return Enumerable.Range(0, Math.Max(0, lines.Length - wanted.Length + 1)).Any(start =>
        {
            var shift = lines[start].Length - wanted[0].Length;
            if (shift < 0 || !string.IsNullOrWhiteSpace(lines[start][..shift])) return false;
            var indent = lines[start][..shift];
            return wanted.Index().All(line => lines[start + line.Index] == (line.Item.Length == 0 ? "" : indent + line.Item));
        });
    }

    static string At(Page page, int line) => $"{page.Name}:{line}";
}
