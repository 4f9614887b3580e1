using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Analyzers.Types;

/// <summary>The type of an expression as the compiler knows it where it stands: before any conversion, with the nullability that the code above it has proved.</summary>
static class StaticType
{
    static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Null where an expression has none of its own (<c>null</c>, <c>default</c>, a lambda), or is not understood.</summary>
    public static ITypeSymbol? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancel)
    {
        var info = model.GetTypeInfo(expression, cancel);
        if (info.Type is not { TypeKind: not TypeKind.Error } type || IsDefaultOf(expression)) return null;
        if (type.IsValueType) return type;
        return info.Nullability.FlowState switch
        {
            NullableFlowState.NotNull => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated),
            NullableFlowState.MaybeNull => type.WithNullableAnnotation(NullableAnnotation.Annotated),
            _ => type.WithNullableAnnotation(NullableAnnotation.None),
        };
    }

    static bool IsDefaultOf(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsDefaultOf(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsDefaultOf(inner.Operand),
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.DefaultLiteralExpression) || literal.IsKind(SyntaxKind.NullLiteralExpression),
        _ => expression is ImplicitObjectCreationExpressionSyntax or CollectionExpressionSyntax or AnonymousFunctionExpressionSyntax,
    };

    /// <summary>Whether two types are one: nullability counts where both say something about it, and so do <c>dynamic</c> and the names of a tuple's elements.</summary>
    public static bool AreSame(ITypeSymbol left, ITypeSymbol right)
    {
        if (!SymbolEqualityComparer.Default.Equals(left, right)) return false;
        if (!left.IsValueType && left is not ITypeParameterSymbol { HasNotNullConstraint: false, HasReferenceTypeConstraint: false } && Differ(left.NullableAnnotation, right.NullableAnnotation)) return false;
        return (left, right) switch
        {
            (IArrayTypeSymbol one, IArrayTypeSymbol other) => AreSame(one.ElementType, other.ElementType),
            (INamedTypeSymbol { IsTupleType: true } one, INamedTypeSymbol { IsTupleType: true } other) => AllSame([.. one.TupleElements.Select(e => e.Type)], [.. other.TupleElements.Select(e => e.Type)]),
            (INamedTypeSymbol one, INamedTypeSymbol other) => AllSame(one.TypeArguments, other.TypeArguments)
                && (one.ContainingType is null || other.ContainingType is null || AreSame(one.ContainingType, other.ContainingType)),
            _ => true,
        };
    }

    static bool AllSame(IReadOnlyList<ITypeSymbol> left, IReadOnlyList<ITypeSymbol> right)
    {
        for (var i = 0; i < left.Count; i++)
        {
            if (!AreSame(left[i], right[i])) return false;
        }
        return true;
    }

    static bool Differ(NullableAnnotation left, NullableAnnotation right) => left != right && left != NullableAnnotation.None && right != NullableAnnotation.None;

    /// <summary>Whether source can name a type.</summary>
    public static bool HasName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HasName(array.ElementType),
        INamedTypeSymbol named => !named.IsAnonymousType && named.TypeArguments.All(HasName),
        _ => true,
    };

    public static string Display(ITypeSymbol type, SemanticModel model, int position) => type.ToMinimalDisplayString(model, position, Format);

    /// <summary>Two types, told apart: by their namespaces where their names are the same.</summary>
    public static (string First, string Second) Names(ITypeSymbol first, ITypeSymbol? second, SemanticModel model, int position)
    {
        var (one, other) = (Display(first, model, position), second is null ? "" : Display(second, model, position));
        return one != other ? (one, other) : (first.ToDisplayString(Full), second!.ToDisplayString(Full));
    }

    static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
}
