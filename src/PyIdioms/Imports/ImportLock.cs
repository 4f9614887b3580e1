using System.ComponentModel;

namespace PyIdioms;

/// <summary>Lets one thread load a thing, and tells a wait that would never end: the module lock of Python's import system.</summary>
/// <remarks>Locks and the threads that wait for them are one graph, looked at under one monitor: a load is rare, and what is loaded is read without it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImportLock
{
    static readonly object Graph = new();

    [ThreadStatic] static Importer? importer;

    readonly string name;
    Importer? owner;

    internal ImportLock(string name) => this.name = name;

    /// <summary>Waits until nobody else is loading.</summary>
    /// <exception cref="CircularImportException">Whoever is loading waits for this thread, or is this thread.</exception>
    internal void Enter()
    {
        var me = importer ??= new();
        lock (Graph)
        {
            while (owner is not null)
            {
                if (WayBackTo(me) is { } path) throw new CircularImportException(path);
                me.WaitsFor = this;
                try
                {
                    Monitor.Wait(Graph);
                }
                finally
                {
                    me.WaitsFor = null;
                }
            }
            owner = me;
            me.Loads.Add(this);
        }
    }

    internal void Exit()
    {
        lock (Graph)
        {
            owner!.Loads.Remove(this);
            owner = null;
            Monitor.PulseAll(Graph);
        }
    }

    /// <summary>What this lock is waited for with, along its owner, what that one waits for, and so on; null where that ends at another thread.</summary>
    List<string>? WayBackTo(Importer me)
    {
        List<string> path = [];
        for (var at = this; at?.owner is { } by; at = by.WaitsFor)
        {
            for (var i = by.Loads.IndexOf(at); i < by.Loads.Count; i++) path.Add(by.Loads[i].name);
            if (by != me) continue;
            path.Add(name);
            return path;
        }
        return null;
    }

    /// <summary>A thread: what it is loading, outermost first, and what it waits for.</summary>
    sealed class Importer
    {
        public List<ImportLock> Loads { get; } = [];

        public ImportLock? WaitsFor { get; set; }
    }
}
