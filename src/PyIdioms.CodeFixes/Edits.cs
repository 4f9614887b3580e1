using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace PyIdioms.CodeFixes;

/// <summary>Changes to nodes of several documents, applied together; nested ones compose.</summary>
public sealed class Edits
{
    readonly Dictionary<DocumentId, List<Action<SyntaxEditor>>> changes = [];
    readonly HashSet<(SyntaxNode Node, string Purpose)> seen = [];
    readonly Dictionary<SyntaxNode, List<Func<SyntaxNode, SyntaxNode>>> rewrites = [];

    /// <summary>Rewrites a node once for a purpose, however many findings ask for it; false when it is asked again.</summary>
    public bool Rewrite(Document document, SyntaxNode node, string purpose, Func<SyntaxNode, SyntaxNode> rewrite)
    {
        if (!seen.Add((node, purpose))) return false;
        // An editor loses sight of a node that it has replaced, so all that is to become of it is one replacement.
        if (!rewrites.TryGetValue(node, out var steps))
        {
            rewrites[node] = steps = [];
            Add(document, editor => editor.ReplaceNode(node, (current, _) => steps.Aggregate(current, static (at, step) => step(at))));
        }
        steps.Add(rewrite);
        return true;
    }

    /// <summary>Removes a statement.</summary>
    public void Remove(Document document, SyntaxNode node)
    {
        if (seen.Add((node, nameof(Remove)))) Add(document, editor => editor.RemoveNode(node, SyntaxRemoveOptions.KeepUnbalancedDirectives));
    }

    /// <summary>Inserts a statement behind (or before) another.</summary>
    public void Insert(Document document, SyntaxNode beside, SyntaxNode added, bool before)
    {
        if (!seen.Add((beside, added.ToString()))) return;
        Add(document, editor =>
        {
            if (before) editor.InsertBefore(beside, added);
            else editor.InsertAfter(beside, added);
        });
    }

    void Add(Document document, Action<SyntaxEditor> change)
    {
        if (!changes.TryGetValue(document.Id, out var list)) changes[document.Id] = list = [];
        list.Add(change);
    }

    public async Task<Solution> Apply(Solution solution, CancellationToken cancel)
    {
        foreach (var entry in changes)
        {
            var root = await solution.GetDocument(entry.Key)!.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            var editor = new SyntaxEditor(root!, solution.Services);
            foreach (var change in entry.Value) change(editor);
            solution = solution.WithDocumentSyntaxRoot(entry.Key, editor.GetChangedRoot());
        }
        return solution;
    }
}
