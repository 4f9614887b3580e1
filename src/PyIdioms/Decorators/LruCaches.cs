using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>One cache per instance, for a decorated instance method. A cache does not keep its instance alive.</summary>
/// <typeparam name="TCache">The cache of one instance.</typeparam>
/// <param name="create">Makes an empty cache.</param>
public sealed class LruCaches<TCache>(Func<TCache> create) where TCache : class, ILruCache
{
    readonly ConditionalWeakTable<object, TCache> caches = [];

    /// <summary>The cache of an instance, made at its first call.</summary>
    public TCache Of(object instance) =>
        caches.TryGetValue(instance, out var cache) ? cache : caches.GetValue(instance, _ => create());
}
