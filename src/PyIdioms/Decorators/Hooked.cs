using System.ComponentModel;

namespace PyIdioms;

/// <summary>Runs hooks where they cannot be written into the method: around streams, and around tasks of methods that take refs. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Hooked
{
    /// <summary>A stream with hooks around each of its enumerations.</summary>
    public static IAsyncEnumerable<T> Stream<TState, T>(IAsyncEnumerable<T> source, IHooks<TState> hooks, CallSite site) =>
        new HookedStream<TState, T>(source, hooks, site);

    /// <summary>Reports a method that threw before it returned a stream. Always false, for an exception filter.</summary>
    public static bool Failed<TState>(IHooks<TState> hooks, in CallSite site, Exception error)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        var state = hooks.OnEnter(in site);
        hooks.OnExit(in site, ref state, error);
        return false;
    }

    /// <summary>Reports the exit when the task ends.</summary>
    public static async Task Await<TState>(Task task, IHooks<TState> hooks, TState state, CallSite site) =>
        await Await(UnitTask.From(task), hooks, state, site).ConfigureAwait(false);

    /// <inheritdoc cref="Await{TState}(Task, IHooks{TState}, TState, CallSite)"/>
    public static async ValueTask Await<TState>(ValueTask task, IHooks<TState> hooks, TState state, CallSite site) =>
        await Await(UnitTask.From(task), hooks, state, site).ConfigureAwait(false);

    /// <inheritdoc cref="Await{TState}(Task, IHooks{TState}, TState, CallSite)"/>
    public static Task<T> Await<TState, T>(Task<T> task, IHooks<TState> hooks, TState state, CallSite site) =>
        Await(new ValueTask<T>(task), hooks, state, site).AsTask();

    /// <inheritdoc cref="Await{TState}(Task, IHooks{TState}, TState, CallSite)"/>
    public static async ValueTask<T> Await<TState, T>(ValueTask<T> task, IHooks<TState> hooks, TState state, CallSite site)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        Exception? error = null;
        try
        {
            return await task.ConfigureAwait(false);
        }
        catch (Exception e) when ((error = e) is null)
        {
            throw;
        }
        finally
        {
            hooks.OnExit(in site, ref state, error);
        }
    }
}
