using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Types;

/// <summary>Takes the value from the guard's <c>out</c> parameter, in the place of all casts behind the guard.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NeedlessCastFix() : TextFix(NeedlessCast.Descriptor, "Take it from the guard")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var names = new HashSet<(SyntaxNode Member, string Name)>();
        foreach (var guard in findings.Where(f => f.AdditionalLocations.Count > 1).GroupBy(f => f.AdditionalLocations[0].SourceSpan).OrderBy(g => g.Key.Start))
        {
            var finding = guard.First();
            if (draft.Root.FindNode(guard.Key, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList: var arguments } call) continue;
            if (!finding.Properties.TryGetValue(NeedlessCast.Out, out var parameter) || !finding.Properties.TryGetValue(NeedlessCast.Place, out var place) || !finding.Properties.TryGetValue(NeedlessCast.Exact, out var exact)) continue;
            var casts = finding.AdditionalLocations.Skip(1).Select(l => draft.Root.FindNode(l.SourceSpan, getInnermostNodeForTie: true)).OfType<ExpressionSyntax>().ToList();
            if (casts.Count != exact!.Length) continue;
            var edits = new TextEdits(draft.Text);
            var name = NameOf([.. casts.Where((_, i) => exact[i] == '1').Concat(casts.OrderBy(c => c.SpanStart))], call, names);
            var index = int.Parse(place!, CultureInfo.InvariantCulture) - (draft.Model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol { ReducedFrom: not null } ? 1 : 0);
            var isPlaced = index <= arguments.Arguments.Count && arguments.Arguments.Take(index).All(static a => a.NameColon is null);
            if (isPlaced && index < arguments.Arguments.Count) edits.Replace(new(arguments.Arguments[index].SpanStart, 0), $"out var {name}, ");
            else edits.Replace(new(arguments.CloseParenToken.SpanStart, 0), $"{(arguments.Arguments.Count > 0 ? ", " : "")}{(isPlaced ? "" : parameter + ": ")}out var {name}");
            for (var i = 0; i < casts.Count; i++) Replace(casts[i], name, isExact: exact[i] == '1', edits);
            if (await draft.Take([edits], call, cancel).ConfigureAwait(false)) names.Add((MemberOf(call), name));
        }
    }

    /// <summary>A name by the type that was cast to, of which the member has no other.</summary>
    static string NameOf(List<ExpressionSyntax> casts, SyntaxNode call, HashSet<(SyntaxNode Member, string Name)> taken)
    {
        var type = casts.Select(c => c switch { CastExpressionSyntax cast => cast.Type, BinaryExpressionSyntax { Right: TypeSyntax tried } => tried, _ => null }).FirstOrDefault(t => t is not null);
        var simple = type switch { SimpleNameSyntax n => n.Identifier.ValueText, QualifiedNameSyntax q => q.Right.Identifier.ValueText, PredefinedTypeSyntax p => p.Keyword.ValueText == "string" ? "text" : "number", ArrayTypeSyntax => "array", NullableTypeSyntax => "value", _ => "typed" };
        if (type is PredefinedTypeSyntax { Keyword.ValueText: "bool" or "char" or "object" }) simple = "typed";
        if (simple.Length > 1 && simple[0] == 'I' && char.IsUpper(simple[1])) simple = simple.Substring(1);
        var name = char.ToLowerInvariant(simple[0]) + simple.Substring(1);
        if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None) name = "typed";
        var member = MemberOf(call);
        var used = new HashSet<string>(member.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText));
        var unique = name;
        for (var i = 2; used.Contains(unique) || taken.Contains((member, unique)); i++) unique = name + i.ToString(CultureInfo.InvariantCulture);
        return unique;
    }

    static SyntaxNode MemberOf(SyntaxNode call) => call.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax) ?? call;

    /// <summary>A base type may have been meant (an overload, an explicit member, the type of a variable): a cast to one stays, around the typed value.</summary>
    static void Replace(ExpressionSyntax cast, string name, bool isExact, TextEdits edits)
    {
        SyntaxNode whole = cast;
        while (whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }) whole = whole.Parent;
        if (isExact) edits.Replace(whole.Span, name);
        else if (cast is CastExpressionSyntax { Expression: var operand }) edits.Replace(operand.Span, name);
        else if (cast is BinaryExpressionSyntax { Left: var left }) edits.Replace(left.Span, name);
    }
}
