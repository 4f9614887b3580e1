using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Looks through a value for null where its type has a reference. Reads type arguments, makes nothing of them.</summary>
static class TypeWalk
{
    /// <summary>What values of a type hold, by type: one for items, two for keys and values, all of a tuple; empty for nothing to look at.</summary>
    static readonly ConcurrentDictionary<Type, Type[]> Parts = new();

    public static bool FindsNoNull(Type type, object root)
    {
        var pending = new Stack<(Type Type, object Value)>([(type, root)]);
        HashSet<object>? seen = null;
        while (pending.TryPop(out var next))
        {
            var parts = Parts.GetOrAdd(next.Type, static t => PartsOf(t));
            if (parts.Length == 0 || (!next.Value.GetType().IsValueType && !(seen ??= new(ReferenceEqualityComparer.Instance)).Add(next.Value))) continue;
            switch (next.Value)
            {
                case ITuple tuple:
                    for (var i = 0; i < tuple.Length && i < parts.Length; i++)
                    {
                        if (!Add(parts[i], tuple[i])) return false;
                    }
                    break;
                case IDictionary dictionary when parts.Length == 2:
                    foreach (DictionaryEntry entry in dictionary)
                    {
                        if (!Add(parts[0], entry.Key) || !Add(parts[1], entry.Value)) return false;
                    }
                    break;
                case IEnumerable items when parts.Length == 1 && IsThere(items):
                    foreach (var item in items)
                    {
                        if (!Add(parts[0], item)) return false;
                    }
                    break;
            }
        }
        return true;

        bool Add(Type part, object? value)
        {
            if (value is not null) pending.Push((part, value));
            return value is not null || part.IsValueType || part == typeof(object);
        }
    }

    /// <summary>Whether a sequence has its items already. LINQ's iterators count too, so their namespace decides.</summary>
    static bool IsThere(IEnumerable items) => items is ICollection || items.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    static Type[] PartsOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return PartsOf(inner);
        if (type.IsArray) return Worth([type.GetElementType()!]);
        if (typeof(ITuple).IsAssignableFrom(type)) return Worth(type.GetGenericArguments());
        return ItemOf(type) is not { } item ? []
            : item.IsGenericType && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? Worth(item.GetGenericArguments())
            : Worth([item]);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A collection that lost its interfaces is not looked into.")]
    static Type? ItemOf(Type type)
    {
        if (type == typeof(string)) return null;
        foreach (var implemented in (IEnumerable<Type>)[type, .. type.GetInterfaces()])
        {
            if (implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IEnumerable<>)) return implemented.GetGenericArguments()[0];
        }
        return null;
    }

    /// <summary>Nothing where no part can be or hold a null: a list of a million ints is not walked.</summary>
    static Type[] Worth(Type[] parts) => Array.Exists(parts, CanHoldNull) ? parts : [];

    static bool CanHoldNull(Type part) => part.IsValueType ? part.IsGenericType && PartsOf(part).Length > 0 : part != typeof(object);
}
