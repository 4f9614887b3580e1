using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Completion;

/// <summary>The values that may stand at a place: the document is read as if <c>default</c> stood there, so that half-typed code binds.</summary>
sealed class ExpectedValues(SemanticModel model, Literals literals, CancellationToken cancel)
{
    const string Stand = "default";

    public static async Task<(LiteralContract Contract, SemanticModel Model)?> At(Document document, TypedPlace place, CancellationToken cancel)
    {
        var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        var complete = document.WithText(text.WithChanges(new TextChange(place.Span, Stand)));
        if (await complete.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root || await complete.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model || Literals.In(model.Compilation) is not { } literals) return null;
        var token = root.FindToken(place.Span.Start);
        if (token.ValueText != Stand || token.Parent is not LiteralExpressionSyntax value) return null;
        return new ExpectedValues(model, literals, cancel).Of(value) is { } contract ? (contract, model) : null;
    }

    LiteralContract? Of(ExpressionSyntax value) => value.Parent switch
    {
        ParenthesizedExpressionSyntax inner => Of(inner),
        ConditionalExpressionSyntax choice when choice.Condition != value => Of(choice),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => Of(choice),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } test => OfSubject(test.Left == value ? test.Right : test.Left),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when arm.Expression == value => Of(choice),
        ConstantPatternSyntax pattern => OfPattern(pattern),
        CaseSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => OfSubject(choice.Expression),
        ArgumentSyntax { Parent: BaseArgumentListSyntax { Parent: { } call } list } argument => OfArgument(call, argument.NameColon, list.Arguments.IndexOf(argument)),
        AttributeArgumentSyntax { NameEquals: { Name: var name } } => OfSymbol(model.GetSymbolInfo(name, cancel).Symbol),
        AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list } argument => OfArgument(attribute, argument.NameColon, list.Arguments.IndexOf(argument)),
        AssignmentExpressionSyntax assignment when assignment.Right == value => OfSymbol(model.GetSymbolInfo(assignment.Left, cancel).Symbol),
        EqualsValueClauseSyntax { Parent: { } declared } => OfSymbol(model.GetDeclaredSymbol(declared, cancel)),
        ReturnStatementSyntax or ArrowExpressionClauseSyntax or YieldStatementSyntax => OfSymbol(model.GetEnclosingSymbol(value.SpanStart, cancel)),
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } => Of(list),
        InitializerExpressionSyntax { Parent: ExpressionSyntax list } => Of(list),
        _ => null,
    };

    /// <summary>What a pattern is matched against: what stands before <c>is</c> or <c>switch</c>, or a member that a pattern names.</summary>
    LiteralContract? OfPattern(SyntaxNode pattern) => pattern.Parent switch
    {
        IsPatternExpressionSyntax test => OfSubject(test.Expression),
        CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => OfSubject(choice.Expression),
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => OfSubject(choice.GoverningExpression),
        SubpatternSyntax { ExpressionColon.Expression: var member } => OfSymbol(model.GetSymbolInfo(member is MemberAccessExpressionSyntax access ? access.Name : member, cancel).Symbol),
        PatternSyntax outer => outer is BinaryPatternSyntax or UnaryPatternSyntax or ParenthesizedPatternSyntax ? OfPattern(outer) : null,
        _ => null,
    };

    LiteralContract? OfSubject(ExpressionSyntax subject) =>
        (model.Bind(subject, cancel) is { } operation ? ListedSubject.Of(operation, literals) : null) ?? literals.OfAlias(model.GetTypeInfo(subject, cancel).Type);

    LiteralContract? OfArgument(SyntaxNode call, NameColonSyntax? name, int index)
    {
        var info = model.GetSymbolInfo(call, cancel);
        var targets = info.Symbol is { } only ? [only] : info.CandidateSymbols.IsEmpty && call is InvocationExpressionSyntax { Expression: var called } ? model.GetMemberGroup(called, cancel) : info.CandidateSymbols;
        return targets.Select(t => ParameterOf(t, name?.Name.Identifier.ValueText, index)).Select(OfSymbol).FirstOrDefault(c => c is not null);
    }

    static IParameterSymbol? ParameterOf(ISymbol target, string? name, int index)
    {
        var parameters = target switch { IMethodSymbol method => method.Parameters, IPropertySymbol property => property.Parameters, _ => [] };
        if (name is not null) return parameters.FirstOrDefault(p => p.Name == name);
        return index < parameters.Length ? parameters[index] : parameters is [.., { IsParams: true } last] ? last : null;
    }

    /// <summary>What is listed for a place, or the values of the alias type that it has.</summary>
    LiteralContract? OfSymbol(ISymbol? symbol) => symbol is null ? null : literals.Of(symbol) ?? literals.OfAlias(symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        ILocalSymbol local => local.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    });
}
