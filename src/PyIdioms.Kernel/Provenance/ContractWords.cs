using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The names of everything that says by an attribute what text it takes: <c>[LiteralString]</c>, <c>[StringSyntax("Sql")]</c>; of delegates the variables that hold one, too.</summary>
public static class ContractWords
{
    static readonly Contract Literal = new("LiteralStringAttribute", null), Sql = new("StringSyntaxAttribute", "Sql");

    /// <summary>The words of <c>[LiteralString]</c>.</summary>
    public static Words OfLiteral(Compilation compilation, CancellationToken cancel) => Literal.In(compilation, cancel);

    /// <summary>The words of <c>[StringSyntax("Sql")]</c>.</summary>
    public static Words OfSql(Compilation compilation, CancellationToken cancel) => Sql.In(compilation, cancel);

    /// <summary>One attribute and who has it.</summary>
    sealed class Contract(string attribute, string? text)
    {
        readonly ConditionalWeakTable<Compilation, Words> known = new();
        readonly ReferencedNames referenced = ReferencedNames.WithAttribute(attribute, text);
        readonly DeclaredNames declared = new(word => word == attribute || word.Length == attribute.Length - 9 && attribute.StartsWith(word, StringComparison.Ordinal), DeclarationParts.Attributes);

        public Words In(Compilation compilation, CancellationToken cancel) => known.GetValue(compilation, c =>
        {
            var names = new HashSet<string>(referenced.In(c).Concat(declared.In(c, cancel)), StringComparer.Ordinal);
            if (names.Count == 0) return Words.Of([attribute.Substring(0, attribute.Length - 9), attribute]);
            var holders = names.Where(n => TypesByName.Of(c).Named(n).Any(t => t.TypeKind == TypeKind.Delegate || t.GetMembers().Any(m => m is IPropertySymbol { IsIndexer: true }))).ToArray();
            if (holders.Length > 0) names.UnionWith(new DeclaredNames(holders.Contains, DeclarationParts.Types).In(c, cancel));
            return Words.Any(Words.Of([.. names, attribute.Substring(0, attribute.Length - 9), attribute]), Words.Implied([.. names.Where(n => TypesByName.Of(c).Named(n).Any())]));
        });
    }
}
