namespace PyIdioms;

/// <summary>What <c>UseX</c> of a context variable returns: it gives the value back that was there before, once, when it is disposed.</summary>
/// <remarks>
/// Handbook, Advanced Async, "contextvars — Async-Safe Context"; PEP 567's <c>Token</c>, of which <see cref="Dispose"/> is <c>var.reset(token)</c>. Rule
/// <c>PYI0312</c> wants it in a <c>using</c>.
/// </remarks>
/// <typeparam name="T">The type of the variable.</typeparam>
public sealed class ContextToken<T> : IDisposable
{
    /// <summary>So many tokens of a flow know the ones before them; without a bound a loop that disposes none would keep them all.</summary>
    const int MostNested = 100;

    readonly object? old;
    readonly ContextSnapshot? snapshot;
    readonly int depth;
    readonly bool isFirst;
    bool isPlain;
    ExecutionContext? before;
    int used;

    internal ContextToken(ContextVar<T> variable, T value, object? old, ExecutionContext? before, ContextSnapshot? snapshot)
    {
        (Variable, Value, this.old, this.before, this.snapshot) = (variable, value, old, before, snapshot);
        if (Top(old) is not { } outer) return;
        depth = outer.depth + 1;
        if (depth < MostNested) return;
        (depth, isFirst, this.before) = (0, true, null);
        this.old = variable.TryRead(old, out var there) ? Holding(variable, (T)there!) : null;
    }

    /// <summary>A value that is set and cannot be given back.</summary>
    internal static ContextToken<T> Holding(ContextVar<T> variable, T value) => new(variable, value, null, null, null) { used = 1, isPlain = true };

    /// <summary>The variable that it belongs to.</summary>
    public ContextVar<T> Variable { get; }

    /// <summary>Whether the variable had a value before: false is Python's <c>Token.MISSING</c>.</summary>
    public bool HasOldValue => Variable.TryRead(old, out _);

    /// <summary>The value that the variable had before.</summary>
    /// <exception cref="InvalidOperationException">It had none.</exception>
    public T OldValue => Variable.TryRead(old, out var value) ? (T)value! : throw new InvalidOperationException($"'{Variable.Name}' had no value before.");

    /// <summary>Whether it has been disposed.</summary>
    public bool IsUsed => Volatile.Read(ref used) != 0;

    /// <summary>The value that it has set.</summary>
    internal T Value { get; }

    /// <summary>What the flow was when the value had been set: where it is so again, nothing else has changed.</summary>
    internal ExecutionContext? After { get; set; }

    /// <summary>Gives the variable the value back that it had before. Out of order it does so too: the value is then that one, as in Python.</summary>
    /// <exception cref="InvalidOperationException">It has been disposed already: Python's <c>RuntimeError</c>.</exception>
    /// <exception cref="ArgumentException">This flow is not the one that the value was set in, nor one that came from it: Python's <c>ValueError</c>.</exception>
    public void Dispose()
    {
        if (IsUsed) throw AlreadyUsed();
        if (After is { } after && before is { } earlier && ReferenceEquals(ExecutionContext.Capture(), after))
        {
            if (Interlocked.Exchange(ref used, 1) != 0) throw AlreadyUsed();
            ExecutionContext.Restore(earlier);
            snapshot?.Keep(Variable, old);
        }
        else
        {
            var stored = Variable.Stored;
            if (!ReferenceEquals(snapshot, ContextSnapshot.Current) || !IsOf(stored)) throw new ArgumentException($"The token of '{Variable.Name}' was made in another context.");
            if (Interlocked.Exchange(ref used, 1) != 0) throw AlreadyUsed();
            Variable.Store(ReferenceEquals(stored, this) ? old : new Rewound(old, Top(stored) ?? Holding(Variable, Value)));
        }
        (before, After) = (null, null);
    }

    InvalidOperationException AlreadyUsed() => new($"The token of '{Variable.Name}' has been used already.");

    /// <summary>Whether what a flow holds came from this token. Behind a plain set, or too many tokens, nobody knows.</summary>
    bool IsOf(object? stored)
    {
        while (Top(stored) is { } token)
        {
            if (ReferenceEquals(token, this) || token.isFirst || token.isPlain) return true;
            stored = token.old;
        }
        return stored is not null;
    }

    static ContextToken<T>? Top(object? stored) => stored as ContextToken<T> ?? (stored as Rewound)?.Top;

    /// <summary>A value that came back while tokens behind it were open: they still belong to the flow.</summary>
    internal sealed class Rewound(object? stored, ContextToken<T> top)
    {
        /// <summary>What counts now: never another of these.</summary>
        public object? Stored { get; } = stored is Rewound again ? again.Stored : stored;

        public ContextToken<T> Top { get; } = top;
    }
}
