using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>Computes the summary of one method, asking for those of the methods it calls.</summary>
public delegate TSummary Summarize<TSummary>(IMethodSymbol method, Func<IMethodSymbol, TSummary> callee, CancellationToken cancel);

/// <summary>What is known about methods as a whole, computed on demand and once per compilation. Recursion ends in the greatest fixpoint.</summary>
/// <param name="assumed">What a method is assumed to do while it is being computed: the top of the order.</param>
/// <param name="unknown">What is known of a method whose computation was given up.</param>
/// <param name="summarize">The equations; monotone in the callees' summaries.</param>
/// <param name="mostDepth">How deep calls are followed.</param>
/// <remarks>Tarjan's order: the members of a cycle are provisional, computed once a round, until a whole round changes nothing; then all are kept.</remarks>
public sealed class Summaries<TSummary>(TSummary assumed, TSummary unknown, Summarize<TSummary> summarize, int mostDepth = 200) where TSummary : IEquatable<TSummary>
{
    const int MostRounds = 64;

    readonly ConcurrentDictionary<IMethodSymbol, TSummary> known = new(SymbolEqualityComparer.Default);

    /// <summary>The summary of a method.</summary>
    public TSummary Of(IMethodSymbol method, CancellationToken cancel) =>
        known.TryGetValue(method.OriginalDefinition, out var summary) ? summary
        : new Inquiry<TSummary>(known, assumed, unknown, summarize, mostDepth, MostRounds, cancel).Of(method);
}

/// <summary>One question to <see cref="Summaries{TSummary}"/> and the calls that are open while it is answered. Belongs to one thread.</summary>
sealed class Inquiry<TSummary>(
    ConcurrentDictionary<IMethodSymbol, TSummary> known, TSummary assumed, TSummary unknown, Summarize<TSummary> summarize, int mostDepth, int mostRounds, CancellationToken cancel)
    where TSummary : IEquatable<TSummary>
{
    readonly Dictionary<IMethodSymbol, Entry> entries = new(SymbolEqualityComparer.Default);
    readonly List<Entry> open = [];
    readonly List<Entry> provisional = [];
    int changes;

    public TSummary Of(IMethodSymbol asked)
    {
        var method = asked.OriginalDefinition;
        if (known.TryGetValue(method, out var kept)) return kept;
        if (entries.TryGetValue(method, out var entry) && entry.IsCurrent)
        {
            RestOn(entry.Lowest);
            return entry.Value;
        }
        return open.Count < mostDepth ? Compute(method, entry ?? (entries[method] = new(method, assumed))) : unknown;
    }

    TSummary Compute(IMethodSymbol method, Entry entry)
    {
        entry.Open(open.Count);
        open.Add(entry);
        var members = provisional.Count;
        for (var round = 0; ; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = changes;
            var next = round < mostRounds ? summarize(method, Of, cancel) : unknown;
            if (!next.Equals(entry.Value))
            {
                entry.Value = next;
                changes++;
            }
            var isHead = entry.Lowest == entry.Index && entry.IsRestedOn;
            if (!isHead || changes == before || round == mostRounds) break;
            for (; provisional.Count > members; provisional.RemoveAt(provisional.Count - 1)) provisional[provisional.Count - 1].IsCurrent = false;
        }
        open.RemoveAt(open.Count - 1);
        if (entry.Lowest < entry.Index) provisional.Add(entry);
        else Keep(entry, members);
        return entry.Value;
    }

    /// <summary>A cycle's first method is stable: it and all that rested on it are final.</summary>
    void Keep(Entry head, int members)
    {
        known.TryAdd(head.Method, head.Value);
        for (; provisional.Count > members; provisional.RemoveAt(provisional.Count - 1))
        {
            var member = provisional[provisional.Count - 1];
            known.TryAdd(member.Method, member.Value);
        }
    }

    void RestOn(int index)
    {
        for (var i = index; i < open.Count; i++) open[i].Reach(index);
    }

    /// <summary>A method of the inquiry: on the stack of open calls, or provisional until the open method it rests on is stable.</summary>
    sealed class Entry(IMethodSymbol method, TSummary value)
    {
        public IMethodSymbol Method { get; } = method;
        public TSummary Value { get; set; } = value;
        public int Index { get; private set; }
        public int Lowest { get; private set; }
        public bool IsRestedOn { get; private set; }
        public bool IsCurrent { get; set; }

        public void Open(int index) => (Index, Lowest, IsRestedOn, IsCurrent) = (index, index, false, true);

        public void Reach(int index)
        {
            IsRestedOn |= index == Index;
            if (index < Lowest) Lowest = index;
        }
    }
}
