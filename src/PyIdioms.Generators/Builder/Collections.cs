using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Builder;

/// <summary>A type to which items can be added one by one before there is a value of it.</summary>
/// <param name="Item">The type of an item.</param>
/// <param name="Entry">The types of key and value of a dictionary.</param>
/// <param name="Creation">The collection, as code over <see cref="Items"/>.</param>
/// <param name="CanBeNull">Whether there may be none.</param>
/// <param name="CanRefill">Whether one that exists can be emptied and filled.</param>
sealed record Collections(ITypeSymbol Item, (ITypeSymbol Key, ITypeSymbol Value)? Entry, string Creation, bool CanBeNull, bool CanRefill)
{
    /// <summary>Stands for the items that a collection is made of.</summary>
    public const string Items = "\u0005";

    /// <summary>No extension methods: generated code has no usings.</summary>
    const string FromEntries = "global::PyIdioms.BuilderEntries.";

    const string Entries = FromEntries + "ToDictionary(" + Items + ")";
    const string Generic = "System.Collections.Generic", Immutable = "System.Collections.Immutable", Frozen = "System.Collections.Frozen", Concurrent = "System.Collections.Concurrent", Model = "System.Collections.ObjectModel";

    /// <summary>How each is made; <c>{0}</c> is the type itself.</summary>
    static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [$"{Generic}.List`1"] = $"{Items}.ToList()",
        [$"{Generic}.IList`1"] = $"{Items}.ToList()",
        [$"{Generic}.ICollection`1"] = $"{Items}.ToList()",
        [$"{Generic}.IEnumerable`1"] = $"{Items}.ToImmutableArray()",
        [$"{Generic}.IReadOnlyCollection`1"] = $"{Items}.ToImmutableArray()",
        [$"{Generic}.IReadOnlyList`1"] = $"{Items}.ToImmutableArray()",
        [$"{Generic}.ISet`1"] = $"{Items}.Refill(new global::{Generic}.HashSet<{{1}}>())",
        [$"{Generic}.IReadOnlySet`1"] = $"{Items}.Refill(new global::{Generic}.HashSet<{{1}}>())",
        [$"{Generic}.LinkedList`1"] = $"new {{0}}({Items}.ToImmutableArray())",
        [$"{Generic}.Queue`1"] = $"new {{0}}({Items}.ToImmutableArray())",
        [$"{Generic}.Stack`1"] = $"new {{0}}({Items}.ToImmutableArray())",
        [$"{Generic}.Dictionary`2"] = Entries,
        [$"{Generic}.IDictionary`2"] = Entries,
        [$"{Generic}.IReadOnlyDictionary`2"] = Entries,
        [$"{Generic}.SortedDictionary`2"] = $"new {{0}}({Entries})",
        [$"{Generic}.SortedList`2"] = $"new {{0}}({Entries})",
        [$"{Immutable}.ImmutableArray`1"] = $"{Items}.ToImmutableArray()",
        [$"{Immutable}.ImmutableList`1"] = $"global::{Immutable}.ImmutableList.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.IImmutableList`1"] = $"global::{Immutable}.ImmutableList.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.ImmutableHashSet`1"] = $"global::{Immutable}.ImmutableHashSet.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.IImmutableSet`1"] = $"global::{Immutable}.ImmutableHashSet.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.ImmutableSortedSet`1"] = $"global::{Immutable}.ImmutableSortedSet.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.ImmutableQueue`1"] = $"global::{Immutable}.ImmutableQueue.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.IImmutableQueue`1"] = $"global::{Immutable}.ImmutableQueue.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.ImmutableStack`1"] = $"global::{Immutable}.ImmutableStack.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.IImmutableStack`1"] = $"global::{Immutable}.ImmutableStack.CreateRange({Items}.ToImmutableArray())",
        [$"{Immutable}.ImmutableDictionary`2"] = $"global::{Immutable}.ImmutableDictionary.CreateRange({Entries})",
        [$"{Immutable}.IImmutableDictionary`2"] = $"global::{Immutable}.ImmutableDictionary.CreateRange({Entries})",
        [$"{Immutable}.ImmutableSortedDictionary`2"] = $"global::{Immutable}.ImmutableSortedDictionary.CreateRange({Entries})",
        [$"{Frozen}.FrozenSet`1"] = $"global::{Frozen}.FrozenSet.ToFrozenSet({Items}.ToImmutableArray())",
        [$"{Frozen}.FrozenDictionary`2"] = $"global::{Frozen}.FrozenDictionary.ToFrozenDictionary({Entries})",
        [$"{Concurrent}.ConcurrentBag`1"] = $"new {{0}}({Items}.ToImmutableArray())",
        [$"{Concurrent}.ConcurrentQueue`1"] = $"new {{0}}({Items}.ToImmutableArray())",
        [$"{Concurrent}.ConcurrentStack`1"] = $"new {{0}}({Items}.ToImmutableArray())",
        [$"{Concurrent}.ConcurrentDictionary`2"] = $"new {{0}}({Entries})",
        [$"{Model}.ReadOnlyCollection`1"] = $"new {{0}}({Items}.ToList())",
        [$"{Model}.ReadOnlyDictionary`2"] = $"new {{0}}({Entries})",
    };

    /// <summary>Null for a type whose values are given as a whole.</summary>
    public static Collections? Of(ITypeSymbol declared)
    {
        var type = declared.WithoutNullable();
        var canBeNull = declared.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is IArrayTypeSymbol { Rank: 1 } array) return new(array.ElementType, null, $"{Items}.ToArray()", canBeNull, CanRefill: false);
        if (type is not INamedTypeSymbol named) return null;
        var definition = named.OriginalDefinition;
        var bare = TypeName.Of(named.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        if (Known.TryGetValue($"{definition.ContainingNamespace.ToDisplayString()}.{definition.MetadataName}", out var creation) && definition.ContainingType is null)
        {
            var arguments = named.TypeArguments;
            var isMutable = Implemented(named, "ICollection") is not null && definition.ContainingNamespace.Name is "Generic" or "Concurrent";
            if (named.Arity == 2) return EntryOf(named) is { } entry ? new(entry, (arguments[0], arguments[1]), creation.Replace("{0}", bare), canBeNull, isMutable) : null;
            return new(arguments[0], null, creation.Replace("{0}", bare).Replace("{1}", TypeName.Of(arguments[0])), canBeNull, isMutable);
        }
        // Whatever can be made empty and filled: HashSet, SortedSet, ObservableCollection, collections of the user's own.
        if (named is not { TypeKind: TypeKind.Class, IsAbstract: false } || !named.InstanceConstructors.Any(static c => c is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })) return null;
        if (Implemented(named, "IDictionary") is { TypeArguments: [var key, var value] }) return EntryOf(named) is { } pair ? new(pair, (key, value), $"{FromEntries}RefillEntries({Items}, new {bare}())", canBeNull, CanRefill: true) : null;
        return Implemented(named, "ICollection") is { TypeArguments: [var item] } ? new(item, null, $"{Items}.Refill(new {bare}())", canBeNull, CanRefill: true) : null;
    }

    /// <summary>The one interface of a name that a type implements or is.</summary>
    static INamedTypeSymbol? Implemented(INamedTypeSymbol type, string name)
    {
        var all = type.AllInterfaces.Add(type).Where(i => i.Name == name && i.TypeKind == TypeKind.Interface && i.Arity > 0 && i.ContainingNamespace.ToDisplayString() == Generic).ToList();
        return all.Count == 1 ? all[0] : null;
    }

    static ITypeSymbol? EntryOf(INamedTypeSymbol dictionary) =>
        dictionary.AllInterfaces.Add(dictionary).Where(static i => i.Name == "IEnumerable" && i.Arity == 1).Select(static i => i.TypeArguments[0]).FirstOrDefault();
}
