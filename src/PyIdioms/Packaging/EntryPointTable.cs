using System.ComponentModel;

namespace PyIdioms;

/// <summary>The entry points that one assembly knows: its own, and those of what it refers to.</summary>
/// <param name="read">Makes them, when somebody asks for the first time.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntryPointTable(Func<EntryPointEntry[]> read)
{
    EntryPointEntry[]? entries;

    internal EntryPointEntry[] Entries => entries ?? Interlocked.CompareExchange(ref entries, read(), null) ?? entries;
}

/// <summary>An entry point of some assembly.</summary>
/// <param name="assembly">The assembly's name.</param>
/// <param name="group">The group's name.</param>
/// <param name="name">Its name in the group.</param>
/// <param name="value">What it is, as people read it.</param>
/// <param name="load">Makes it; the assembly is not loaded before.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntryPointEntry(string assembly, string group, string name, string value, Func<object?> load)
{
    object? loaded, made;
    ImportLock? gate, factory;

    internal string Assembly => assembly;

    internal string Group => group;

    internal string Name => name;

    internal string Value => value;

    internal (string, string, string, string) Key => (assembly, group, name, value);

    /// <summary>What it is as a contract asks for it: itself, or what a method without parameters returns.</summary>
    internal T Load<T>()
    {
        var itself = loaded ?? LazyImport.Load<object>(ref loaded, ref gate, Shown, load!);
        if (itself is T value) return value;
        if (itself is Func<object?> create && (made ?? LazyImport.Load<object>(ref made, ref factory, Shown, create!)) is T result) return result;
        throw new ImportException($"{Shown} is {(made ?? itself).GetType()}, no {typeof(T)}.", Value);
    }

    string Shown => $"Entry point '{name}' of '{group}'";
}
