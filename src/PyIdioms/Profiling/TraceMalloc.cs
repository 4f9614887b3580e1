namespace PyIdioms;

/// <summary>Says which types memory is allocated for, and where in the program: Python's <c>tracemalloc</c>.</summary>
/// <remarks>
/// Handbook, CPython Internals, "Memory Model". Python notes every allocation with its traceback and takes twice the time or more. Here types are sampled by
/// the runtime and scopes are counted exactly: see <see cref="MemoryTrace"/>.
/// </remarks>
public static class TraceMalloc
{
    /// <summary>Traces until it is disposed: <c>tracemalloc.start()</c> and <c>stop()</c>.</summary>
    public static MemoryTrace Start() => new();
}

/// <summary>What the lines of a snapshot are about.</summary>
public enum By
{
    /// <summary>The type that was allocated. Estimated: the runtime shows one object in about 100 kB.</summary>
    Type,

    /// <summary>The scope that allocated. Exact for scopes that end on the thread they began on.</summary>
    Scope,
}
