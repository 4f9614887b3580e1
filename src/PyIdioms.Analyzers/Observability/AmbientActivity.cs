using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Analyzers.Observability;

/// <summary>An activity that a listener starts at one event and ends at another: between them it is <c>Activity.Current</c>.</summary>
static class AmbientActivity
{
    /// <summary>Whether the type around ends the current activity.</summary>
    public static bool IsEndedIn(SyntaxNode start) => start.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && type.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(IsEnded);

    static bool IsEnded(MemberAccessExpressionSyntax current)
    {
        if (current is not { Name.Identifier.ValueText: "Current", Expression: IdentifierNameSyntax { Identifier.ValueText: "Activity" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Activity" } }) return false;
        SyntaxNode at = current;
        while (at.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax) at = at.Parent;
        return at.Parent switch
        {
            ConditionalAccessExpressionSyntax { WhenNotNull: var member } access when access.Expression == at => member.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().Any(m => IsEnd(m.Name)),
            MemberAccessExpressionSyntax access => IsEnd(access.Name),
            IsPatternExpressionSyntax { Pattern: var pattern } test => pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().Any(v => IsEndedAs(v.Identifier.ValueText, test)),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => IsEndedAs(variable.Identifier.ValueText, variable),
            _ => false,
        };
    }

    static bool IsEndedAs(string name, SyntaxNode from) => from.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name && use.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == use => IsEnd(access.Name),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } => IsEnd(binding.Name),
        _ => false,
    });

    static bool IsEnd(SimpleNameSyntax name) => name.Identifier.ValueText is "Stop" or "Dispose" or "SetEndTime";
}
