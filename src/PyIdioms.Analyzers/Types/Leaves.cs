using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Types;

/// <summary>The values that an expression chooses from: <c>a ? b : c</c> is b or c.</summary>
static class Leaves
{
    public static IEnumerable<IOperation> Of(IOperation value)
    {
        if (value.ConstantValue.HasValue) return [Constant(value)];
        return value switch
        {
            IParenthesizedOperation inner => Of(inner.Operand),
            IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue).Concat(Of(otherwise)),
            ICoalesceOperation choice => Of(choice.Value).Where(l => l.ConstantValue is not { HasValue: true, Value: null }).Concat(Of(choice.WhenNull)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(a => Of(a.Value)),
            ISimpleAssignmentOperation assignment => Of(assignment.Value),
            ICoalesceAssignmentOperation assignment => Of(assignment.Target).Concat(Of(assignment.Value)),
            IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments: [{ Value: var result }] } => Of(result),
            IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [{ Value: var result, Parameter.Name: "result" }] } => Of(result),
            IThrowOperation or IInvalidOperation or IDefaultValueOperation or ITypeParameterObjectCreationOperation => [],
            _ => value.Type is null or { TypeKind: TypeKind.Error } ? [] : [value],
        };
    }

    /// <summary>A constant with the type that it is written in, not the one that it is converted to.</summary>
    static IOperation Constant(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { ConstantValue.HasValue: true } operand }) value = operand;
        return value;
    }

    /// <summary>Whether somebody vouches for a null: <c>null!</c>.</summary>
    public static bool IsVouchedFor(IOperation leaf) => leaf.Syntax.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression };

    /// <summary>Whether null cannot get through: the left side of <c>??</c>.</summary>
    public static bool IsReplacedWhenNull(IOperation leaf)
    {
        for (var (at, outer) = (leaf, leaf.Parent); outer is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or ICoalesceAssignmentOperation; (at, outer) = (outer, outer.Parent))
        {
            if (outer is ICoalesceOperation choice && choice.Value == at || outer is ICoalesceAssignmentOperation assignment && assignment.Target == at) return true;
        }
        return false;
    }
}
