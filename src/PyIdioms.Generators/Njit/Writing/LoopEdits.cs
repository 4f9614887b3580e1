using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.Njit;

/// <summary>Puts a loop over vectors in front of the user's, which begins where that stops.</summary>
static class LoopEdits
{
    public static void Write(ILoopOperation loop, LanePlan plan, string vectors, TokenEdits edits)
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

    static void Remove(SyntaxNode node, TokenEdits edits)
    {
        foreach (var token in node.DescendantTokens()) edits.Replace(token, "");
    }
}
