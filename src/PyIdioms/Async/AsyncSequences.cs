namespace PyIdioms;

/// <summary>Asynchronous sequences step by step, as Python walks its asynchronous generators.</summary>
/// <remarks>Handbook, Advanced Async, "Async Generators", "Async generator with aclose and athrow".</remarks>
public static class AsyncSequences
{
    /// <summary>Begins to walk a sequence, and closes it at the end of the block: <c>async with aclosing(gen) as it</c>.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="cancellationToken">What the sequence gets as its token.</param>
    /// <example><code>await using var ticks = Tick(interval).Closing(); for (var i = 0; i &lt; 3; i++) Show(await ticks.NextAsync());</code></example>
    public static AsyncClosing<T> Closing<T>(this IAsyncEnumerable<T> sequence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return new(sequence.GetAsyncEnumerator(cancellationToken));
    }

    /// <summary>Walks on with an enumerator, and closes it at the end of the block.</summary>
    public static AsyncClosing<T> Closing<T>(this IAsyncEnumerator<T> enumerator)
    {
        ArgumentNullException.ThrowIfNull(enumerator);
        return new(enumerator);
    }

    /// <summary>The next element: <c>await anext(it)</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none: Python's <c>StopAsyncIteration</c>.</exception>
    public static async ValueTask<T> NextAsync<T>(this IAsyncEnumerator<T> enumerator)
    {
        ArgumentNullException.ThrowIfNull(enumerator);
        return await enumerator.MoveNextAsync().ConfigureAwait(false) ? enumerator.Current : throw new InvalidOperationException("The sequence has ended.");
    }

    /// <summary>The next element, or another if there is none: <c>await anext(it, default)</c>.</summary>
    public static async ValueTask<T> NextAsync<T>(this IAsyncEnumerator<T> enumerator, T fallback)
    {
        ArgumentNullException.ThrowIfNull(enumerator);
        return await enumerator.MoveNextAsync().ConfigureAwait(false) ? enumerator.Current : fallback;
    }
}
