using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>Writes the closest of the listed values.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnlistedValueFix() : TextFix(UnlistedValue.Descriptor, "Use the closest value")
{
    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(UnlistedValue.Closest, out var closest) || !finding.Properties.TryGetValue(UnlistedValue.Found, out var found)) continue;
            foreach (var (wrong, near) in found!.Split('\n').Zip(closest!.Split('\n'), (f, c) => (f, c)))
            {
                foreach (var written in Written(draft, Expression(draft.NodeOf(finding)), wrong, cancel)) draft.Edits.AddRange([new(written.Span, near)]);
            }
        }
        return Task.CompletedTask;
    }

    static ExpressionSyntax? Expression(SyntaxNode node) => node switch
    {
        ArgumentSyntax argument => argument.Expression,
        AttributeArgumentSyntax argument => argument.Expression,
        ExpressionElementSyntax element => element.Expression,
        ConstantPatternSyntax pattern => pattern.Expression,
        CaseSwitchLabelSyntax label => label.Value,
        ExpressionSyntax expression => expression,
        _ => null,
    };

    /// <summary>Where the constant is written: on the spot, or where the variable gets it.</summary>
    static IEnumerable<ExpressionSyntax> Written(Draft draft, ExpressionSyntax? value, string found, CancellationToken cancel)
    {
        if (value is null) return [];
        if (value is not IdentifierNameSyntax name) return IsWritten(value, draft, cancel) ? [value] : [];
        if (draft.Model.GetSymbolInfo(name, cancel).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local || reference.GetSyntax(cancel) is not VariableDeclaratorSyntax declarator) return [];
        var body = declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? draft.Root;
        var sources = body.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(a => a.Left is IdentifierNameSyntax target && target.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(target, cancel).Symbol, local)).Select(a => a.Right)
            .Concat(declarator.Initializer is { Value: var initial } ? [initial] : []);
        return sources.SelectMany(s => s.DescendantNodesAndSelf().OfType<ExpressionSyntax>()).Where(e => IsWritten(e, draft, cancel) && Is(e, found, draft, cancel));
    }

    /// <summary>A literal, or a member of an enumeration: nobody else reads it.</summary>
    static bool IsWritten(ExpressionSyntax value, Draft draft, CancellationToken cancel) => value is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
        || value is InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax] }
        || value is MemberAccessExpressionSyntax or IdentifierNameSyntax && draft.Model.GetSymbolInfo(value, cancel).Symbol is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum };

    static bool Is(ExpressionSyntax value, string found, Draft draft, CancellationToken cancel) =>
        draft.Model.GetConstantValue(value, cancel) is { HasValue: true, Value: var constant } && new LiteralValue(constant, draft.Model.GetTypeInfo(value, cancel).Type).Text == found;
}
