using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace PyIdioms;

/// <summary>Finders, and the modules that have been imported through them: Python's <c>sys.meta_path</c> and <c>sys.modules</c>. Each module is an assembly that can be unloaded.</summary>
/// <remarks>
/// Handbook, CPython Internals, "Import System"; PEP 302, PEP 451. Assemblies cannot be loaded in a program that is compiled ahead of time, nor safely in a trimmed one:
/// there, <see cref="EntryPoints"/> does for plugins that are known at build time.
/// </remarks>
public sealed class ImportSystem : IDisposable
{
    internal const string NotTrimmed = "What a module needs of the host may have been trimmed away.";
    internal const string NotCompiled = "A program that is compiled ahead of time cannot load assemblies.";

    readonly ConcurrentDictionary<string, ImportedModule?> modules = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, ImportLock> locks = new(StringComparer.Ordinal);
    ImmutableArray<IModuleFinder> finders = [];

    /// <summary>What is asked for a module, in this order: the first that knows it wins.</summary>
    public IReadOnlyList<IModuleFinder> Finders => finders;

    /// <summary>What has been imported, by name. Null under a name blocks its import; a name that is removed is found anew.</summary>
    public IDictionary<string, ImportedModule?> Modules => modules;

    /// <summary>Puts a finder before those from a place on.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <param name="finder">The finder.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public void Insert(int index, IModuleFinder finder) => ImmutableInterlocked.Update(ref finders, static (all, more) => all.Insert(more.index, more.finder), (index, finder));

    /// <summary>Puts a finder behind all others.</summary>
    /// <param name="finder">The finder.</param>
    public void Add(IModuleFinder finder) => ImmutableInterlocked.Update(ref finders, static (all, more) => all.Add(more), finder);

    /// <summary>Takes a finder away; what it found stays.</summary>
    /// <param name="finder">The finder.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(IModuleFinder finder) => ImmutableInterlocked.Update(ref finders, static (all, one) => all.Remove(one), finder);

    /// <summary>The module of a name: <c>import</c>. What is before the last dot is imported first. A failed import is not kept.</summary>
    /// <param name="name">The whole name.</param>
    /// <exception cref="ModuleNotFoundException">No finder knows it, or its name is blocked.</exception>
    /// <exception cref="CircularImportException">The module needs itself while it is loaded.</exception>
    /// <exception cref="ImportException">A finder gave a module of another name.</exception>
    [RequiresUnreferencedCode(NotTrimmed), RequiresDynamicCode(NotCompiled)]
    public ImportedModule Import(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Import(name, withParent: true);
    }

    /// <summary>Loads a module again, as its finder gives it now: <c>importlib.reload</c>. Its instances are disposed and made anew; where the new version fails, the old one stays.</summary>
    /// <param name="module">The module; it becomes the new version.</param>
    /// <returns>The same module.</returns>
    /// <exception cref="ModuleNotFoundException">No finder knows it any more.</exception>
    /// <exception cref="ImportException">It is not among the imported modules.</exception>
    [RequiresUnreferencedCode(NotTrimmed), RequiresDynamicCode(NotCompiled)]
    public ImportedModule Reload(ImportedModule module) => Alone(module.Name, () =>
    {
        if (!modules.TryGetValue(module.Name, out var known) || known != module) throw new ImportException($"Module '{module.Name}' is not among the imported ones.", module.Name);
        module.Become(Load(module.Name));
        return module;
    });

    /// <summary>Forgets a module and frees its memory, as soon as nothing uses what was taken from it.</summary>
    /// <param name="name">Its whole name.</param>
    /// <returns>Whether it was imported.</returns>
    [RequiresUnreferencedCode(NotTrimmed), RequiresDynamicCode(NotCompiled)]
    public bool Unload(string name) => Alone(name, () =>
    {
        if (!modules.TryRemove(name, out var module) || module is null) return false;
        module.Become(null);
        return true;
    });

    /// <summary>Unloads every module.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Without Import there is nothing to unload.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Without Import there is nothing to unload.")]
    public void Dispose()
    {
        foreach (var name in modules.Keys) Unload(name);
    }

    /// <summary>The assembly of the module that a reference of another one names; null where there is none.</summary>
    [RequiresUnreferencedCode(NotTrimmed), RequiresDynamicCode(NotCompiled)]
    internal Assembly? AssemblyOf(AssemblyName wanted)
    {
        if (wanted.Name is not { Length: > 0 } name) return null;
        try
        {
            return Import(name, withParent: false).Assembly;
        }
        catch (ModuleNotFoundException missing) when (missing.Name == name)
        {
            return null;
        }
    }

    [RequiresUnreferencedCode(NotTrimmed), RequiresDynamicCode(NotCompiled)]
    ImportedModule Import(string name, bool withParent) => Known(name) ?? Alone(name, () =>
    {
        if (Known(name) is { } known) return known;
        if (withParent && name.LastIndexOf('.') is > 0 and var dot)
        {
            Import(name[..dot]);
            // What the parent did while it was loaded may have been to import this one.
            if (Known(name) is { } early) return early;
        }
        var module = new ImportedModule(name, Load(name));
        modules[name] = module;
        return module;
    });

    ImportedModule? Known(string name) => modules.TryGetValue(name, out var module) ? module ?? throw new ModuleNotFoundException($"Import of '{name}' halted: null among the imported modules.", name) : null;

    [RequiresUnreferencedCode(NotTrimmed), RequiresDynamicCode(NotCompiled)]
    ModuleContext Load(string name)
    {
        foreach (var finder in finders)
        {
            if (finder.FindSpec(name) is not { } spec) continue;
            return spec.Name == name ? new(spec, this) : throw new ImportException($"{finder} gave '{spec.Name}' for '{name}'.", name);
        }
        throw new ModuleNotFoundException($"No module named '{name}'.", name);
    }

    /// <summary>Does something about a name that no other thread does meanwhile.</summary>
    T Alone<T>(string name, Func<T> action)
    {
        var gate = locks.GetOrAdd(name, static n => new(n));
        gate.Enter();
        try
        {
            return action();
        }
        finally
        {
            gate.Exit();
        }
    }
}
