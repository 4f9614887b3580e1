using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Which delegates may hold more than one handler: events, and what <c>+=</c> was applied to.</summary>
public static class Multicasts
{
    /// <summary>The event, field, property, parameter or local behind an invoked delegate, if several handlers can hang on it.</summary>
    public static ISymbol? Of(IInvocationOperation invocation, CancellationToken cancel) => invocation.Instance is { } target ? Of(target, invocation, cancel, depth: 0) : null;

    static ISymbol? Of(IOperation target, IOperation use, CancellationToken cancel, int depth)
    {
        if (depth > 4) return null;
        switch (target.Unwrap())
        {
            case IEventReferenceOperation reference:
                return reference.Event;
            case IConditionalAccessInstanceOperation placeholder:
                for (var outer = placeholder.Parent; outer is not null; outer = outer.Parent)
                {
                    if (outer is IConditionalAccessOperation access && access.Operation.Syntax == placeholder.Syntax) return Of(access.Operation, use, cancel, depth + 1);
                }
                return null;
            case IFieldReferenceOperation { Field: { IsReadOnly: false } field }:
                return IsAddedTo(field, cancel) ? field : null;
            case IPropertyReferenceOperation { Property: { SetMethod: not null } property }:
                return IsAddedTo(property, cancel) ? property : null;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return IsCombined(use, parameter) ? parameter : null;
            case ILocalReferenceOperation { Local: var local }:
                return IsCombined(use, local) ? local : InitialOf(local, use) is { } initial ? IsSum(initial) ? local : Of(initial, use, cancel, depth + 1) : null;
            default:
                return null;
        }
    }

    static bool IsSum(IOperation value) => value.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add };

    static bool IsCombined(IOperation use, ISymbol variable) => use.Root().Descendants().Any(d =>
        d is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: var target }
        && SymbolEqualityComparer.Default.Equals(target is ILocalReferenceOperation local ? local.Local : (target as IParameterReferenceOperation)?.Parameter, variable));

    static IOperation? InitialOf(ILocalSymbol local, IOperation use) => use.Root().Descendants().Select(d => d switch
    {
        IVariableDeclaratorOperation { Initializer.Value: var value } declarator when Is(declarator.Symbol, local) => value,
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } declared } } test when Is(declared, local) => test.Value,
        IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } declared } } test when Is(declared, local) => test.Value,
        _ => null,
    }).FirstOrDefault(v => v is not null);

    static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    /// <summary>A <c>+=</c> on the member anywhere in its type. By name: only asked of delegates that return tasks.</summary>
    static bool IsAddedTo(ISymbol member, CancellationToken cancel) => member.ContainingType.DeclaringSyntaxReferences
        .SelectMany(r => r.GetSyntax(cancel).DescendantNodes().OfType<AssignmentExpressionSyntax>())
        .Any(a => a.IsKind(SyntaxKind.AddAssignmentExpression) && NameOf(a.Left) == member.Name);

    static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
