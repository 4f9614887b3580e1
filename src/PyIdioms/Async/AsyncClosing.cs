namespace PyIdioms;

/// <summary>A sequence that is walked in several steps and closed at the end of a block: <c>contextlib.aclosing</c> around an asynchronous generator.</summary>
/// <remarks>
/// <c>await foreach</c> closes what it walks, so that nothing is left behind a <c>break</c>. Walked through this, the sequence stays where it is, as in Python: the next loop or
/// <see cref="NextAsync()"/> goes on there, and the end of the <c>await using</c> block closes it.
/// </remarks>
/// <typeparam name="T">What the sequence gives.</typeparam>
public sealed class AsyncClosing<T> : IAsyncEnumerable<T>, IAsyncDisposable
{
    readonly IAsyncEnumerator<T> walk;

    internal AsyncClosing(IAsyncEnumerator<T> walk) => this.walk = walk;

    /// <summary>The next element: <c>await anext(it)</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none: Python's <c>StopAsyncIteration</c>.</exception>
    public ValueTask<T> NextAsync() => walk.NextAsync();

    /// <summary>The next element, or another if there is none: <c>await anext(it, default)</c>.</summary>
    public ValueTask<T> NextAsync(T fallback) => walk.NextAsync(fallback);

    /// <summary>Walks on from where the sequence is; leaving the loop does not close it.</summary>
    /// <param name="cancellationToken">Checked before each step. The sequence itself got its token when it was opened.</param>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await walk.MoveNextAsync().ConfigureAwait(false)) yield break;
            yield return walk.Current;
        }
    }

    /// <summary>Closes the sequence: its <c>finally</c> blocks run to their end. What was never begun runs nothing.</summary>
    public ValueTask DisposeAsync() => walk.DisposeAsync();
}
