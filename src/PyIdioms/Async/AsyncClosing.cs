namespace PyIdioms;

/// <summary>A sequence that is walked in several steps and closed at the end of a block: <c>contextlib.aclosing</c> around an asynchronous generator.</summary>
/// <remarks>
/// <c>await foreach</c> closes what it walks, so that nothing is left behind a <c>break</c>. Walked through this, the sequence stays where it is, as in Python: the next loop or
/// <see cref="NextAsync()"/> goes on there, and the end of the <c>await using</c> block closes it. A step is awaited before the next one: the state machine that the compiler makes of
/// an iterator would come apart under two, and Python refuses the second.
/// </remarks>
/// <typeparam name="T">What the sequence gives.</typeparam>
public sealed class AsyncClosing<T> : IAsyncEnumerable<T>, IAsyncDisposable
{
    readonly IAsyncEnumerator<T> walk;
    int isRunning;

    internal AsyncClosing(IAsyncEnumerator<T> walk) => this.walk = walk;

    /// <summary>The next element: <c>await anext(it)</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none, Python's <c>StopAsyncIteration</c>; or the step before has not ended, <c>RuntimeError</c>.</exception>
    public async ValueTask<T> NextAsync()
    {
        Enter();
        try
        {
            return await walk.NextAsync().ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
        }
    }

    /// <summary>The next element, or another if there is none: <c>await anext(it, default)</c>.</summary>
    /// <exception cref="InvalidOperationException">The step before has not ended.</exception>
    public async ValueTask<T> NextAsync(T fallback)
    {
        Enter();
        try
        {
            return await walk.NextAsync(fallback).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
        }
    }

    /// <summary>Walks on from where the sequence is; leaving the loop does not close it.</summary>
    /// <param name="cancellationToken">Checked before each step. The sequence itself got its token when it was opened.</param>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Enter();
            T next;
            try
            {
                if (!await walk.MoveNextAsync().ConfigureAwait(false)) yield break;
                next = walk.Current;
            }
            finally
            {
                Volatile.Write(ref isRunning, 0);
            }
            yield return next;
        }
    }

    /// <summary>For <c>await foreach</c> and <c>await using</c>: whether to go on where they began.</summary>
    /// <param name="continueOnCapturedContext">False for anywhere.</param>
    public ConfiguredAsyncStream<T> ConfigureAwait(bool continueOnCapturedContext) => new(this, continueOnCapturedContext);

    /// <summary>Closes the sequence: its <c>finally</c> blocks run to their end. What was never begun runs nothing.</summary>
    /// <exception cref="InvalidOperationException">The step before has not ended.</exception>
    public async ValueTask DisposeAsync()
    {
        Enter();
        try
        {
            await walk.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
        }
    }

    void Enter()
    {
        if (Interlocked.Exchange(ref isRunning, 1) != 0) throw new InvalidOperationException("The step before has not ended: await it first.");
    }
}
