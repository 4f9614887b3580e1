using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace PyIdioms.CodeFixes;

/// <summary>Changes to nodes of several documents, applied together; nested ones compose.</summary>
public sealed class Edits
{
    readonly Dictionary<DocumentId, List<(SyntaxNode At, Action<SyntaxEditor> Change)>> changes = [];
    readonly HashSet<(SyntaxNode Node, string Purpose)> seen = [];

    /// <summary>Rewrites a node once for a purpose, however many findings ask for it; false when it is asked again.</summary>
    public bool Rewrite(Document document, SyntaxNode node, string purpose, Func<SyntaxNode, SyntaxNode> rewrite)
    {
        if (!seen.Add((node, purpose))) return false;
        Add(document, node, editor => editor.ReplaceNode(node, (current, _) => rewrite(current)));
        return true;
    }

    /// <summary>Removes a statement.</summary>
    public void Remove(Document document, SyntaxNode node)
    {
        if (seen.Add((node, nameof(Remove)))) Add(document, node, editor => editor.RemoveNode(node, SyntaxRemoveOptions.KeepUnbalancedDirectives));
    }

    /// <summary>Inserts a statement behind (or before) another.</summary>
    public void Insert(Document document, SyntaxNode beside, SyntaxNode added, bool before)
    {
        if (!seen.Add((beside, added.ToString()))) return;
        Add(document, beside, editor =>
        {
            if (before) editor.InsertBefore(beside, added);
            else editor.InsertAfter(beside, added);
        });
    }

    void Add(Document document, SyntaxNode at, Action<SyntaxEditor> change)
    {
        if (!changes.TryGetValue(document.Id, out var list)) changes[document.Id] = list = [];
        list.Add((at, change));
    }

    public async Task<Solution> Apply(Solution solution, CancellationToken cancel)
    {
        foreach (var entry in changes)
        {
            var root = await solution.GetDocument(entry.Key)!.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            var editor = new SyntaxEditor(root!, solution.Services);
            // Inner ones first: what rewrites the node around them gets them as they are then, and may leave them out.
            foreach (var (_, change) in entry.Value.OrderByDescending(static c => c.At.Ancestors().Count())) change(editor);
            solution = solution.WithDocumentSyntaxRoot(entry.Key, editor.GetChangedRoot());
        }
        return solution;
    }
}
