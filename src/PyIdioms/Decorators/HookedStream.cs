namespace PyIdioms;

/// <summary>A stream whose every enumeration is one observed call, from its first step to its disposal.</summary>
sealed class HookedStream<TState, T>(IAsyncEnumerable<T> source, Func<TState> enter, Hooked.Exit<TState> exit, Hooked.Show<TState>? show) : IAsyncEnumerable<T>
{
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var state = enter();
        Exception? error = null;
        try
        {
            // C# has no yield inside a try with a catch, so each step has its own.
            IAsyncEnumerator<T> items;
            try
            {
                show?.Invoke(ref state);
                items = source.GetAsyncEnumerator(cancellationToken);
            }
            catch (Exception e) when ((error = e) is null)
            {
                throw;
            }
            try
            {
                while (true)
                {
                    bool more;
                    try
                    {
                        more = await items.MoveNextAsync().ConfigureAwait(false);
                    }
                    catch (Exception e) when ((error = e) is null)
                    {
                        throw;
                    }
                    if (!more) break;
                    yield return items.Current;
                }
            }
            finally
            {
                try
                {
                    await items.DisposeAsync().ConfigureAwait(false);
                }
                catch (Exception e) when ((error = e) is null)
                {
                    throw;
                }
            }
        }
        finally
        {
            exit(ref state, error);
        }
    }
}
