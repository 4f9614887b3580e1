using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The names of everything that says by an attribute what text it takes: <c>[LiteralString]</c>, <c>[StringSyntax("Sql")]</c>; of delegates the variables that hold one, too.</summary>
public static class ContractWords
{
    static readonly Contract Literal = new("LiteralStringAttribute", null), Sql = new("StringSyntaxAttribute", "Sql"), Values = new(Literals.Attribute, null);

    static readonly Contract Unions = new(["UnionAttribute"], null, [.. Enumerable.Range(1, 8).Select(static arity => $"UnionAttribute`{arity}")]);

    static readonly Contract Limits = new([.. Enum.GetNames(typeof(ConstraintKind)).Where(static n => n != nameof(ConstraintKind.Other)).Select(static n => n + "Attribute")], null);

    /// <summary>The words of <c>[LiteralString]</c>.</summary>
    public static Words OfLiteral(Compilation compilation, CancellationToken cancel) => Literal.In(compilation, cancel);

    /// <summary>The words of <c>[StringSyntax("Sql")]</c>.</summary>
    public static Words OfSql(Compilation compilation, CancellationToken cancel) => Sql.In(compilation, cancel);

    /// <summary>The words of <c>[Literal]</c>.</summary>
    public static Words OfValues(Compilation compilation, CancellationToken cancel) => Values.In(compilation, cancel);

    /// <summary>The words of <c>[Union&lt;…&gt;]</c>.</summary>
    public static Words OfUnions(Compilation compilation, CancellationToken cancel) => Unions.In(compilation, cancel);

    /// <summary>Whether anything carries <c>[Union&lt;…&gt;]</c>.</summary>
    public static bool HasUnions(Compilation compilation, CancellationToken cancel) => Unions.IsUsed(compilation, cancel);

    /// <summary>The words of <c>[Gt]</c>, <c>[MaxLen]</c> and the other constraints.</summary>
    public static Words OfConstraints(Compilation compilation, CancellationToken cancel) => Limits.In(compilation, cancel);

    /// <summary>Whether anything carries a constraint.</summary>
    public static bool HasConstraints(Compilation compilation, CancellationToken cancel) => Limits.IsUsed(compilation, cancel);

    /// <summary>Whether anything carries <c>[Literal]</c>.</summary>
    public static bool IsUsed(Compilation compilation, CancellationToken cancel) => Values.IsUsed(compilation, cancel);

    /// <summary>The names of what carries <c>[Literal]</c> in other assemblies.</summary>
    public static HashSet<string> ReferencedValues(Compilation compilation) => Values.Referenced(compilation);

    /// <summary>Attributes of one kind and who has them.</summary>
    sealed class Contract(string[] attributes, string? text, string[]? metadata = null)
    {
        const string Suffix = "Attribute";

        readonly string[] own = [.. attributes, .. attributes.Select(static a => a.Substring(0, a.Length - Suffix.Length))];
        readonly ReferencedNames[] referenced = [.. (metadata ?? attributes).Select(a => ReferencedNames.WithAttribute(a, text))];
        readonly DeclaredNames declared = new(Spellings(attributes).Contains, DeclarationParts.Attributes);
        readonly ConditionalWeakTable<Gathering<DeclaredName>, Named> known = new();

        public Contract(string attribute, string? text) : this([attribute], text)
        {
        }

        static HashSet<string> Spellings(string[] attributes) => new(attributes.Concat(attributes.Select(static a => a.Substring(0, a.Length - Suffix.Length))), StringComparer.Ordinal);

        public bool IsUsed(Compilation compilation, CancellationToken cancel) => declared.In(compilation, cancel).All.Count > 0 || referenced.Any(r => r.In(compilation).Count > 0);

        public HashSet<string> Referenced(Compilation compilation) => referenced is [var only] ? only.In(compilation) : [.. referenced.SelectMany(r => r.In(compilation))];

        public Words In(Compilation compilation, CancellationToken cancel) => known.GetValue(declared.In(compilation, cancel), d => new(own, d.All, Referenced(compilation), References.Of(compilation))).In(compilation, cancel);
    }

    /// <summary>The members that have an attribute, and what holds those that have no name where they are used: delegates and indexers.</summary>
    sealed class Named
    {
        readonly Words words;
        readonly DeclaredNames? holders;

        public Named(string[] attribute, HashSet<DeclaredName> declared, HashSet<string> referenced, References references)
        {
            if (declared.Count == 0 && referenced.Count == 0)
            {
                words = Words.Of(attribute);
                return;
            }
            var types = referenced.Where(references.Has).ToArray();
            words = Words.Any(Words.Of([.. declared.Select(d => d.Name).Concat(referenced).SelectMany(WithoutSuffix), .. attribute]), Words.Implied([.. declared.Select(d => d.Name), .. types]));
            var held = new HashSet<string>(declared.Where(d => d.IsHeld).Select(d => d.Name).Concat(types.Where(n => references.Named(n).Any(IsHolder))), StringComparer.Ordinal);
            if (held.Count > 0) holders = new(held.Contains, DeclarationParts.Types);
        }

        /// <summary>An attribute is used by its short name.</summary>
        static IEnumerable<string> WithoutSuffix(string name) => name.Length > 9 && name.EndsWith("Attribute", StringComparison.Ordinal) ? [name, name.Substring(0, name.Length - 9)] : [name];

        static bool IsHolder(INamedTypeSymbol type) => type.TypeKind == TypeKind.Delegate || type.GetMembers().Any(m => m is IPropertySymbol { IsIndexer: true });

        public Words In(Compilation compilation, CancellationToken cancel) => holders is null ? words : Words.Any(words, Words.Of(holders.In(compilation, cancel).All.Select(d => d.Name)));
    }
}
