using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>The operations of a body in the order of their kinds, those of a kind in the order of the source, parents first.</summary>
sealed class Listing
{
    /// <summary>Used while operations are listed; one a thread.</summary>
    [ThreadStatic]
    static Stack<IOperation>? spareStack;

    [ThreadStatic]
    static List<(long Key, IOperation Operation)>? spareList;

    readonly IOperation[] operations;

    public Listing(IOperation? root)
    {
        var found = spareList ??= [];
        if (root is not null) Descend(root, found);
        found.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        operations = new IOperation[found.Count];
        for (var i = 0; i < operations.Length; i++) operations[i] = found[i].Operation;
        found.Clear();
    }

    public ArraySegment<IOperation> Of(OperationKind kind)
    {
        var first = FirstFrom(kind);
        return new(operations, first, FirstFrom(kind + 1) - first);
    }

    int FirstFrom(OperationKind kind)
    {
        var (low, high) = (0, operations.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (operations[middle].Kind < kind) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static void Descend(IOperation root, List<(long Key, IOperation Operation)> found)
    {
        var open = spareStack ??= new();
        open.Push(root);
        while (open.Count > 0)
        {
            var next = open.Pop();
            found.Add(((long)next.Kind << 32 | (uint)found.Count, next));
            foreach (var child in next.ChildOperations.Reverse()) open.Push(child);
        }
    }
}
