using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>Keys and values in the order of their last use; thread-safe. What both caches keep their results in.</summary>
sealed class LruStore<TKey, TValue>(int maxSize, IEqualityComparer<TKey>? comparer) where TKey : notnull
{
    readonly Lock gate = new();
    readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = new(comparer);
    readonly LinkedList<(TKey Key, TValue Value)> byUse = new(); // the latest first
    long hits, misses;

    public CacheInfo Info
    {
        get
        {
            lock (gate) return new(hits, misses, maxSize == LruCacheAttribute.Unlimited ? null : maxSize, nodes.Count);
        }
    }

    /// <summary>Finds a value and counts the hit or the miss.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate) return TryGetLocked(key, out value);
    }

    /// <summary>Finds a value, or puts a new one there as one step.</summary>
    public bool TryGetOrAdd(TKey key, TValue added, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (TryGetLocked(key, out value)) return true;
            Add(key, added);
            return false;
        }
    }

    /// <summary>Keeps a value, unless a caller that ran at the same time has put one there.</summary>
    public void Keep(TKey key, TValue value)
    {
        lock (gate)
        {
            if (!nodes.ContainsKey(key)) Add(key, value);
        }
    }

    /// <summary>Drops a key if it still has this value.</summary>
    public void Drop(TKey key, TValue value)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(key, out var node) || !EqualityComparer<TValue>.Default.Equals(node.Value.Value, value)) return;
            nodes.Remove(key);
            byUse.Remove(node);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            nodes.Clear();
            byUse.Clear();
            hits = misses = 0;
        }
    }

    bool TryGetLocked(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (nodes.TryGetValue(key, out var node))
        {
            hits++;
            if (byUse.First != node)
            {
                byUse.Remove(node);
                byUse.AddFirst(node);
            }
            value = node.Value.Value;
            return true;
        }
        misses++;
        value = default;
        return false;
    }

    void Add(TKey key, TValue value)
    {
        if (maxSize <= 0) return;
        if (nodes.Count == maxSize)
        {
            nodes.Remove(byUse.Last!.Value.Key);
            byUse.RemoveLast();
        }
        nodes.Add(key, byUse.AddFirst((key, value)));
    }
}
