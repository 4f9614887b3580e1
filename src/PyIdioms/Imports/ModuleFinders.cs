using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>The import system of the whole program; an <see cref="ImportSystem"/> of one's own is the same for a part of it.</summary>
/// <remarks>Handbook, CPython Internals, "Import System": <c>sys.meta_path.insert(0, DatabaseFinder())</c>.</remarks>
public static class ModuleFinders
{
    /// <summary>The system itself.</summary>
    public static ImportSystem Shared { get; } = new();

    /// <inheritdoc cref="ImportSystem.Modules"/>
    public static IDictionary<string, ImportedModule?> Modules => Shared.Modules;

    /// <inheritdoc cref="ImportSystem.Insert"/>
    public static void Insert(int index, IModuleFinder finder) => Shared.Insert(index, finder);

    /// <inheritdoc cref="ImportSystem.Add"/>
    public static void Add(IModuleFinder finder) => Shared.Add(finder);

    /// <inheritdoc cref="ImportSystem.Remove"/>
    public static bool Remove(IModuleFinder finder) => Shared.Remove(finder);

    /// <inheritdoc cref="ImportSystem.Import(string)"/>
    [RequiresUnreferencedCode(ImportSystem.NotTrimmed), RequiresDynamicCode(ImportSystem.NotCompiled)]
    public static ImportedModule Import(string name) => Shared.Import(name);

    /// <inheritdoc cref="ImportSystem.Reload"/>
    [RequiresUnreferencedCode(ImportSystem.NotTrimmed), RequiresDynamicCode(ImportSystem.NotCompiled)]
    public static ImportedModule Reload(ImportedModule module) => Shared.Reload(module);

    /// <inheritdoc cref="ImportSystem.Unload"/>
    [RequiresUnreferencedCode(ImportSystem.NotTrimmed), RequiresDynamicCode(ImportSystem.NotCompiled)]
    public static bool Unload(string name) => Shared.Unload(name);
}
