using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Watch;

/// <summary>
/// The names by which code comes by values of some types: those of the types, and of members whose values are, hold or give such a thing. Types are told by
/// their names, by a method that they have, and by what they are derived from.
/// </summary>
public sealed class TypedNames
{
    /// <summary>What can be awaited, and streams.</summary>
    public static readonly TypedNames Promises = new(["Task", "ValueTask", "IAsyncEnumerable", "ConfiguredCancelableAsyncEnumerable"], WellKnownMemberNames.GetAwaiter, without: null, keywords: ["async", "await"]);

    /// <summary>What can only be disposed of asynchronously, and what a program disposes of asynchronously at all.</summary>
    public static readonly TypedNames AsyncDisposables = new(["IAsyncDisposable"], "DisposeAsync", without: "Dispose", keywords: []);

    readonly string[] seeds, keywords;
    readonly string method;
    readonly ReferencedNames referenced;
    readonly Gathered<string> declared;
    readonly ConditionalWeakTable<DeclaredTypes, ConditionalWeakTable<Gathering<string>, Known>> known = new();
    Known? last;

    TypedNames(string[] seeds, string method, string? without, string[] keywords)
    {
        (this.seeds, this.method, this.keywords) = (seeds, method, keywords);
        referenced = ReferencedNames.OfTypesWith(method, without);
        declared = new(ReadTypes, withProjects: true);
    }

    /// <summary>The names of a program. The same object as long as no declaration changes.</summary>
    public Words In(Compilation compilation, CancellationToken cancel)
    {
        var own = declared.In(compilation, cancel);
        var below = DeclaredTypes.In(compilation, cancel);
        return known.GetValue(below, _ => new()).GetValue(own, _ => Share(compilation, own, below)).In(compilation, keywords, cancel);
    }

    Known Share(Compilation compilation, Gathering<string> own, DeclaredTypes below)
    {
        HashSet<string> types = [.. seeds, .. referenced.In(compilation), .. own.All];
        types.UnionWith(below.Below(types.Contains));
        return last is { } before && before.Types.SetEquals(types) ? before : last = new(types);
    }

    IEnumerable<string> ReadTypes(SyntaxTree tree, CancellationToken cancel) => !WordIndex.Of(tree, cancel).Has(method) ? []
        : tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>().Where(m => m.Identifier.ValueText == method).Select(TypeOf).OfType<string>().Distinct();

    /// <summary>The type that has a method, or that a method extends.</summary>
    static string? TypeOf(MethodDeclarationSyntax method) => method switch
    {
        { ParameterList.Parameters: [{ Type: { } extended, Modifiers: var modifiers }, ..] } when modifiers.Any(SyntaxKind.ThisKeyword) => extended.SimpleName(),
        { Parent: ExtensionBlockDeclarationSyntax { ParameterList.Parameters: [{ Type: { } extended }, ..] } } => extended.SimpleName(),
        { Parent: BaseTypeDeclarationSyntax type } => type.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What is known of a program as long as its types stay the same.</summary>
    sealed class Known(HashSet<string> types)
    {
        readonly ReferencedNames referenced = ReferencedNames.WithResult(types);
        readonly DeclaredNames declared = new(types.Contains, DeclarationParts.Results);
        readonly ConditionalWeakTable<Gathering<DeclaredName>, Words> words = new();

        public HashSet<string> Types => types;

        public Words In(Compilation compilation, string[] keywords, CancellationToken cancel) => words.GetValue(declared.In(compilation, cancel),
            names => Words.Of([.. types, .. keywords, .. referenced.In(compilation), .. names.All.Select(static n => n.Name)]));
    }
}
