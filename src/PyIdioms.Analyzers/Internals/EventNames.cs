using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary>The names of the events of a program and of what it refers to.</summary>
static class EventNames
{
    static readonly ReferencedNames Referenced = ReferencedNames.OfEvents();
    static readonly Gathered<string> Declared = new(Read, withProjects: true);
    static readonly ConditionalWeakTable<Gathering<string>, Words> Known = new();

    /// <summary>The same object as long as no declaration changes.</summary>
    public static Words In(Compilation compilation, CancellationToken cancel) =>
        Known.GetValue(Declared.In(compilation, cancel), names => Words.Of([.. names.All, .. Referenced.In(compilation)]));

    static IEnumerable<string> Read(SyntaxTree tree, CancellationToken cancel) => !WordIndex.Of(tree, cancel).Has("event") ? []
        : tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).SelectMany(NamesOf).Distinct();

    static IEnumerable<string> NamesOf(SyntaxNode member) => member switch
    {
        EventFieldDeclarationSyntax field => field.Declaration.Variables.Select(static v => v.Identifier.ValueText),
        EventDeclarationSyntax declared => [declared.Identifier.ValueText],
        _ => [],
    };
}
