using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Generators.Variadic;

/// <summary>A part of a list that goes on: its elements, of which the second is the first with its numbers turned.</summary>
/// <param name="First">The first element; several where they alternate, as keys and values do.</param>
/// <param name="Separators">What stands between them, and last what stands in front of the second element.</param>
/// <param name="Turned">The numbers that turn, of each name.</param>
/// <param name="Last">The last element that is written.</param>
/// <param name="Next">The place behind the part among the children.</param>
sealed record Run(IReadOnlyList<SyntaxNode> First, IReadOnlyList<SyntaxNodeOrToken?> Separators, Dictionary<SyntaxToken, bool[]> Turned, SyntaxNode Last, int Next);

/// <summary>Finds the lists in a declaration.</summary>
sealed class Runs(Families families, int written)
{
    const int MostAlternating = 4;

    /// <summary>The children of a node in the order of the text; of <c>a &amp;&amp; b &amp;&amp; c</c> all operands.</summary>
    public static List<SyntaxNodeOrToken> ChildrenOf(SyntaxNode node)
    {
        var children = new List<SyntaxNodeOrToken>();
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (children.Count == 0 && IsChain(node) && child.AsNode() is { } left && left.RawKind == node.RawKind) children.AddRange(ChildrenOf(left));
            else children.Add(child);
        }
        return children;
    }

    static bool IsChain(SyntaxNode node) => node.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.AddExpression or SyntaxKind.MultiplyExpression
        or SyntaxKind.BitwiseAndExpression or SyntaxKind.BitwiseOrExpression or SyntaxKind.ExclusiveOrExpression or SyntaxKind.AndPattern or SyntaxKind.OrPattern;

    static bool IsList(SyntaxNode node) => IsChain(node) || node is BaseParameterListSyntax or TypeParameterListSyntax or BaseArgumentListSyntax or AttributeArgumentListSyntax or TypeArgumentListSyntax
        or TupleExpressionSyntax or TupleTypeSyntax or InitializerExpressionSyntax or CollectionExpressionSyntax or AnonymousObjectCreationExpressionSyntax or ParenthesizedVariableDesignationSyntax
        or PositionalPatternClauseSyntax or PropertyPatternClauseSyntax or ListPatternSyntax or SwitchExpressionSyntax or SwitchStatementSyntax or SwitchSectionSyntax or BlockSyntax
        or BaseTypeDeclarationSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax or DelegateDeclarationSyntax or BaseListSyntax or VariableDeclarationSyntax
        or InterpolatedStringExpressionSyntax or DocumentationCommentTriviaSyntax or TypeParameterConstraintClauseSyntax or OrderByClauseSyntax or QueryBodySyntax;

    /// <summary>The list that begins at a child; null where none does.</summary>
    public Run? At(SyntaxNode parent, List<SyntaxNodeOrToken> children, int start)
    {
        if (!IsList(parent) || !children[start].IsNode) return null;
        for (var size = 1; size <= MostAlternating; size++)
        {
            if (At(children, start, size) is { } run) return run;
        }
        return null;
    }

    Run? At(List<SyntaxNodeOrToken> children, int start, int size)
    {
        var places = new List<int> { start };
        var separators = new List<SyntaxNodeOrToken?>();
        while (places.Count < size * written)
        {
            var last = places[places.Count - 1];
            if (last + 1 < children.Count && children[last + 1].IsNode && !IsSeparator(children[last + 1]))
            {
                places.Add(last + 1);
                separators.Add(null);
            }
            else if (last + 2 < children.Count && IsSeparator(children[last + 1]) && children[last + 2].IsNode && !IsSeparator(children[last + 2]))
            {
                places.Add(last + 2);
                separators.Add(children[last + 1]);
            }
            else
            {
                return null;
            }
        }
        Dictionary<SyntaxToken, bool[]>? turned = null;
        for (var block = 0; block + 1 < written; block++)
        {
            var mine = TokensOf(places.Skip(block * size).Take(size), children);
            var its = TokensOf(places.Skip((block + 1) * size).Take(size), children);
            if (Compare(mine, its) is not { } compared) return null;
            if (turned is null) turned = compared;
            else if (!turned.Values.Zip(compared.Values, static (a, b) => a.SequenceEqual(b)).All(static same => same)) return null;
        }
        return turned is not null && turned.Any(t => IsPlace(t.Key, t.Value)) ? new([.. places.Take(size).Select(p => children[p].AsNode()!)], separators, turned, children[places[places.Count - 1]].AsNode()!, places[places.Count - 1] + 1) : null;
    }

    static bool IsSeparator(SyntaxNodeOrToken child) => child.IsToken ? child.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.ColonToken) : child.AsNode() is InterpolatedStringTextSyntax or XmlTextSyntax;

    static List<SyntaxToken> TokensOf(IEnumerable<int> places, List<SyntaxNodeOrToken> children) => [.. places.SelectMany(p => children[p].AsNode()!.DescendantTokens())];

    static Dictionary<SyntaxToken, bool[]>? Compare(List<SyntaxToken> mine, List<SyntaxToken> its)
    {
        if (mine.Count != its.Count) return null;
        var turned = new Dictionary<SyntaxToken, bool[]>();
        for (var i = 0; i < mine.Count; i++)
        {
            if (mine[i].RawKind != its[i].RawKind || Numbering.Turned(mine[i].Text, its[i].Text) is not { } numbers) return null;
            turned[mine[i]] = numbers;
        }
        return turned;
    }

    /// <summary>Whether a name turns that says its place.</summary>
    bool IsPlace(SyntaxToken token, bool[] turned) => token.IsKind(SyntaxKind.IdentifierToken)
        && Numbering.FamiliesOf(token.ValueText).Any(f => f.Index < turned.Length && turned[f.Index] && families.IsPlace(f.Family, f.Number, out var place) && place == 0);
}
