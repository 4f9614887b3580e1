using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Analyzers.Performance;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.CodeFixes;

/// <summary>A look-up that a check has settled: its syntax and what it does.</summary>
sealed record SettledUse(ExpressionSyntax Syntax, KeyedAccessKind Kind, bool MayBeFilled)
{
    /// <summary>What an <c>Add</c> or an assignment puts there; null for others.</summary>
    public ExpressionSyntax? Value => Syntax switch
    {
        AssignmentExpressionSyntax assignment => assignment.Right,
        InvocationExpressionSyntax { ArgumentList.Arguments: [_, { NameColon: null, RefKindKeyword.RawKind: 0 } value] } => value.Expression,
        _ => null,
    };

    /// <summary>The statement that is nothing but this look-up.</summary>
    public ExpressionStatementSyntax? Statement => Syntax.Parent as ExpressionStatementSyntax;
}

/// <summary>A shape the code may take: its title, its edits, and the variable it declares.</summary>
readonly record struct Shape(string Title, TextEdits Edits, string? Name = null);

/// <summary>The check of a finding and all that it settles.</summary>
sealed record LookupPair(InvocationExpressionSyntax Check, ExpressionSyntax Receiver, ExpressionSyntax Key, ImmutableArray<SettledUse> Uses, SyntaxNode Member, INamedTypeSymbol Type)
{
    public static LookupPair? Of(Diagnostic finding, SyntaxNode root, SemanticModel model, CancellationToken cancel)
    {
        if (root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: [{ Expression: var key }, ..] } check) return null;
        if (!finding.Properties.TryGetValue(DoubleLookup.Uses, out var listed) || listed is null) return null;
        var kinds = listed.Split(',');
        if (kinds.Length != finding.AdditionalLocations.Count || finding.AdditionalLocations.Any(l => l.SourceTree != root.SyntaxTree)) return null;
        var uses = kinds.Zip(finding.AdditionalLocations, (kind, location) => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax use
            ? new SettledUse(use, (KeyedAccessKind)Enum.Parse(typeof(KeyedAccessKind), kind.TrimEnd(DoubleLookup.Filled[0])), kind.EndsWith(DoubleLookup.Filled, StringComparison.Ordinal)) : null).ToArray();
        if (uses.Any(u => u is null) || ReceiverOf(check) is not { } receiver) return null;
        var member = check.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is not null && model.GetTypeInfo(receiver, cancel).Type is { } type
            ? new(check, receiver, key, [.. uses.Select(u => u!)], member, type as INamedTypeSymbol ?? (type as ITypeParameterSymbol)?.ConstraintTypes.OfType<INamedTypeSymbol>().FirstOrDefault()!) : null;
    }

    /// <summary>The dictionary or set: also that of <c>d.Keys.Contains(k)</c> and <c>d?.ContainsKey(k)</c>.</summary>
    static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax check) => check.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Keys", Expression: var owner } } => owner,
        MemberAccessExpressionSyntax { Expression: var owner } => owner,
        MemberBindingExpressionSyntax => check.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    /// <summary>Whether the check asks for keys of a dictionary by way of <c>Keys</c>.</summary>
    public bool IsOfKeys => Check.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Expression: var owner } && owner != Receiver;

    /// <summary>The check with the negation around it, and what is negated: <c>!d.ContainsKey(k)</c>.</summary>
    public (ExpressionSyntax Test, bool IsNegated) Test
    {
        get
        {
            ExpressionSyntax test = Check;
            var isNegated = false;
            while (true)
            {
                switch (test.Parent)
                {
                    case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                        (test, isNegated) = (not, !isNegated);
                        continue;
                    case ParenthesizedExpressionSyntax inner:
                        test = inner;
                        continue;
                    default:
                        return (test, isNegated);
                }
            }
        }
    }

    /// <summary>Whether computing an expression where it was not computed before changes nothing: it has no effect, cannot fail, and costs little.</summary>
    public static bool IsCheap(ExpressionSyntax value, SemanticModel model)
    {
        switch (value)
        {
            case LiteralExpressionSyntax or DefaultExpressionSyntax or TypeOfExpressionSyntax or ThisExpressionSyntax:
            case CollectionExpressionSyntax { Elements.Count: 0 }:
                return true;
            case ParenthesizedExpressionSyntax inner:
                return IsCheap(inner.Expression, model);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.LogicalNotExpression } unary:
                return IsCheap(unary.Operand, model);
            case TupleExpressionSyntax tuple:
                return tuple.Arguments.All(a => IsCheap(a.Expression, model));
            case IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or PredefinedTypeSyntax or IdentifierNameSyntax }:
                return model.GetConstantValue(value).HasValue || model.GetSymbolInfo(value).Symbol is ILocalSymbol or IParameterSymbol
                    || model.GetSymbolInfo(value).Symbol is IFieldSymbol field && (field.IsStatic || value is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax });
            case BaseObjectCreationExpressionSyntax { Initializer: null } creation:
                return model.GetTypeInfo(creation).Type is { ContainingNamespace: { } space } type && type.DeclaringSyntaxReferences.IsEmpty
                    && space.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Concurrent" or "System" or "System.Text"
                    && (creation.ArgumentList?.Arguments.Count ?? 0) == 0;
            default:
                return model.GetConstantValue(value).HasValue;
        }
    }
}
