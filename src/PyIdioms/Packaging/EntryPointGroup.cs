using System.Collections;

namespace PyIdioms;

/// <summary>The entry points of a group, none of which is loaded yet.</summary>
/// <typeparam name="T">What they are loaded as.</typeparam>
public sealed class EntryPointGroup<T> : IReadOnlyList<EntryPoint<T>>
{
    readonly EntryPoint<T>[] all;

    internal EntryPointGroup(string name, EntryPoint<T>[] all) => (Name, this.all) = (name, all);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => all.Length;

    /// <inheritdoc/>
    public EntryPoint<T> this[int index] => all[index];

    /// <summary>The first entry point of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public EntryPoint<T> this[string name] => Find(name) ?? throw new KeyNotFoundException($"Group '{Name}' has no entry point '{name}'.");

    /// <summary>The first entry point of a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public EntryPoint<T>? Find(string name) => Array.Find(all, point => point.Name == name);

    /// <inheritdoc/>
    public IEnumerator<EntryPoint<T>> GetEnumerator() => ((IEnumerable<EntryPoint<T>>)all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An entry point: what it is, and how it is loaded. Python's <c>EntryPoint</c>.</summary>
/// <typeparam name="T">What it is loaded as.</typeparam>
public sealed class EntryPoint<T>
{
    readonly EntryPointEntry entry;

    internal EntryPoint(EntryPointEntry entry) => this.entry = entry;

    /// <summary>The group's name.</summary>
    public string Group => entry.Group;

    /// <summary>Its name in the group.</summary>
    public string Name => entry.Name;

    /// <summary>Where it leads: a type, or <c>type:member</c>.</summary>
    public string Value => entry.Value;

    /// <summary>The name of the assembly that offers it.</summary>
    public string Assembly => entry.Assembly;

    /// <summary>Loads it: the same object each time, made at the first. One that throws is tried again the next time.</summary>
    /// <exception cref="ImportException">It is something else than the group is asked for, or nothing.</exception>
    /// <exception cref="CircularImportException">It needs itself while it is made.</exception>
    public T Load() => entry.Load<T>();

    /// <summary>Its name and where it leads, as <c>pyproject.toml</c> has it.</summary>
    public override string ToString() => $"{Name} = {Value}";
}
