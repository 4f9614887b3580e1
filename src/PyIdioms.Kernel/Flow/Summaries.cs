using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>Computes one summary, asking for those that it depends on.</summary>
public delegate TSummary Summarize<TKey, TSummary>(TKey key, Func<TKey, TSummary> other, CancellationToken cancel);

/// <summary>Computes the summary of one method, asking for those of the methods it calls.</summary>
public delegate TSummary Summarize<TSummary>(IMethodSymbol method, Func<IMethodSymbol, TSummary> callee, CancellationToken cancel);

/// <summary>What is known about methods as a whole: <see cref="Summaries{TKey, TSummary}"/> by a method's definition.</summary>
public sealed class Summaries<TSummary>(TSummary assumed, TSummary unknown, Summarize<TSummary> summarize, int mostDepth = 200) where TSummary : IEquatable<TSummary>
{
    readonly Summaries<IMethodSymbol, TSummary> all = new(assumed, unknown,
        (method, other, cancel) => summarize(method, callee => other(callee.OriginalDefinition), cancel), SymbolEqualityComparer.Default, mostDepth);

    /// <summary>The summary of a method.</summary>
    public TSummary Of(IMethodSymbol method, CancellationToken cancel) => all.Of(method.OriginalDefinition, cancel);
}

/// <summary>What is known about the parts of a program, computed on demand and once per compilation. Recursion ends in the greatest fixpoint.</summary>
/// <param name="assumed">What is assumed of a part while it is being computed: the top of the order.</param>
/// <param name="unknown">What is known of a part whose computation was given up.</param>
/// <param name="summarize">The equations; monotone in the summaries asked for.</param>
/// <param name="mostDepth">How deep questions are followed.</param>
/// <remarks>Tarjan's order: the members of a cycle are provisional, computed once a round, until a whole round changes nothing; then all are kept.</remarks>
public sealed class Summaries<TKey, TSummary>(TSummary assumed, TSummary unknown, Summarize<TKey, TSummary> summarize, IEqualityComparer<TKey> keys, int mostDepth = 200)
    where TKey : notnull
    where TSummary : IEquatable<TSummary>
{
    const int MostRounds = 64;

    readonly ConcurrentDictionary<TKey, TSummary> known = new(keys);

    /// <summary>The summary of a part.</summary>
    public TSummary Of(TKey key, CancellationToken cancel) =>
        known.TryGetValue(key, out var summary) ? summary
        : new Inquiry<TKey, TSummary>(known, assumed, unknown, summarize, keys, mostDepth, MostRounds, cancel).Of(key);

    /// <summary>Whether the summary is computed: it will not change any more.</summary>
    public bool IsKnown(TKey key) => known.ContainsKey(key);
}

/// <summary>One question to <see cref="Summaries{TKey, TSummary}"/> and those that are open while it is answered. Belongs to one thread.</summary>
sealed class Inquiry<TKey, TSummary>(
    ConcurrentDictionary<TKey, TSummary> known, TSummary assumed, TSummary unknown, Summarize<TKey, TSummary> summarize, IEqualityComparer<TKey> keys, int mostDepth, int mostRounds, CancellationToken cancel)
    where TKey : notnull
    where TSummary : IEquatable<TSummary>
{
    readonly Dictionary<TKey, Entry> entries = new(keys);
    readonly List<Entry> open = [];
    readonly List<Entry> provisional = [];
    int changes;

    public TSummary Of(TKey key)
    {
        if (known.TryGetValue(key, out var kept)) return kept;
        if (entries.TryGetValue(key, out var entry) && entry.IsCurrent)
        {
            RestOn(entry.Lowest);
            return entry.Value;
        }
        return open.Count < mostDepth ? Compute(key, entry ?? (entries[key] = new(key, assumed))) : unknown;
    }

    TSummary Compute(TKey key, Entry entry)
    {
        entry.Open(open.Count);
        open.Add(entry);
        var members = provisional.Count;
        for (var round = 0; ; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = changes;
            var next = round < mostRounds ? summarize(key, Of, cancel) : unknown;
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
        if (entry.Lowest < entry.Index) Adopt(entry, members);
        else Keep(entry, members);
        return entry.Value;
    }

    /// <summary>A part waits for an open one, and with it all that waited for it: its own place on the stack is about to belong to another.</summary>
    void Adopt(Entry entry, int members)
    {
        for (var i = members; i < provisional.Count; i++) provisional[i].Reach(entry.Lowest);
        provisional.Add(entry);
    }

    /// <summary>A cycle's first part is stable: it and all that rested on it are final.</summary>
    void Keep(Entry head, int members)
    {
        known.TryAdd(head.Key, head.Value);
        for (; provisional.Count > members; provisional.RemoveAt(provisional.Count - 1))
        {
            var member = provisional[provisional.Count - 1];
            known.TryAdd(member.Key, member.Value);
        }
    }

    void RestOn(int index)
    {
        for (var i = index; i < open.Count; i++) open[i].Reach(index);
    }

    /// <summary>A part of the inquiry: on the stack of open questions, or provisional until the open one it rests on is stable.</summary>
    sealed class Entry(TKey key, TSummary value)
    {
        public TKey Key { get; } = key;
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
