namespace PyIdioms;

/// <summary>The results of one method's latest calls by their arguments. What <see cref="LruCacheAttribute"/> decorates a method with.</summary>
/// <typeparam name="TArgs">The arguments, as a value tuple.</typeparam>
/// <typeparam name="TResult">What the method returns.</typeparam>
public sealed class LruCache<TArgs, TResult> : ILruCache, IArgsDecorator<TArgs, TResult> where TArgs : notnull
{
    readonly LruStore<TArgs, TResult> store;

    /// <summary>An empty cache with the attribute's settings.</summary>
    public LruCache(LruCacheAttribute settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        store = new(settings.MaxSize, settings.Typed ? TypedArgs<TArgs>.Instance : null);
    }

    /// <inheritdoc/>
    public CacheInfo Info => store.Info;

    /// <inheritdoc/>
    public void Clear() => store.Clear();

    /// <summary>The remembered result, or the method's own, which is then remembered.</summary>
    public TResult Around<TCall>(scoped ref TCall call) where TCall : struct, ICall<TArgs, TResult>
    {
        var args = call.Args;
        if (store.TryGet(args, out var known)) return known;
        var result = call.Invoke();
        store.Keep(args, result);
        return result;
    }
}
