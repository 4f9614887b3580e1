using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.Njit;

/// <summary>Puts a loop over vectors in front of the user's, which begins where that stops.</summary>
static class LoopEdits
{
    /// <summary>Puts it there.</summary>
    /// <param name="loop">The user's loop.</param>
    /// <param name="plan">How its iterations are lanes.</param>
    /// <param name="vectors">The loop over vectors.</param>
    /// <param name="edits">Where to.</param>
    /// <param name="range">What a loop over a Prange counts instead of what it says; null for that.</param>
    public static void Write(ILoopOperation loop, LanePlan plan, string vectors, TokenEdits edits, string? range = null)
    {
        var syntax = loop.Syntax;
        var before = "{ ";
        switch (syntax)
        {
            case ForStatementSyntax { Declaration: { } declared } counted:
                before += edits.Write(declared) + ";\n";
                Remove(declared, edits);
                break;
            case ForStatementSyntax { Initializers: { Count: > 0 } initializers }:
                foreach (var initializer in initializers)
                {
                    before += edits.Write(initializer) + ";\n";
                    Remove(initializer, edits);
                }
                foreach (var comma in initializers.GetSeparators()) edits.Replace(comma, "");
                break;
            case CommonForEachStatementSyntax each when LoopReader.IsOverRange(loop):
                var whole = LoopReader.RangeOf(plan.Loop.Lane);
                before += $"var {whole} = {range ?? edits.Write(each.Expression)};\nint {plan.Loop.Counter} = {whole}.Start;\n";
                Replace(each.Expression, $"new global::PyIdioms.Prange({plan.Loop.Counter}, {whole}.Stop)", edits);
                break;
            case CommonForEachStatementSyntax each:
                before += $"int {plan.Loop.Counter} = 0;\n";
                var rest = each.Expression;
                edits.Before(rest.GetFirstToken(), RestOf(((IForEachLoopOperation)loop).Collection, plan.Loop.Counter, TokenText.Of(rest)) + "/*");
                edits.After(rest.GetLastToken(), "*/");
                break;
        }
        edits.Before(syntax.GetFirstToken(), before + vectors);
        edits.After(syntax.GetLastToken(), " }");
    }

    /// <summary>The elements that are left. An array that is null throws as it would have.</summary>
    static string RestOf(IOperation collection, string from, string text)
    {
        while (collection is IConversionOperation { IsImplicit: true, Operand: var inner }) collection = inner;
        return collection.Type switch
        {
            IArrayTypeSymbol { Rank: > 1 } array => $"global::PyIdioms.Lanes.LaneGuards.Rest<{array.ElementType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>({text}, {from}, {text}.Length)",
            IArrayTypeSymbol array => $"new global::System.{(IsByReference(collection) ? "" : "ReadOnly")}Span<{array.ElementType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>({text}, {from}, {text}.Length - {from})",
            { SpecialType: SpecialType.System_String } => $"{text}.Substring({from})",
            _ => $"({text}).Slice({from})",
        };
    }

    static bool IsByReference(IOperation collection) => collection.Syntax.Parent is ForEachStatementSyntax { Type: RefTypeSyntax };

    /// <summary>Other words in place of the user's.</summary>
    public static void Replace(SyntaxNode node, string text, TokenEdits edits)
    {
        Remove(node, edits);
        edits.Before(node.GetFirstToken(), text);
    }

    static void Remove(SyntaxNode node, TokenEdits edits)
    {
        foreach (var token in node.DescendantTokens()) edits.Replace(token, "");
    }
}
