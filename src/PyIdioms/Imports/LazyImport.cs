using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>The slow way of a <see cref="LazyImportAttribute"/>: what is not loaded yet.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LazyImport
{
    /// <summary>Loads into a field, once; what throws leaves it empty.</summary>
    /// <typeparam name="T">What is loaded.</typeparam>
    /// <param name="field">Where to; null until it is loaded.</param>
    /// <param name="gate">Who is loading; null while nobody is.</param>
    /// <param name="name">The property, as people read it.</param>
    /// <param name="load">Makes it.</param>
    /// <exception cref="CircularImportException">The load came back to itself.</exception>
    /// <exception cref="ImportException">The load gave null.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Load<T>(ref T? field, ref ImportLock? gate, string name, Func<T> load) where T : class
    {
        var held = Volatile.Read(ref gate) ?? Interlocked.CompareExchange(ref gate, new(name), null) ?? gate!;
        held.Enter();
        try
        {
            if (Volatile.Read(ref field) is { } loaded) return loaded;
            loaded = load() ?? throw new ImportException($"{name} loaded nothing.", name);
            Volatile.Write(ref field, loaded);
            return loaded;
        }
        finally
        {
            held.Exit();
        }
    }
}
