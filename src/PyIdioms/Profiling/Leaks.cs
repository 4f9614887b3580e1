using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Finds out whether something holds on to objects that nobody needs any more.</summary>
/// <remarks>
/// Handbook, CPython Internals, "Garbage Collector": <c>gc.collect()</c>, <c>gc.get_referrers</c>. Cycles are no leak in .NET; a static list, an event of
/// something that lives longer, a timer or a cache that is never emptied are.
/// </remarks>
public static class Leaks
{
    const int Rounds = 4;

    /// <summary>Makes an object, lets go of it, and demands that it is collected.</summary>
    /// <remarks>The delegate may use the object before it returns it. Whatever a local variable of the caller holds is alive, so make everything inside.</remarks>
    /// <param name="make">Makes the object, and uses it.</param>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <exception cref="LeakException">The object is still alive. The message says which, and by what it is reached where that can be found out.</exception>
    public static void AssertCollected<T>(Func<T> make) where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        var maker = Maker(make);
        var made = Forgotten(make);
        // A method that captures the object would hold it as long as the delegate lives.
        make = null!;
        for (var round = 0; round < Rounds && IsAlive(made); round++) Collect();
        if (IsAlive(made)) throw Found(made, maker);
    }

    /// <summary>The same for an object that is made, and used, asynchronously.</summary>
    /// <inheritdoc cref="AssertCollected{T}(Func{T})"/>
    public static async Task AssertCollectedAsync<T>(Func<Task<T>> make) where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        var maker = Maker(make);
        var made = await ForgottenAsync(make).ConfigureAwait(false);
        make = null!;
        for (var round = 0; round < Rounds && IsAlive(made); round++)
        {
            // What ran last on a thread of the pool may still stand in its frames.
            await Task.Delay(1).ConfigureAwait(false);
            Collect();
        }
        if (IsAlive(made)) throw Found(made, maker);
    }

    /// <summary>Nothing is in flight once the code has returned: a frame of its own holds the object, even in a debug build.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    static WeakReference Forgotten<T>(Func<T> make) where T : class => new(make());

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<WeakReference> ForgottenAsync<T>(Func<Task<T>> make) where T : class => new(await make().ConfigureAwait(false));

    /// <summary>Asks without taking a reference into the asker's frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static bool IsAlive(WeakReference made) => made.IsAlive;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Collect()
    {
#pragma warning disable PYI0104 // Whether something can be collected is the question.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
#pragma warning restore PYI0104
    }

    static object? Maker(Delegate make) => make.Target;

    static LeakException Found(WeakReference made, object? maker)
    {
        if (made.Target is not { } alive) return new("The object was collected late.", typeof(object), null);
        var path = maker is not null && ObjectPath.From("the delegate that made it", maker, alive) is { } captured ? captured : ObjectPath.FromStatics(alive);
        var how = path is null ? "no static field leads to it; a thread, a timer, a local variable or native code may hold it" : $"reached through {path}";
        return new($"{alive.GetType()} is still alive after {Rounds} full collections: {how}.", alive.GetType(), path);
    }
}

/// <summary>An object that should have been collected is alive.</summary>
public sealed class LeakException : Exception
{
    /// <summary>A leak that is not described.</summary>
    public LeakException() : this("An object is still alive.") { }

    /// <summary>A leak in words.</summary>
    public LeakException(string message) : base(message) { }

    /// <summary>A leak that follows from another exception.</summary>
    public LeakException(string message, Exception innerException) : base(message, innerException) { }

    internal LeakException(string message, Type leaked, string? path) : base(message) => (LeakedType, Path) = (leaked, path);

    /// <summary>The type of the object.</summary>
    public Type? LeakedType { get; }

    /// <summary>How it is reached: <c>Registry.sessions → List&lt;Session&gt;[2]</c>; null where that could not be found out.</summary>
    public string? Path { get; }
}
