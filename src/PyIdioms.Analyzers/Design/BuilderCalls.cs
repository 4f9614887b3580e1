using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Design;

/// <summary>What a call does to a builder that never changes.</summary>
static class BuilderCalls
{
    /// <summary>The part that a method or an argument sets, as the generated builder says it; null for none.</summary>
    public static string? PartOf(ISymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOurs("BuilderPartAttribute")) is { ConstructorArguments: [{ Value: string part }] } ? part : null;

    /// <summary>The parts without which a builder throws; empty for none, and for types that are no builders.</summary>
    public static ImmutableArray<string> RequiredOf(ITypeSymbol? builder) =>
        builder?.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOurs("BuilderRequiresAttribute")) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, Values: var parts }] }
            ? [.. parts.Select(static p => p.Value).OfType<string>()] : [];

    /// <summary>Whether a method returns another builder and leaves the one on which it is called as it is: a generated one, a QueryBuilder's, one that visibly makes another.</summary>
    public static bool ReturnsAnother(IMethodSymbol method, CancellationToken cancel) =>
        !method.IsStatic && method.MethodKind == MethodKind.Ordinary
        && (PartOf(method.OriginalDefinition) is not null
            || SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType)
            && (method.ContainingType.IsOurs("QueryBuilder") || method.ContainingType.Name.EndsWith("Builder", StringComparison.Ordinal) && MakesAnother(method, cancel)));

    /// <summary>Whether a method consists of guards, locals, and returns of objects that it makes: <c>=> new(table, conditions.Add(condition))</c>, <c>=> this with { … }</c>.</summary>
    static bool MakesAnother(IMethodSymbol method, CancellationToken cancel)
    {
        if (method is not { IsVirtual: false, IsOverride: false, IsAbstract: false, IsAsync: false, DeclaringSyntaxReferences: [var declared] }) return false;
        return declared.GetSyntax(cancel) switch
        {
            MethodDeclarationSyntax { ExpressionBody.Expression: { } value } => IsMade(value),
            MethodDeclarationSyntax { Body.Statements: { Count: > 0 } statements } => statements[statements.Count - 1] is ReturnStatementSyntax && statements.All(IsHarmless),
            _ => false,
        };
    }

    static bool IsHarmless(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax { Expression: { } value } => IsMade(value),
        ThrowStatementSyntax => true,
        LocalDeclarationStatementSyntax local => local.Declaration.Variables.All(static v => v.Initializer is null || !Changes(v.Initializer.Value)),
        IfStatementSyntax choice => !Changes(choice.Condition) && IsHarmless(choice.Statement) && (choice.Else is null || IsHarmless(choice.Else.Statement)),
        BlockSyntax block => block.Statements.All(IsHarmless),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } call } => name.StartsWith("ThrowIf", StringComparison.Ordinal) && !Changes(call.ArgumentList),
        _ => false,
    };

    static bool IsMade(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax inner => IsMade(inner.Expression),
        ConditionalExpressionSyntax choice => !Changes(choice.Condition) && IsMade(choice.WhenTrue) && IsMade(choice.WhenFalse),
        BaseObjectCreationExpressionSyntax or WithExpressionSyntax { Expression: ThisExpressionSyntax } => !Changes(value),
        ThrowExpressionSyntax => true,
        _ => false,
    };

    /// <summary>Whether something is assigned that does not belong to what is being made.</summary>
    static bool Changes(SyntaxNode node) => node.DescendantNodesAndSelf().Any(static n => n switch
    {
        AssignmentExpressionSyntax assignment => assignment.Parent is not InitializerExpressionSyntax,
        PrefixUnaryExpressionSyntax step => step.OperatorToken.ValueText is "++" or "--",
        PostfixUnaryExpressionSyntax step => step.OperatorToken.ValueText is "++" or "--",
        ArgumentSyntax argument => argument.RefKindKeyword.ValueText is "ref" or "out",
        AwaitExpressionSyntax => true,
        _ => false,
    });
}
