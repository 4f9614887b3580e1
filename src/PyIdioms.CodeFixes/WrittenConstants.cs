using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes;

/// <summary>Where the constants that an expression can have are written: itself, the arms of a choice, the initializer of a local that is set once.</summary>
/// <param name="model">The model of the document.</param>
/// <param name="isWrong">Whether an expression is a constant that has to go; null where it is no constant.</param>
/// <param name="cancel">Ends the search.</param>
sealed class WrittenConstants(SemanticModel model, Func<ExpressionSyntax, bool?> isWrong, CancellationToken cancel)
{
    const int MostDepth = 8;

    /// <summary>The expressions to replace; none where the constants are written elsewhere.</summary>
    public IEnumerable<ExpressionSyntax> In(ExpressionSyntax expression) => In(expression, MostDepth);

    IEnumerable<ExpressionSyntax> In(ExpressionSyntax expression, int depth)
    {
        if (depth == 0) return [];
        if (isWrong(expression) is { } answer) return answer ? [expression] : [];
        return expression switch
        {
            ParenthesizedExpressionSyntax inner => In(inner.Expression, depth - 1),
            CastExpressionSyntax cast => In(cast.Expression, depth - 1),
            ConditionalExpressionSyntax choice => In(choice.WhenTrue, depth - 1).Concat(In(choice.WhenFalse, depth - 1)),
            SwitchExpressionSyntax choice => choice.Arms.SelectMany(a => In(a.Expression, depth - 1)),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => In(coalesce.Right, depth - 1),
            IdentifierNameSyntax name when model.GetSymbolInfo(name, cancel).Symbol is ILocalSymbol local => InitializerOf(local) is { } initializer ? In(initializer, depth - 1) : [],
            _ => [],
        };
    }

    ExpressionSyntax? InitializerOf(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: { } initializer } declarator || reference.SyntaxTree != model.SyntaxTree) return null;
        var body = declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var isSetOnce = body is not null && !body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == local.Name && IsWritten(n));
        return isSetOnce ? initializer : null;
    }

    static bool IsWritten(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression),
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        RefExpressionSyntax => true,
        _ => false,
    };

    /// <summary>The constant that an expression is: its own, or that of the readonly field it names.</summary>
    public static object? ConstantOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel)
    {
        if (model.GetConstantValue(expression, cancel) is { HasValue: true, Value: { } constant }) return constant;
        return SourceOf(expression, model, cancel) is { } source && model.GetConstantValue(source, cancel) is { HasValue: true, Value: { } written } ? written : null;
    }

    /// <summary>What a readonly field is initialized with, in this document.</summary>
    public static ExpressionSyntax? SourceOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel) =>
        model.GetSymbolInfo(expression, cancel).Symbol is IFieldSymbol { IsReadOnly: true, DeclaringSyntaxReferences: [var reference] } && reference.SyntaxTree == model.SyntaxTree
            && reference.GetSyntax(cancel) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? value : null;
}
