using System.ComponentModel;

namespace PyIdioms;

/// <summary>Runs hooks where they cannot be written into the method: around streams, and around tasks of methods that take refs. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Hooked
{
    /// <summary>Ends one observed call.</summary>
    public delegate void Exit<TState>(ref TState state, Exception? error);

    /// <summary>Shows the arguments of one observed call.</summary>
    public delegate void Show<TState>(ref TState state);

    /// <summary>A stream with hooks around each of its enumerations.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="enter">Begins a call.</param>
    /// <param name="exit">Ends it.</param>
    /// <param name="show">Shows its arguments; null for hooks that are shown none.</param>
    public static IAsyncEnumerable<T> Stream<TState, T>(IAsyncEnumerable<T> source, Func<TState> enter, Exit<TState> exit, Show<TState>? show = null) =>
        new HookedStream<TState, T>(source, enter, exit, show);

    /// <summary>Reports a method that threw before it returned a stream. Always false, for an exception filter.</summary>
    public static bool Failed<TState>(Func<TState> enter, Exit<TState> exit, Exception error)
    {
        ArgumentNullException.ThrowIfNull(enter);
        ArgumentNullException.ThrowIfNull(exit);
        var state = enter();
        exit(ref state, error);
        return false;
    }

    /// <summary>Reports the exit when the task ends.</summary>
    public static async Task Await<TState>(Task task, TState state, Exit<TState> exit) =>
        await Await(UnitTask.From(task), state, exit).ConfigureAwait(false);

    /// <inheritdoc cref="Await{TState}(Task, TState, Exit{TState})"/>
    public static async ValueTask Await<TState>(ValueTask task, TState state, Exit<TState> exit) =>
        await Await(UnitTask.From(task), state, exit).ConfigureAwait(false);

    /// <inheritdoc cref="Await{TState}(Task, TState, Exit{TState})"/>
    public static Task<T> Await<TState, T>(Task<T> task, TState state, Exit<TState> exit) =>
        Await(new ValueTask<T>(task), state, exit).AsTask();

    /// <inheritdoc cref="Await{TState}(Task, TState, Exit{TState})"/>
    public static async ValueTask<T> Await<TState, T>(ValueTask<T> task, TState state, Exit<TState> exit)
    {
        ArgumentNullException.ThrowIfNull(exit);
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
            exit(ref state, error);
        }
    }
}
