namespace PyIdioms;

/// <summary>The one result of a method. What <see cref="OnceAttribute"/> decorates a method with.</summary>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for nothing.</typeparam>
public sealed class Once<TResult>
{
    readonly Lock gate = new();
    TResult result = default!;
    volatile bool isDone;
    bool isRunning;

    /// <summary>Runs the method, or says what it returned.</summary>
    /// <exception cref="InvalidOperationException">The method called itself.</exception>
    public TResult Around<TCall>(scoped ref TCall call) where TCall : struct, ICall<TResult>, allows ref struct
    {
        if (isDone) return result;
        lock (gate)
        {
            if (isDone) return result;
            if (isRunning) throw new InvalidOperationException($"{TCall.Site.Name} runs once and called itself.");
            isRunning = true;
            try
            {
                result = call.Invoke();
                isDone = true;
                return result;
            }
            finally
            {
                isRunning = false;
            }
        }
    }
}

/// <summary><see cref="Once{TResult}"/> for a method that returns a task.</summary>
/// <inheritdoc cref="Once{TResult}"/>
public sealed class AsyncOnce<TResult>
{
    readonly AsyncLruCache<ValueTuple, TResult> first = new(new LruCacheAttribute(1));

    /// <summary>Runs the method, or says what it returned. A run belongs to the caller who started it: when that one cancels, those who waited run the method themselves.</summary>
    public ValueTask<TResult> AroundAsync<TCall>(TCall call) where TCall : struct, IAsyncCall<TResult> => first.AroundAsync(new Keyless<TCall>(call));

    /// <summary>A call whose arguments are no part of its key.</summary>
    readonly struct Keyless<TCall>(TCall call) : IAsyncCall<ValueTuple, TResult> where TCall : struct, IAsyncCall<TResult>
    {
        static CallSite ICall.Site => TCall.Site;
        static bool ICall.IsCancellable => TCall.IsCancellable;
        public CancellationToken CancellationToken => call.CancellationToken;
        public ValueTuple Args => default;
        public ValueTask<TResult> InvokeAsync() => call.InvokeAsync();
        public ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken) => call.InvokeAsync(cancellationToken);
    }
}
