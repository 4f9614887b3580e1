namespace PyIdioms;

/// <summary>Keys and values that every log entry of a flow of code gets: <c>structlog.contextvars</c>.</summary>
/// <remarks>
/// Handbook, Observability, "structlog"; PEP 567. A context variable: what an async method binds does not reach its caller, where Python's leaks out of a
/// coroutine that is awaited directly.
/// </remarks>
public static class LogContext
{
    static readonly ContextVar<KeyValuePair<string, object?>[]> Current = new("log_context", []);

    /// <summary>What is bound, the earliest first: <c>get_contextvars()</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Get() => Current.Value;

    internal static KeyValuePair<string, object?>[] Pairs => Current.Value;

    /// <summary>Binds keys: <c>bind_contextvars(…)</c>. Disposing what comes back gives them the values they had before: <c>with bound_contextvars(…)</c>.</summary>
    /// <returns>To be disposed of when the keys are no longer to be bound; may be dropped by whoever wants them to the end of the flow.</returns>
    public static LogContextTokens Bind(params ReadOnlySpan<(string Key, object? Value)> pairs)
    {
        var before = Current.Value;
        var keys = new string[pairs.Length];
        var now = new List<KeyValuePair<string, object?>>(before);
        for (var i = 0; i < pairs.Length; i++)
        {
            keys[i] = pairs[i].Key;
            Set(now, pairs[i].Key, pairs[i].Value);
        }
        Current.Set([.. now]);
        return new(keys, before);
    }

    /// <summary>Unbinds keys: <c>unbind_contextvars(…)</c>. One that is not bound is no error.</summary>
    public static void Unbind(params ReadOnlySpan<string> keys)
    {
        var left = new List<KeyValuePair<string, object?>>(Current.Value);
        foreach (var key in keys) left.RemoveAll(p => p.Key == key);
        Current.Set([.. left]);
    }

    /// <summary>Unbinds all keys: <c>clear_contextvars()</c>.</summary>
    public static void Clear() => Current.Set([]);

    internal static void Restore(string[] keys, KeyValuePair<string, object?>[] before)
    {
        var now = new List<KeyValuePair<string, object?>>(Current.Value);
        foreach (var key in keys)
        {
            var old = Array.FindIndex(before, p => p.Key == key);
            if (old < 0) now.RemoveAll(p => p.Key == key);
            else Set(now, key, before[old].Value);
        }
        Current.Set([.. now]);
    }

    internal static void Set(List<KeyValuePair<string, object?>> pairs, string key, object? value)
    {
        var at = pairs.FindIndex(p => p.Key == key);
        if (at < 0) pairs.Add(new(key, value));
        else pairs[at] = new(key, value);
    }
}

/// <summary>What <see cref="LogContext.Bind"/> returns: the keys, and what they were before.</summary>
public readonly struct LogContextTokens : IDisposable
{
    readonly string[]? keys;
    readonly KeyValuePair<string, object?>[] before;

    internal LogContextTokens(string[] keys, KeyValuePair<string, object?>[] before) => (this.keys, this.before) = (keys, before);

    /// <summary>The keys that were bound.</summary>
    public IReadOnlyList<string> Keys => keys ?? [];

    /// <summary>Gives the keys the values they had before: <c>reset_contextvars(**tokens)</c>.</summary>
    public void Dispose()
    {
        if (keys is not null) LogContext.Restore(keys, before);
    }
}
