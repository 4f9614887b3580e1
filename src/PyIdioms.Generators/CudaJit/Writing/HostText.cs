using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Njit;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>A Core as loops over the threads of a grid: what runs where there is no device.</summary>
static class HostText
{
    /// <summary>Null, with a report, where it cannot be said in loops.</summary>
    public static HostCode? Write(KernelCode code, FreshNames names, Refusals refusals)
    {
        var grid = new GridLoops(names);
        var edits = new TokenEdits();
        var words = code.Node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Select(node => (Node: node, Operation: code.At(node))).Where(static w => w.Operation is not null && w.Operation.Syntax == w.Node)
            .Select(static w => (w.Node, Operation: w.Operation!, Word: KernelWords.Of(w.Operation!))).Where(static w => w.Word is not null).ToList();
        // Where a kernel asks for places in the grid alone, blocks need no loops of their own.
        var isFlat = words.All(static w => w.Word is Word.Grid or Word.GridSize or Word.Local or Word.Atomic);
        grid.IsKept = words.Exists(static w => w.Word == Word.SyncThreads);
        foreach (var (node, operation, word) in words)
        {
            switch (word!.Value)
            {
                case Word.Grid or Word.GridSize: edits.ReplaceAll(node, grid.Place(word.Value, WordUse.AxesOf((IInvocationOperation)operation), isFlat)); break;
                case Word.Shared or Word.Local: edits.ReplaceAll(node, grid.Memory(word.Value, (IInvocationOperation)operation)); break;
                case Word.Atomic: WriteAtomic(edits, (InvocationExpressionSyntax)node); break;
                case Word.SyncThreads: break;
                case var index: WriteIndex(edits, node, index, grid); break;
            }
        }
        var text = grid.IsKept
            ? BarrierText.Write(code, grid, edits, names, refusals)
            : Threads(code, grid, edits, names, isFlat);
        if (text is null) return null;
        return new(grid.Blocks, grid.Threads, words.Exists(static w => w.Word == Word.Atomic) ? $"{{\nlock (global::PyIdioms.Gpu.HostAtomic.Turn)\n{text}\n}}" : text);
    }

    /// <summary>A thread after the other.</summary>
    static string Threads(KernelCode code, GridLoops grid, TokenEdits edits, FreshNames names, bool isFlat)
    {
        var end = names.Next("next");
        var leaves = Leaving.Write(code.Statements, edits, end);
        var body = code.Bodied(edits.Write(code.Node));
        if (leaves) body = $"{{\n{body}\n{end}: ;\n}}";
        return $"{{\n{grid.Setting(isFlat)}unchecked\n{{\n{(isFlat ? grid.FlatLoops : grid.BlockLoops + grid.ThreadLoops)}{body}\n}}\n}}";
    }

    /// <summary>Blocks come one after the other, and so do launches with atomics: nobody comes between.</summary>
    static void WriteAtomic(TokenEdits edits, InvocationExpressionSyntax call)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var type }) edits.ReplaceAll(type, "global::PyIdioms.Gpu.HostAtomic");
        else edits.Before(call.GetFirstToken(), "global::PyIdioms.Gpu.HostAtomic.");
    }

    /// <summary><c>Cuda.ThreadIdx.X</c> is a variable of a loop; <c>Cuda.ThreadIdx</c> alone is made of three.</summary>
    static void WriteIndex(TokenEdits edits, ExpressionSyntax node, Word word, GridLoops grid)
    {
        if (node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "X" or "Y" or "Z" } part && part.Expression == node) edits.ReplaceAll(part, grid.Index(word, part.Name.Identifier.ValueText));
        else edits.ReplaceAll(node, $"new global::PyIdioms.Dim3({grid.Index(word, "X")}, {grid.Index(word, "Y")}, {grid.Index(word, "Z")})");
    }
}
