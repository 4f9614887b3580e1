using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace PyIdioms;

/// <summary>Handles the exceptions of a group by their types and lets the others leave: Python's <c>except*</c>.</summary>
/// <remarks>
/// Handbook, Exception Mastery, "ExceptionGroup"; PEP 654. Handlers are asked in order when the chain ends, and each gets, once, those that no earlier one got, in
/// a group of the shape of the whole. What nobody handled leaves with its tree intact, what a handler <see cref="ExceptionGroup.Reraise">raises again</see> in the
/// same tree, and what a handler throws beside it. <see cref="OperationCanceledException"/> has the part of <c>BaseException</c>: only a handler for it, or for
/// what derives from it, gets it. Rules <c>PYI0606</c> and <c>PYI0607</c>.
/// </remarks>
[StackTraceHidden]
public sealed class ExceptStar
{
    readonly Exception caught;
    readonly List<(Type[] Types, Func<ExceptionGroup, Task?> Handle)> handlers = [];

    ExceptStar(Exception caught) => this.caught = caught;

    /// <summary>Begins with what was caught. An exception that is no group is wrapped for its handler, and leaves as it is if it has none.</summary>
    /// <param name="caught">The exception.</param>
    /// <exception cref="ArgumentNullException">The exception is null.</exception>
    public static ExceptStar Of(Exception caught)
    {
        ArgumentNullException.ThrowIfNull(caught);
        return new(caught);
    }

    /// <summary>Handles the exceptions of a type, and those derived from it: <c>except* T as group:</c>.</summary>
    /// <param name="handler">Gets them in a group.</param>
    /// <exception cref="ArgumentNullException">The handler is null.</exception>
    /// <exception cref="ArgumentException">The type is one of groups, which are looked into: Python's <c>TypeError</c>.</exception>
    public ExceptStar On<T>(Action<ExceptionGroup> handler) where T : Exception => Add(handler, typeof(T));

    /// <inheritdoc cref="On{T}(Action{ExceptionGroup})"/>
    public ExceptStar On<T>(Func<ExceptionGroup, Task> handler) where T : Exception => Add(handler, typeof(T));

    /// <summary>Handles the exceptions of either type: <c>except* (T1, T2) as group:</c>.</summary>
    /// <inheritdoc cref="On{T}(Action{ExceptionGroup})"/>
    public ExceptStar On<T1, T2>(Action<ExceptionGroup> handler) where T1 : Exception where T2 : Exception => Add(handler, typeof(T1), typeof(T2));

    /// <inheritdoc cref="On{T1, T2}(Action{ExceptionGroup})"/>
    public ExceptStar On<T1, T2>(Func<ExceptionGroup, Task> handler) where T1 : Exception where T2 : Exception => Add(handler, typeof(T1), typeof(T2));

    /// <summary>Handles the exceptions of any of three types.</summary>
    /// <inheritdoc cref="On{T}(Action{ExceptionGroup})"/>
    public ExceptStar On<T1, T2, T3>(Action<ExceptionGroup> handler) where T1 : Exception where T2 : Exception where T3 : Exception => Add(handler, typeof(T1), typeof(T2), typeof(T3));

    /// <inheritdoc cref="On{T1, T2, T3}(Action{ExceptionGroup})"/>
    public ExceptStar On<T1, T2, T3>(Func<ExceptionGroup, Task> handler) where T1 : Exception where T2 : Exception where T3 : Exception => Add(handler, typeof(T1), typeof(T2), typeof(T3));

    /// <summary>Runs the handlers and throws what is left; returns where nothing is.</summary>
    /// <exception cref="InvalidOperationException">A handler is still running: it is asynchronous, and the chain ends in <see cref="ThrowRestAsync"/>.</exception>
    public void ThrowRest()
    {
        var clauses = new Clauses(caught);
        foreach (var (types, handle) in handlers)
        {
            if (clauses.Take(types) is not { } group) continue;
            var hasEnded = true;
            try
            {
                hasEnded = HasEnded(handle(group));
            }
            catch (Exception raised)
            {
                clauses.Raised(group, raised);
            }
            if (!hasEnded) throw new InvalidOperationException($"The handler of {types[0]} is asynchronous: await {nameof(ThrowRestAsync)}().", caught);
        }
        Leave(clauses);
    }

    /// <summary>Runs the handlers, one after the other, and throws what is left; ends where nothing is.</summary>
    public async Task ThrowRestAsync()
    {
        var clauses = new Clauses(caught);
        foreach (var (types, handle) in handlers)
        {
            if (clauses.Take(types) is not { } group) continue;
            try
            {
                // The next handler may belong to the thread that this one began on, as code behind an await of the user's would.
                if (handle(group) is { } running) await running.ConfigureAwait(true);
            }
            catch (Exception raised)
            {
                clauses.Raised(group, raised);
            }
        }
        Leave(clauses);
    }

    /// <summary>Whether a handler has ended; throws what it threw.</summary>
    static bool HasEnded(Task? running)
    {
        if (running is null) return true;
        if (!running.IsCompleted) return false;
        running.GetAwaiter().GetResult();
        return true;
    }

    static void Leave(Clauses clauses)
    {
        if (clauses.Left() is { } left) ExceptionDispatchInfo.Throw(left);
    }

    ExceptStar Add(Action<ExceptionGroup> handler, params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(group =>
        {
            handler(group);
            return null;
        }, types);
    }

    ExceptStar Add(Func<ExceptionGroup, Task?> handler, params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(handler);
        foreach (var type in types)
        {
            if (typeof(AggregateException).IsAssignableFrom(type)) throw new ArgumentException($"{type} is a type of groups: handlers are for what is in them.");
        }
        handlers.Add((types, handler));
        return this;
    }
}
