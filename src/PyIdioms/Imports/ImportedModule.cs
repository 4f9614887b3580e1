using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace PyIdioms;

/// <summary>A module that has been imported: an assembly of its own, and what is taken from it by the contracts that it implements.</summary>
/// <remarks>Whoever holds the module sees the new assembly after a <see cref="ImportSystem.Reload"/>; whoever holds something taken from it keeps the old one, as in Python.</remarks>
[RequiresUnreferencedCode(ImportSystem.NotTrimmed), RequiresDynamicCode(ImportSystem.NotCompiled)]
public sealed class ImportedModule
{
    volatile ModuleContext? context;

    internal ImportedModule(string name, ModuleContext context) => (Name, this.context) = (name, context);

    /// <summary>Its whole name.</summary>
    public string Name { get; }

    /// <summary>Whether it has not been unloaded.</summary>
    public bool IsLoaded => context is not null;

    /// <summary>Where it comes from.</summary>
    /// <exception cref="ImportException">It has been unloaded.</exception>
    public ModuleSpec Spec => Context.Spec;

    /// <summary>Its assembly.</summary>
    /// <exception cref="ImportException">It has been unloaded.</exception>
    public Assembly Assembly => Context.Assembly;

    ModuleContext Context => context ?? throw new ImportException($"Module '{Name}' has been unloaded.", Name);

    /// <summary>The instance of the one public class that implements a contract; it is made when it is first taken, by the constructor without arguments, and disposed when the module is unloaded.</summary>
    /// <typeparam name="T">The contract: an interface or class that the host knows.</typeparam>
    /// <exception cref="ImportException">None implements it, or several do; or the module has been unloaded.</exception>
    public T Get<T>() where T : class
    {
        var current = Context;
        return current.Implementations(typeof(T)).ToArray() switch
        {
            [var one] => (T)current.InstanceOf(one),
            [] => throw new ImportException($"Cannot import '{typeof(T).Name}' from '{Name}': no public class with a constructor without arguments implements it.", Name),
            var several => throw new ImportException($"Cannot import '{typeof(T).Name}' from '{Name}': {string.Join(" and ", several.Select(static type => type.Name))} implement it.", Name),
        };
    }

    /// <summary>The instances of all public classes that implement a contract, in the assembly's order.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <exception cref="ImportException">The module has been unloaded.</exception>
    public IReadOnlyList<T> GetAll<T>() where T : class
    {
        var current = Context;
        return [.. current.Implementations(typeof(T)).Select(type => (T)current.InstanceOf(type))];
    }

    /// <summary>The public classes that implement a contract, none of which is made.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <exception cref="ImportException">The module has been unloaded.</exception>
    public IReadOnlyList<Type> Types<T>() => [.. Context.Implementations(typeof(T))];

    /// <summary>Puts another assembly in the place of this one, null for none, and unloads this one.</summary>
    internal void Become(ModuleContext? next)
    {
        var last = Interlocked.Exchange(ref context, next);
        last?.Unload();
    }
}
