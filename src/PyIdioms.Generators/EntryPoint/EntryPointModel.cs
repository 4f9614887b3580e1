using System.Collections.Immutable;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.EntryPoint;

/// <summary>An entry point.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Name">Its name in the group.</param>
/// <param name="Value">What it is, as people read it.</param>
/// <param name="Code">What loads it: an expression, or the method of another assembly.</param>
public sealed record EntryPointItem(string Group, string Name, string Value, string Code);

/// <summary>What a file offers.</summary>
/// <param name="Path">The file.</param>
/// <param name="Items">In the order in which they are written.</param>
public sealed record EntryPointFile(string Path, EquatableArray<EntryPointItem> Items);

/// <summary>What a referenced assembly offers.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Alias">Its alias, where it has no other name in code.</param>
/// <param name="Items">In its order.</param>
public sealed record EntryPointReference(string Assembly, string? Alias, EquatableArray<EntryPointItem> Items);

/// <summary>All that an assembly knows of.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="Own">What it offers itself.</param>
/// <param name="Others">What the assemblies offer that it refers to, by name.</param>
public sealed record EntryPointModel(string Assembly, EquatableArray<EntryPointItem> Own, EquatableArray<EntryPointReference> Others) : IModel
{
    /// <summary>The namespace of all tables.</summary>
    public const string Namespace = "PyIdioms.EntryPointTables";

    public string HintName => "EntryPoints";

    /// <summary>The table's class: two assemblies that one program refers to have two names.</summary>
    public string ClassName => $"{string.Concat(Assembly.Select(static c => c < 128 && char.IsLetterOrDigit(c) ? c : '_').SkipWhile(static c => !char.IsLetter(c)))}Table{Assembly.Aggregate(2166136261u, static (hash, c) => unchecked((hash ^ c) * 16777619)):x8}";

    /// <summary>Puts it together, in an order that does not depend on that of the compiler's arguments; null where nobody offers anything.</summary>
    public static EntryPointModel? Join(string assembly, ImmutableArray<EntryPointFile> files, ImmutableArray<EntryPointReference> references)
    {
        var own = files.OrderBy(static file => file.Path, StringComparer.Ordinal).SelectMany(static file => file.Items).ToEquatableArray();
        var others = references.OrderBy(static reference => reference.Assembly, StringComparer.Ordinal).ToEquatableArray();
        return own.Count == 0 && others.Count == 0 ? null : new(assembly, own, others);
    }
}
