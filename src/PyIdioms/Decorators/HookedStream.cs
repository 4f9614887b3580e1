namespace PyIdioms;

/// <summary>A stream whose every enumeration is one observed call, from its first step to its disposal.</summary>
sealed class HookedStream<TState, T>(IAsyncEnumerable<T> source, IHooks<TState> hooks, CallSite site) : IAsyncEnumerable<T>
{
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var state = hooks.OnEnter(in site);
        Exception? error = null;
        try
        {
            // C# has no yield inside a try with a catch, so each step has its own.
            IAsyncEnumerator<T> items;
            try
            {
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
            hooks.OnExit(in site, ref state, error);
        }
    }
}
