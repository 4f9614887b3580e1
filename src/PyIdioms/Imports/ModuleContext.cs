using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;

namespace PyIdioms;

/// <summary>One loaded assembly of a module and what has been made of its types; a reload makes another.</summary>
[RequiresUnreferencedCode(ImportSystem.NotTrimmed), RequiresDynamicCode(ImportSystem.NotCompiled)]
sealed class ModuleContext
{
    const BindingFlags Creation = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions;

    readonly AssemblyLoadContext context;
    readonly List<Made> made = [];

    public ModuleContext(ModuleSpec spec, ImportSystem system)
    {
        Spec = spec;
        context = new(spec.Name, isCollectible: true);
        // Asked when the host has no such assembly: what both know is the host's, so that a contract is one type, and no module stands in for a part of the host.
        context.Resolving += (_, wanted) => system.AssemblyOf(wanted);
        try
        {
            using var image = spec.Open();
            Assembly = context.LoadFromStream(image);
            RuntimeHelpers.RunModuleConstructor(Assembly.ManifestModule.ModuleHandle);
        }
        catch (TypeInitializationException failed) when (failed.InnerException is { } thrown)
        {
            context.Unload();
            ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
        catch
        {
            context.Unload();
            throw;
        }
    }

    public ModuleSpec Spec { get; }

    public Assembly Assembly { get; }

    /// <summary>The public classes that implement a contract and can be made without arguments.</summary>
    public IEnumerable<Type> Implementations(Type contract) =>
        Assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && contract.IsAssignableFrom(type) && (type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null));

    /// <summary>The one instance of a type.</summary>
    public object InstanceOf(Type type)
    {
        Made? slot;
        lock (made)
        {
            slot = made.Find(known => known.Type == type);
            if (slot is null) made.Add(slot = new(type));
        }
        return slot.Value ?? LazyImport.Load(ref slot.Value, ref slot.Gate, $"{Spec.Name}:{type.FullName}", () => Activator.CreateInstance(type, Creation, null, null, null)!);
    }

    /// <summary>Disposes what has been made, the last first, and lets go of the assembly: its memory is freed when nothing uses it any more.</summary>
    public void Unload()
    {
        Made[] all;
        lock (made)
        {
            all = [.. made];
            made.Clear();
        }
        try
        {
            foreach (var slot in all.Reverse()) (slot.Value as IDisposable)?.Dispose();
        }
        finally
        {
            context.Unload();
        }
    }

    sealed class Made(Type type)
    {
        public object? Value;
        public ImportLock? Gate;

        public Type Type => type;
    }
}
