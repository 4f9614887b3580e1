using System.ComponentModel;

namespace PyIdioms;

/// <summary>The entry points of the assemblies that a program was compiled against: Python's <c>importlib.metadata.entry_points</c>.</summary>
/// <remarks>
/// Handbook, Packaging, "Packaging &amp; Distribution". A program's own come first, then those of the assemblies it refers to, by name, each in the order in which it is written.
/// The table is code, so trimming keeps what it names and a native program has it too. A module that <see cref="ModuleFinders"/> imports adds its own.
/// </remarks>
public static class EntryPoints
{
    static readonly Lock Gate = new();

    /// <summary>An assembly holds its own table: one that can be unloaded goes with it.</summary>
    static readonly List<WeakReference<EntryPointTable>> Tables = [];

    /// <summary>Adds the entry points that an assembly knows.</summary>
    /// <param name="table">They.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Register(EntryPointTable table)
    {
        lock (Gate) Tables.Add(new(table));
    }

    /// <summary>The entry points of a group; empty where nobody offers any.</summary>
    /// <typeparam name="T">What they are loaded as.</typeparam>
    /// <param name="group">The group's name.</param>
    public static EntryPointGroup<T> Group<T>(string group) => new(group, [.. All().Where(entry => entry.Group == group).Select(static entry => new EntryPoint<T>(entry))]);

    /// <summary>The names of all groups that somebody offers something to.</summary>
    public static IReadOnlyList<string> Groups => [.. All().Select(static entry => entry.Group).Distinct(StringComparer.Ordinal)];

    /// <summary>What several tables know of is one.</summary>
    static IEnumerable<EntryPointEntry> All()
    {
        List<EntryPointTable> alive = [];
        lock (Gate)
        {
            Tables.RemoveAll(table =>
            {
                if (!table.TryGetTarget(out var target)) return true;
                alive.Add(target);
                return false;
            });
        }
        return alive.SelectMany(static table => table.Entries).DistinctBy(static entry => entry.Key);
    }
}
