namespace PyIdioms;

/// <summary>An import failed: Python's <c>ImportError</c>.</summary>
public class ImportException : InvalidOperationException
{
    /// <summary>Says what failed.</summary>
    /// <param name="message">The message.</param>
    /// <param name="name">The module's name; null where there is none.</param>
    /// <param name="inner">Why.</param>
    public ImportException(string? message, string? name = null, Exception? inner = null) : base(message, inner) => Name = name;

    /// <summary>The name of the module that was to be imported; null where it has none.</summary>
    public string? Name { get; }
}

/// <summary>There is no such module: Python's <c>ModuleNotFoundError</c>.</summary>
public sealed class ModuleNotFoundException : ImportException
{
    /// <summary>Says which one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="name">The module's name.</param>
    public ModuleNotFoundException(string? message, string? name = null) : base(message, name) { }
}

/// <summary>An import needs itself, on this thread or through others: where Python hands out a partially initialized module, or calls it a deadlock.</summary>
public sealed class CircularImportException : ImportException
{
    /// <summary>Says what needs what.</summary>
    /// <param name="path">Names, each of which needs the next; the first one is the last.</param>
    public CircularImportException(IReadOnlyList<string> path) : base($"Circular import: {string.Join(" → ", path)}", path[0]) => Path = path;

    /// <summary>Names, each of which needs the next; the first one is the last.</summary>
    public IReadOnlyList<string> Path { get; }
}

/// <summary>The bytes of a module are not those that are trusted: nothing of them has been loaded.</summary>
public sealed class UntrustedModuleException : ImportException
{
    /// <summary>Says which module.</summary>
    /// <param name="message">The message.</param>
    /// <param name="name">The module's name.</param>
    public UntrustedModuleException(string? message, string? name = null) : base(message, name) { }
}
