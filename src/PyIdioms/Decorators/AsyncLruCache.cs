namespace PyIdioms;

/// <summary><see cref="LruCache{TArgs, TResult}"/> for a method that returns a task: callers who ask while it runs share the run, and failures are forgotten.</summary>
/// <inheritdoc cref="LruCache{TArgs, TResult}"/>
public sealed class AsyncLruCache<TArgs, TResult> : ILruCache, IAsyncArgsDecorator<TArgs, TResult> where TArgs : notnull
{
    readonly LruStore<TArgs, Task<TResult>> store;

    /// <summary>An empty cache with the attribute's settings.</summary>
    public AsyncLruCache(LruCacheAttribute settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        store = new(settings.MaxSize, settings.Typed ? TypedArgs<TArgs>.Instance : null);
    }

    /// <inheritdoc/>
    public CacheInfo Info => store.Info;

    /// <inheritdoc/>
    public void Clear() => store.Clear();

    /// <summary>The remembered result, or the method's own, which is then remembered.</summary>
    /// <remarks>A run belongs to the caller who started it. When that caller cancels, those who waited for it run the method themselves.</remarks>
    public ValueTask<TResult> AroundAsync<TCall>(TCall call) where TCall : struct, IAsyncCall<TArgs, TResult>
    {
        var run = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!store.TryGetOrAdd(call.Args, run.Task, out var known)) return Run(call, run);
        return known.IsCompletedSuccessfully ? new(known) : Join(call, known);
    }

    async ValueTask<TResult> Run<TCall>(TCall call, TaskCompletionSource<TResult> run) where TCall : struct, IAsyncCall<TArgs, TResult>
    {
        try
        {
            var result = await call.InvokeAsync().ConfigureAwait(false);
            run.SetResult(result);
            return result;
        }
        catch (OperationCanceledException e)
        {
            store.Drop(call.Args, run.Task);
            run.SetCanceled(e.CancellationToken);
            throw;
        }
        catch (Exception e)
        {
            store.Drop(call.Args, run.Task);
            run.SetException(e);
            _ = run.Task.Exception; // seen: this caller gets it, and there may be no other
            throw;
        }
    }

    async ValueTask<TResult> Join<TCall>(TCall call, Task<TResult> run) where TCall : struct, IAsyncCall<TArgs, TResult>
    {
        try
        {
            return await run.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.IsCanceled && !call.CancellationToken.IsCancellationRequested)
        {
            return await AroundAsync(call).ConfigureAwait(false);
        }
    }
}
