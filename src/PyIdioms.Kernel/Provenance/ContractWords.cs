using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The names of everything that says by an attribute what text it takes: <c>[LiteralString]</c>, <c>[StringSyntax("Sql")]</c>; of delegates the variables that hold one, too.</summary>
public static class ContractWords
{
    static readonly Contract Literal = new("LiteralStringAttribute", null), Sql = new("StringSyntaxAttribute", "Sql"), Values = new(Literals.Attribute, null);

    /// <summary>The words of <c>[LiteralString]</c>.</summary>
    public static Words OfLiteral(Compilation compilation, CancellationToken cancel) => Literal.In(compilation, cancel);

    /// <summary>The words of <c>[StringSyntax("Sql")]</c>.</summary>
    public static Words OfSql(Compilation compilation, CancellationToken cancel) => Sql.In(compilation, cancel);

    /// <summary>The words of <c>[Literal]</c>.</summary>
    public static Words OfValues(Compilation compilation, CancellationToken cancel) => Values.In(compilation, cancel);

    /// <summary>Whether anything carries <c>[Literal]</c>.</summary>
    public static bool IsUsed(Compilation compilation, CancellationToken cancel) => Values.IsUsed(compilation, cancel);

    /// <summary>The names of what carries <c>[Literal]</c> in other assemblies.</summary>
    public static HashSet<string> ReferencedValues(Compilation compilation) => Values.Referenced(compilation);

    /// <summary>One attribute and who has it.</summary>
    sealed class Contract(string attribute, string? text)
    {
        readonly string[] own = [attribute, attribute.Substring(0, attribute.Length - 9)];
        readonly ReferencedNames referenced = ReferencedNames.WithAttribute(attribute, text);
        readonly DeclaredNames declared = new(word => word == attribute || word.Length == attribute.Length - 9 && attribute.StartsWith(word, StringComparison.Ordinal), DeclarationParts.Attributes);
        readonly ConditionalWeakTable<Gathering<DeclaredName>, Named> known = new();

        public bool IsUsed(Compilation compilation, CancellationToken cancel) => declared.In(compilation, cancel).All.Count > 0 || referenced.In(compilation).Count > 0;

        public HashSet<string> Referenced(Compilation compilation) => referenced.In(compilation);

        public Words In(Compilation compilation, CancellationToken cancel) => known.GetValue(declared.In(compilation, cancel), d => new(own, d.All, referenced.In(compilation), References.Of(compilation))).In(compilation, cancel);
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
