using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms;

/// <summary>What was added to a collection of a builder. A value: adding gives another one, and no two branches see each other's items. Generated code uses it.</summary>
/// <remarks>A few items lie in an array of their own length, which an immutable array takes over as it is; more lie in a shared one that grows, of which each branch sees its part.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BuilderItems<T>
{
    /// <summary>Up to here an array is copied for each item: it costs less than room to grow. What grows holds more, so that few items need not be asked what they lie in.</summary>
    const int Few = 8;

    readonly object? store;
    readonly int count;

    BuilderItems(object? store, int count) => (this.store, this.count) = (store, count);

    /// <summary>No collection at all: null, which is not the same as an empty one.</summary>
    public static BuilderItems<T> Null => new(NoItems.Nothing, 0);

    /// <summary>Whether there is no collection.</summary>
    public bool IsNull => ReferenceEquals(store, NoItems.Nothing);

    /// <summary>The items, in the order in which they were added.</summary>
    public ReadOnlySpan<T> Span => count == 0 ? default : count > Few && store is Growing growing ? new ReadOnlySpan<T>(growing.Items, 0, count) : Exact;

    /// <summary>The array of their own in which the items lie, unless they lie in one that grows; there are some.</summary>
    T[] Exact => Unsafe.As<T[]>(store!);

    /// <summary>The items of a collection; null stays null.</summary>
    public static BuilderItems<T> From(IEnumerable<T>? items) => items is null ? Null : default(BuilderItems<T>).AddRange(items);

    /// <inheritdoc cref="From(IEnumerable{T})"/>
    public static BuilderItems<T> From(ImmutableArray<T> items) => Of(ImmutableCollectionsMarshal.AsArray(items) ?? []);

    /// <inheritdoc cref="From(IEnumerable{T})"/>
    public static BuilderItems<T> From(ImmutableArray<T>? items) => items is { } array ? From(array) : Null;

    /// <summary>The items and one more.</summary>
    public BuilderItems<T> Add(T item)
    {
        if (count < Few)
        {
            var exact = new T[count + 1];
            if (count > 0) new ReadOnlySpan<T>(Exact, 0, count).CopyTo(exact);
            // An array that was made here is of just this type: there is nothing to check.
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(exact), count) = item;
            return new(exact, count + 1);
        }
        if (store is not Growing growing || !growing.Take(count, 1)) growing = Copied(1);
        growing.Items[count] = item;
        return new(growing, count + 1);
    }

    /// <summary>The items and more of them.</summary>
    public BuilderItems<T> AddRange(ReadOnlySpan<T> items)
    {
        if (count == 0) return Of(items.ToArray());
        if (items.IsEmpty) return this;
        if (count + items.Length <= Few)
        {
            var exact = new T[count + items.Length];
            Span.CopyTo(exact);
            items.CopyTo(exact.AsSpan(count));
            return Of(exact);
        }
        if (store is not Growing growing || !growing.Take(count, items.Length)) growing = Copied(items.Length);
        items.CopyTo(growing.Items.AsSpan(count));
        return new(growing, count + items.Length);
    }

    /// <inheritdoc cref="AddRange(ReadOnlySpan{T})"/>
    public BuilderItems<T> AddRange(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items switch
        {
            T[] array => AddRange((ReadOnlySpan<T>)array),
            List<T> list => AddRange(CollectionsMarshal.AsSpan(list)),
            ImmutableArray<T> array when count == 0 => From(array),
            _ => AddRange([.. items]),
        };
    }

    /// <summary>The items as an array of the caller's own.</summary>
    public T[] ToArray() => Span.ToArray();

    /// <summary>The items as an immutable array, which is mostly the one that they lie in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ImmutableArray<T> ToImmutableArray() => count is > 0 and <= Few ? ImmutableCollectionsMarshal.AsImmutableArray(Exact) : Many();

    /// <summary>The items as a list.</summary>
    public List<T> ToList() => [.. Span];

    /// <summary>The items in a collection, after what it held is removed.</summary>
    /// <exception cref="NotSupportedException">The collection cannot be changed.</exception>
    public TCollection Refill<TCollection>(TCollection collection) where TCollection : ICollection<T>
    {
        collection.Clear();
        foreach (var item in Span) collection.Add(item);
        return collection;
    }

    ImmutableArray<T> Many() => count == 0 ? [] : store is Growing ? [.. Span] : ImmutableCollectionsMarshal.AsImmutableArray(Exact);

    static BuilderItems<T> Of(T[] exact) => new(exact, exact.Length);

    Growing Copied(int more)
    {
        var growing = new Growing(new T[Math.Max(2 * count, count + more)], count + more);
        Span.CopyTo(growing.Items);
        return growing;
    }

    /// <summary>An array with room behind the items of which the first branch that asks for the room gets it; any other copies.</summary>
    sealed class Growing(T[] items, int used)
    {
        int used = used;

        public T[] Items => items;

        public bool Take(int from, int count) => from + count <= items.Length && Interlocked.CompareExchange(ref used, from + count, from) == from;
    }
}

/// <summary>What stands for no collection, once for all types of items.</summary>
static class NoItems
{
    public static readonly object Nothing = new();
}
