using Microsoft.Extensions.Caching.Hybrid;

namespace PyIdioms;

/// <summary>The results of a method that returns a task, in a <see cref="HybridCache"/>: shared by all instances, and by all processes that share its second level.</summary>
/// <typeparam name="TArgs">The method's arguments.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
/// <param name="method">A type that stands for the method with its type arguments; its name is the beginning of every key.</param>
/// <remarks>Callers who ask for one key at the same time share one run, which is <see cref="HybridCache"/>'s own promise. How much is kept, and how long, is its configuration.</remarks>
public sealed class HybridLruCache<TArgs, TResult>(Type method) where TArgs : notnull
{
    readonly string[] tags = [$"{method}{typeof(TArgs)}{typeof(TResult)}"];
    long calls, runs;

    /// <summary>How this process's calls did: what is kept is not counted.</summary>
    public CacheInfo Info
    {
        get
        {
            var missed = Interlocked.Read(ref runs);
            return new(Math.Max(0, Interlocked.Read(ref calls) - missed), missed, MaxSize: null, CurrentSize: 0);
        }
    }

    /// <summary>Forgets all results of the method, for everybody, and this process's counts.</summary>
    public ValueTask ClearAsync(HybridCache cache, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cache);
        Interlocked.Exchange(ref calls, 0);
        Interlocked.Exchange(ref runs, 0);
        return cache.RemoveByTagAsync(tags[0], cancellationToken);
    }

    /// <summary>The remembered result, or the method's own, which is then remembered.</summary>
    public ValueTask<TResult> AroundAsync<TCall>(TCall call, HybridCache cache) where TCall : struct, IAsyncCall<TArgs, TResult>
    {
        ArgumentNullException.ThrowIfNull(cache);
        Interlocked.Increment(ref calls);
        return cache.GetOrCreateAsync(
            CacheKey.Of(tags[0], call.Args),
            (Cache: this, Call: call),
            static (state, token) =>
            {
                Interlocked.Increment(ref state.Cache.runs);
                return state.Call.InvokeAsync(token);
            },
            tags: tags,
            cancellationToken: call.CancellationToken);
    }
}
