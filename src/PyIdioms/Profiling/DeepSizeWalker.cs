using System.Collections;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Goes from object to object, each once. Not by recursion: a linked list of a million nodes is no stack of a million frames.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeepSizeWalker
{
    readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    readonly Stack<object> pending = new();
    long bytes;

    internal DeepSizeWalker() { }

    /// <summary>An object that a field refers to.</summary>
    public void Visit(object? value)
    {
        if (value is not null && seen.Add(value)) pending.Push(value);
    }

    /// <summary>What the fields of a value refer to; the value itself is part of the object that holds it. Of a type parameter that is a reference, the object.</summary>
    public void VisitFields<T>(in T value)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() || value is null) return;
        if (!typeof(T).IsValueType)
        {
            Visit(value);
            return;
        }
        object boxed = value;
        if (boxed is IDeepSized sized) sized.Walk(this);
        else Follow(boxed);
    }

    /// <summary>All that an object refers to, whatever its type's fields are called.</summary>
    public void VisitAll(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Follow(value);
    }

    internal DeepSizeResult Run()
    {
        while (pending.TryPop(out var next))
        {
            bytes += ObjectLayout.SizeOf(next);
            if (next is IDeepSized sized) sized.Walk(this);
            else if (IsFollowed(next)) Follow(next);
        }
        return new(bytes, seen.Count);
    }

    void Follow(object whole)
    {
        if (!ObjectLayout.IsKnown)
        {
            // What can be enumerated can be followed without knowing where its references lie.
            if (whole is not string && whole is IEnumerable items) foreach (var item in items) Visit(item);
            return;
        }
        ObjectLayout.Visit(whole, this);
    }

    /// <summary>A reference that lies in an object which is followed whole.</summary>
    internal void VisitPart(object part)
    {
        // Comparers of the framework are shared by all collections of the process.
        var type = part.GetType();
        if (type.Namespace is "System" or "System.Collections" or "System.Collections.Generic" && type.Name.Contains("Comparer", StringComparison.Ordinal)) return;
        Visit(part);
    }

    static bool IsFollowed(object value)
    {
        if (value is string or Delegate or Type) return false;
        if (value is Array or ITuple or ValueType || IsWrittenByTheCompiler(value.GetType().Name)) return true;
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (type.Namespace is "System.Text" ? type.Name is "StringBuilder" : IsOfCollections(type.Namespace)) return true;
        }
        return false;
    }

    /// <summary>Read-only lists behind collection expressions, and anonymous objects.</summary>
    static bool IsWrittenByTheCompiler(string name) => name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) || name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);

    static bool IsOfCollections(string? space) => space is
        "System.Collections" or "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.Immutable" or "System.Collections.Frozen" or "System.Collections.ObjectModel" or "System.Collections.Specialized";
}
