using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Design;

/// <summary>The events for which a program adds handlers while it runs, by the names in its text.</summary>
static class AddedHandlers
{
    /// <summary>Stands for an event that the text does not name.</summary>
    const string Any = "*";

    static readonly Gathered<string> Added = new(Read);

    static readonly Gathered<string> Derived = new(ReadBases);

    /// <summary>Whether a handler may be added that takes an event of a type, or of one derived from it.</summary>
    public static bool MayTake(INamedTypeSymbol type, Compilation compilation, CancellationToken cancel)
    {
        var added = Added.In(compilation, cancel).All;
        if (added.Count == 0) return false;
        return added.Contains(Any) || added.Contains(type.Name) || added.Contains("object") || type.AllInterfaces.Any(i => added.Contains(i.Name)) || EventBuses.BasesOf(type).Any(b => added.Contains(b.Name))
            || !type.IsSealed && !type.IsValueType && Derived.In(compilation, cancel).All.Contains(type.Name);
    }

    static IEnumerable<string> Read(SyntaxTree tree, CancellationToken cancel)
    {
        var words = WordIndex.Of(tree, cancel);
        if (!words.Has(EventBuses.Add) || EventMentions.IsOfBus(tree)) return [];
        var root = tree.GetRoot(cancel);
        return words.PlacesOf(EventBuses.Add).Select(place => root.FindToken(place)).Where(static t => t.ValueText == EventBuses.Add).Select(static t => NameIn(t.Parent)).OfType<string>().Distinct();
    }

    static string? NameIn(SyntaxNode? name) => name switch
    {
        { Parent: AttributeSyntax } or { Parent.Parent: AttributeSyntax } => null,
        GenericNameSyntax { TypeArgumentList.Arguments: [var handled] } generic => handled is PredefinedTypeSyntax predefined ? predefined.Keyword.ValueText : handled.SimpleName() is { } simple && !IsParameter(simple, generic) ? simple : Any,
        IdentifierNameSyntax { Parent: var parent } => IsOneArgument(parent) ? Any : null,
        _ => null,
    };

    /// <summary>bus.On((Placed e) => …): what a lambda is about.</summary>
    static bool IsOneArgument(SyntaxNode? parent) => parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 }
        || parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && (parent.Parent is not InvocationExpressionSyntax call || call.Expression != parent || call.ArgumentList.Arguments.Count == 1);

    static bool IsParameter(string name, SyntaxNode node) => node.Ancestors().Select(static a => a switch
    {
        MethodDeclarationSyntax method => method.TypeParameterList,
        LocalFunctionStatementSyntax function => function.TypeParameterList,
        TypeDeclarationSyntax type => type.TypeParameterList,
        _ => null,
    }).Any(list => list?.Parameters.Any(p => p.Identifier.ValueText == name) == true);

    static IEnumerable<string> ReadBases(SyntaxTree tree, CancellationToken cancel) =>
        tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>()
            .SelectMany(static t => t.BaseList?.Types ?? default).Select(static b => b.Type.SimpleName()).OfType<string>().Distinct();
}
