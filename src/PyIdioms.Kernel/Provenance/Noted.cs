using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Looks expressions up among noted values.</summary>
static class Noted
{
    /// <summary>The value of an expression; of one that the graph has taken apart the join of its parts; null where it is never reached.</summary>
    public static Value? At(SyntaxNode syntax, Recorder values)
    {
        while (true)
        {
            if (values.At(syntax) is { } value) return value;
            switch (syntax)
            {
                case ParenthesizedExpressionSyntax inner:
                    syntax = inner.Expression;
                    continue;
                case PostfixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SuppressNullableWarningExpression } sure:
                    syntax = sure.Operand;
                    continue;
                case CastExpressionSyntax cast:
                    syntax = cast.Expression;
                    continue;
                case BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } coalesce:
                    syntax = coalesce.Left;
                    continue;
                case ConditionalExpressionSyntax choice:
                    var (yes, no) = (At(choice.WhenTrue, values), At(choice.WhenFalse, values));
                    return yes is null ? no : no is null ? yes : yes.Join(no);
                case SwitchExpressionSyntax match:
                    return match.Arms.Select(arm => At(arm.Expression, values)).Aggregate((Value?)null, (all, arm) => all is null ? arm : arm is null ? all : all.Join(arm));
                default:
                    return null;
            }
        }
    }
}
