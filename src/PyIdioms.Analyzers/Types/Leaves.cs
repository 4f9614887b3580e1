using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

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
            IConversionOperation { OperatorMethod: null } conversion when Keeps(conversion) => Of(conversion.Operand),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue).Concat(Of(otherwise)),
            ICoalesceOperation choice => Of(choice.Value).Where(l => l.ConstantValue is not { HasValue: true, Value: null }).Concat(Of(choice.WhenNull)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(a => Of(a.Value)),
            ISimpleAssignmentOperation assignment => Of(assignment.Value),
            ICoalesceAssignmentOperation assignment => Of(assignment.Target).Concat(Of(assignment.Value)),
            IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments: [{ Value: var result }] } => Of(result),
            IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [{ Value: var result, Parameter.Name: "result" }] } => Of(result),
            IThrowOperation or IInvalidOperation or IDefaultValueOperation or ITypeParameterObjectCreationOperation => [],
            // Of what is dynamic nobody asks anything before the program runs.
            _ => value.Type is null or { TypeKind: TypeKind.Error or TypeKind.Dynamic } ? [] : [value],
        };
    }

    /// <summary>Whether a conversion leaves a value what it is: no number becomes a character or a member of an enumeration.</summary>
    static bool Keeps(IConversionOperation conversion) => KindOf(conversion.Operand.Type) == KindOf(conversion.Type) || conversion.Conversion is { IsReference: true } or { IsIdentity: true } || conversion.Type?.SpecialType == SpecialType.System_Object || conversion.Operand.Type?.SpecialType == SpecialType.System_Object || conversion.Operand.Type?.TypeKind == TypeKind.Dynamic;

    static TypeKind KindOf(ITypeSymbol? type) => type?.WithoutNullable() is { TypeKind: TypeKind.Enum } ? TypeKind.Enum : type?.WithoutNullable().SpecialType == SpecialType.System_Char ? TypeKind.Unknown : TypeKind.Struct;

    /// <summary>A constant with the type that it is written in, not the one that it is converted to.</summary>
    static IOperation Constant(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: { ConstantValue.HasValue: true } operand }) value = operand;
        return value;
    }

    /// <summary>Whether somebody vouches for a null: <c>null!</c>.</summary>
    public static bool IsVouchedFor(IOperation leaf) => leaf.Syntax.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression };
}
