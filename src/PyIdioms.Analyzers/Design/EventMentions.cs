using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Design;

/// <summary>Where a program names an event.</summary>
static class EventMentions
{
    static readonly Gathered<bool> Unnamed = new(static (tree, cancel) => EmitsUnnamed(tree, cancel) ? [true] : []);

    /// <summary>Whether nothing but an event's own declaration and its handlers names it, in a program where nobody else can.</summary>
    public static bool IsNowhereElse(ITypeSymbol handled, INamedTypeSymbol bus, Compilation compilation, CancellationToken cancel)
    {
        if (handled is not INamedTypeSymbol { Arity: 0, TypeKind: TypeKind.Class or TypeKind.Struct } || !EventBuses.IsKnownWhole(handled, compilation) || !EventBuses.IsKnownWhole(bus, compilation)) return false;
        if (TestCode.IsTest(bus) || Unnamed.In(compilation, cancel).All.Count > 0) return false;
        return !compilation.SyntaxTrees.Any(tree => !IsOfBus(tree) && IsNamedIn(tree, handled, cancel));
    }

    /// <summary>Whether it is a file that was generated for a bus.</summary>
    public static bool IsOfBus(SyntaxTree tree) => tree.FilePath.EndsWith(".EventBus.g.cs", StringComparison.Ordinal);

    static bool IsNamedIn(SyntaxTree tree, ITypeSymbol handled, CancellationToken cancel)
    {
        var words = WordIndex.Of(tree, cancel);
        if (!words.Has(handled.Name)) return false;
        var root = tree.GetRoot(cancel);
        // A look at each place: a word may stand in a comment, which names nothing, or in a string, which may.
        return words.PlacesOf(handled.Name).Select(place => root.FindToken(place)).Any(token => token.ValueText.Contains(handled.Name) && !IsOwn(token, handled, cancel) && !IsOfHandler(token));
    }

    static bool IsOwn(SyntaxToken token, ITypeSymbol handled, CancellationToken cancel) =>
        handled.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == token.SyntaxTree && r.GetSyntax(cancel).Span.Contains(token.Span));

    /// <summary>Whether it stands in the [On] of a handler, or in that handler itself.</summary>
    static bool IsOfHandler(SyntaxToken token) => token.Parent?.AncestorsAndSelf().Any(node => node is AttributeSyntax attribute && IsOn(attribute)
        || node is MethodDeclarationSyntax method && method.AttributeLists.SelectMany(static l => l.Attributes).Any(a => IsOn(a) && a.DescendantTokens().Any(t => t.ValueText == token.ValueText))) == true;

    static bool IsOn(AttributeSyntax attribute) => attribute.Name.SimpleName() is EventBuses.Add or "OnAttribute";

    /// <summary>EmitAsync(new(42)): the event goes without its name.</summary>
    static bool EmitsUnnamed(SyntaxTree tree, CancellationToken cancel)
    {
        var words = WordIndex.Of(tree, cancel);
        if (!words.Has(EventBuses.Emit) || IsOfBus(tree)) return false;
        var root = tree.GetRoot(cancel);
        return words.PlacesOf(EventBuses.Emit).Any(place => root.FindToken(place).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments: var arguments }
            && arguments.Any(static a => a.Expression is ImplicitObjectCreationExpressionSyntax || a.Expression.IsKind(SyntaxKind.DefaultLiteralExpression)));
    }
}
