using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>The values of all context variables at a moment, to run code with: Python's <c>copy_context()</c>.</summary>
/// <remarks>
/// Handbook, Advanced Async, "contextvars — Async-Safe Context"; PEP 567's <c>Context</c>. It maps variables that are set to their values. What code sets that runs
/// in it stays in it, for the next run, and does not reach the caller. Whatever else flows with <see cref="ExecutionContext"/> is captured with it.
/// </remarks>
public sealed class ContextSnapshot : IReadOnlyDictionary<ContextVar, object?>
{
    static readonly AsyncLocal<ContextSnapshot?> Entered = new();

    /// <summary>Before a first snapshot runs anything, nobody has to ask which one does.</summary>
    static volatile bool isAnyEntered;

    readonly ExecutionContext captured;
    readonly Lock writing = new();
    readonly Dictionary<ContextVar, object?> written;
    int running;

    ContextSnapshot(ExecutionContext captured, IDictionary<ContextVar, object?> written) => (this.captured, this.written) = (captured, new(written));

    /// <summary>The values of the flow that calls it: <c>copy_context()</c>.</summary>
    public static ContextSnapshot Copy() => new(Capture(), new Dictionary<ContextVar, object?>());

    /// <summary>The values that a snapshot has now: <c>context.copy()</c>.</summary>
    /// <param name="snapshot">The snapshot, which goes its own way from here.</param>
    /// <exception cref="ArgumentNullException">The snapshot is null.</exception>
    public static ContextSnapshot Copy(ContextSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new(snapshot.captured, snapshot.Written());
    }

    /// <summary>Runs code with these values: <c>context.run(action)</c>.</summary>
    /// <param name="action">The code.</param>
    /// <exception cref="ArgumentNullException">The code is null.</exception>
    /// <exception cref="InvalidOperationException">Code runs in it already: Python's <c>RuntimeError</c>.</exception>
    public void Run(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Run(() =>
        {
            action();
            return true;
        });
    }

    /// <summary>Runs code with these values and returns what it returns.</summary>
    /// <inheritdoc cref="Run(Action)"/>
    public T Run<T>(Func<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (ReferenceEquals(Current, this) || Interlocked.Exchange(ref running, 1) != 0) throw new InvalidOperationException("Code runs in this snapshot already.");
        try
        {
            return Enter(action);
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }

    /// <summary>Runs asynchronous code with these values: <c>create_task(work(), context=context)</c>.</summary>
    /// <param name="work">The code. It begins at once; several may run in one snapshot.</param>
    /// <param name="cancellationToken">Given to the code; where it is cancelled already, the code does not begin.</param>
    /// <exception cref="ArgumentNullException">The code is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Enter(() => Begin(work, cancellationToken));

        static async Task Begin(Func<CancellationToken, Task> work, CancellationToken cancel) => await work(cancel).ConfigureAwait(false);
    }

    /// <summary>Runs asynchronous code with these values and returns what it returns.</summary>
    /// <inheritdoc cref="RunAsync(Func{CancellationToken, Task}, CancellationToken)"/>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Enter(() => Begin(work, cancellationToken));

        static async Task<T> Begin(Func<CancellationToken, Task<T>> work, CancellationToken cancel) => await work(cancel).ConfigureAwait(false);
    }

    /// <summary>How many variables are set.</summary>
    public int Count => Read().Count;

    /// <summary>The variables that are set.</summary>
    public IEnumerable<ContextVar> Keys => Read().Keys;

    /// <summary>Their values.</summary>
    public IEnumerable<object?> Values => Read().Values;

    /// <summary>The value of a variable: <c>context[var]</c>.</summary>
    /// <param name="key">The variable.</param>
    /// <exception cref="KeyNotFoundException">It is not set; a default does not count.</exception>
    public object? this[ContextVar key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"'{key.Name}' is not set.");

    /// <summary>Whether a variable is set: <c>var in context</c>.</summary>
    /// <param name="key">The variable.</param>
    public bool ContainsKey(ContextVar key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(ContextVar key, [MaybeNullWhen(false)] out object? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.TryRead(StoredOf(key), out value);
    }

    /// <summary>The value of a variable, or another one where it is not set: <c>context.get(var, fallback)</c>.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="otherwise">What to return where it is not set.</param>
    public T Get<T>(ContextVar<T> variable, T otherwise) => TryGetValue(variable, out var value) ? (T)value! : otherwise;

    /// <summary>The variables that are set, each with its value, in no order.</summary>
    public IEnumerator<KeyValuePair<ContextVar, object?>> GetEnumerator() => Read().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The snapshot that this flow runs in.</summary>
    internal static ContextSnapshot? Current => isAnyEntered ? Entered.Value : null;

    /// <summary>Keeps what code has set that runs in it.</summary>
    internal void Keep(ContextVar variable, object? stored)
    {
        lock (writing) written[variable] = stored;
    }

    T Enter<T>(Func<T> action)
    {
        isAnyEntered = true;
        var result = default(T)!;
        ExecutionContext.Run(captured, _ =>
        {
            Entered.Value = this;
            foreach (var (variable, stored) in Written()) variable.Stored = stored;
            result = action();
        }, null);
        return result;
    }

    object? StoredOf(ContextVar variable)
    {
        lock (writing)
        {
            if (written.TryGetValue(variable, out var own)) return own;
        }
        object? stored = null;
        ExecutionContext.Run(captured, _ => stored = variable.Stored, null);
        return stored;
    }

    Dictionary<ContextVar, object?> Read()
    {
        var values = new Dictionary<ContextVar, object?>();
        ExecutionContext.Run(captured, _ =>
        {
            var own = Written();
            foreach (var variable in ContextVar.All)
            {
                if (variable.TryRead(own.TryGetValue(variable, out var stored) ? stored : variable.Stored, out var value)) values[variable] = value;
            }
        }, null);
        return values;
    }

    Dictionary<ContextVar, object?> Written()
    {
        lock (writing) return new(written);
    }

    /// <summary>The flow as it is, also where it does not flow into what is started.</summary>
    static ExecutionContext Capture()
    {
        if (!ExecutionContext.IsFlowSuppressed()) return ExecutionContext.Capture()!;
        ExecutionContext.RestoreFlow();
        try
        {
            return ExecutionContext.Capture()!;
        }
        finally
        {
            // Whoever suppressed the flow undoes it: the struct returned here is a second handle to the same thing.
            _ = ExecutionContext.SuppressFlow();
        }
    }
}
