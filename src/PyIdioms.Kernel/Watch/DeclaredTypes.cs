using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Watch;

/// <summary>The types that a program declares, by their simple names and those of the types above them. Another name for a type (<c>using X = Y</c>) counts as one derived from it.</summary>
public sealed class DeclaredTypes
{
    static readonly Gathered<DeclaredType> Gathered = new(static (tree, cancel) => tree.GetRoot(cancel)
        .DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).SelectMany(Read).Distinct());

    static readonly ConditionalWeakTable<Gathering<DeclaredType>, DeclaredTypes> Known = new();

    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<string>> derived = new(StringComparer.Ordinal);

    /// <summary>The same object as long as no declaration changes.</summary>
    public static DeclaredTypes In(Compilation compilation, CancellationToken cancel) => Known.GetValue(Gathered.In(compilation, cancel), static g => new(g.All));

    DeclaredTypes(IEnumerable<DeclaredType> all)
    {
        foreach (var type in all)
        {
            if (type.Base.Length == 0) names.Add(type.Name);
            else if (derived.TryGetValue(type.Base, out var types)) types.Add(type.Name);
            else derived[type.Base] = [type.Name];
        }
    }

    public bool Has(string name) => names.Contains(name);

    /// <summary>The names of all types below one of those of which a condition is true, by name.</summary>
    public HashSet<string> Below(Func<string, bool> isBase)
    {
        var below = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(derived.Keys.Where(isBase));
        while (open.Count > 0)
        {
            if (!derived.TryGetValue(open.Pop(), out var types)) continue;
            foreach (var type in types)
            {
                if (below.Add(type)) open.Push(type);
            }
        }
        return below;
    }

    static IEnumerable<DeclaredType> Read(SyntaxNode node)
    {
        switch (node)
        {
            case UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias, NamespaceOrType: var type } when type.SimpleName() is { } target:
                yield return new(alias, target);
                break;
            case BaseTypeDeclarationSyntax declared:
                yield return new(declared.Identifier.ValueText, "");
                foreach (var above in declared.BaseList?.Types ?? default)
                {
                    if (above.Type.SimpleName() is { } name) yield return new(declared.Identifier.ValueText, name);
                }
                break;
            case DelegateDeclarationSyntax declared:
                yield return new(declared.Identifier.ValueText, "");
                break;
        }
    }
}

/// <summary>A type, and the name of one above it; of none: only that it is there.</summary>
readonly record struct DeclaredType(string Name, string Base);
