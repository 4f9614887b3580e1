using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Keys and values in the order of their last use; thread-safe. What both caches keep their results in.</summary>
/// <remarks>
/// A hit takes no lock: it counts, and the count is the time of the use. The heap that finds the least recently used learns of uses when it looks for one: what it
/// believed to be the oldest and was used since goes back in with its new time. So each use costs the heap one step at most.
/// </remarks>
sealed class LruStore<TKey, TValue>(int maxSize, IEqualityComparer<TKey>? comparer) where TKey : notnull
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<TKey, Node> nodes = new(comparer);
    readonly PriorityQueue<Node, long> byUse = new();
    readonly bool isLimited = maxSize != LruCacheAttribute.Unlimited;
    long uses; // hits and additions: the clock
    long added, cleared, misses;

    public CacheInfo Info
    {
        get
        {
            lock (gate) return new(Volatile.Read(ref uses) - added - cleared, misses, isLimited ? maxSize : null, nodes.Count);
        }
    }

    /// <summary>Finds a value and counts the hit or the miss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        return TryHit(key, out value) || TryHitOrMiss(key, out value);
    }

    /// <summary>Finds a value, or puts a new one there as one step.</summary>
    public bool TryGetOrAdd(TKey key, TValue added, [MaybeNullWhen(false)] out TValue value)
    {
        if (TryHit(key, out value)) return true;
        lock (gate)
        {
            if (TryHitOrMiss(key, out value)) return true;
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
            if (!nodes.TryGetValue(key, out var node) || !EqualityComparer<TValue>.Default.Equals(node.Value, value)) return;
            nodes.TryRemove(key, out _);
            if (isLimited) byUse.Remove(node, out _, out _);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            nodes.Clear();
            byUse.Clear();
            (cleared, misses) = (Volatile.Read(ref uses) - added, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryHit(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!nodes.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }
        node.Used = Interlocked.Increment(ref uses);
        value = node.Value;
        return true;
    }

    bool TryHitOrMiss(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            if (TryHit(key, out value)) return true;
            misses++;
            return false;
        }
    }

    void Add(TKey key, TValue value)
    {
        if (maxSize <= 0) return;
        if (isLimited && nodes.Count == maxSize) DropOldest();
        added++;
        var now = Interlocked.Increment(ref uses);
        var node = new Node(key, value) { Used = now };
        nodes[key] = node;
        if (isLimited) byUse.Enqueue(node, now);
    }

    void DropOldest()
    {
        while (byUse.TryDequeue(out var oldest, out var believed))
        {
            if (oldest.Used == believed)
            {
                nodes.TryRemove(oldest.Key, out _);
                return;
            }
            byUse.Enqueue(oldest, oldest.Used);
        }
    }

    sealed class Node(TKey key, TValue value)
    {
        public readonly TKey Key = key;
        public readonly TValue Value = value;
        public long Used;
    }
}
