using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>What is read from each document of a program, and of the projects it refers to if they are asked for: a document is read again only when it changed.</summary>
public sealed class Gathered<T>(Func<SyntaxTree, CancellationToken, IEnumerable<T>> read, bool withProjects = false) where T : IEquatable<T>
{
    readonly ConditionalWeakTable<SyntaxTree, T[]> documents = new();
    readonly ConditionalWeakTable<Compilation, Gathering<T>> known = new();
    readonly ConditionalWeakTable<References, ConcurrentDictionary<string, Gathering<T>>> last = new();

    /// <summary>The same object as for the compilation before, as long as references and all documents say the same: what follows from it can be kept by it.</summary>
    public Gathering<T> In(Compilation compilation, CancellationToken cancel) => known.TryGetValue(compilation, out var made) ? made : known.GetValue(compilation, c => Gather(c, cancel));

    Gathering<T> Gather(Compilation compilation, CancellationToken cancel)
    {
        var parts = Trees(compilation).Select(tree => Of(tree, cancel)).Where(part => part.Length > 0).ToArray();
        var shelf = last.GetValue(References.Of(compilation), static _ => new(StringComparer.Ordinal));
        var name = compilation.AssemblyName ?? "";
        return shelf.TryGetValue(name, out var before) && before.Says(parts) ? before : shelf[name] = new(parts);
    }

    IEnumerable<SyntaxTree> Trees(Compilation compilation) => withProjects
        ? compilation.SyntaxTrees.Concat(compilation.References.OfType<CompilationReference>().SelectMany(r => r.Compilation.SyntaxTrees)) : compilation.SyntaxTrees;

    T[] Of(SyntaxTree tree, CancellationToken cancel) => documents.TryGetValue(tree, out var part) ? part : documents.GetValue(tree, t => [.. read(t, cancel)]);
}

/// <summary>What all documents of a program say.</summary>
public sealed class Gathering<T>(T[][] parts) where T : IEquatable<T>
{
    readonly Lazy<HashSet<T>> all = new(() => [.. parts.SelectMany(p => p)]);

    public HashSet<T> All => all.Value;

    internal bool Says(T[][] others)
    {
        if (others.Length != parts.Length) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] != others[i] && !parts[i].SequenceEqual(others[i])) return false;
        }
        return true;
    }
}
