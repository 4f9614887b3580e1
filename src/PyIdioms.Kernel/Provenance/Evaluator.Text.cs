using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Text put together, and arithmetic on constants.</summary>
sealed partial class Evaluator
{
    Value Binary(IBinaryOperation binary)
    {
        if (binary is { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } && binary.Type.IsString()) return Sum(binary);
        var left = Of(binary.LeftOperand);
        var right = Of(binary.RightOperand);
        if (binary.OperatorMethod is { DeclaringSyntaxReferences.IsEmpty: false } method) return Invoke(method, null, [left, right], [binary.LeftOperand, binary.RightOperand], binary, isVirtual: false);
        return binary.Type?.TypeKind == TypeKind.Delegate ? Value.Literal : Fold(binary.OperatorKind, left, right, binary);
    }

    /// <summary>A sum of texts, however long: <c>a + b + c</c> leans to the left.</summary>
    Value Sum(IBinaryOperation binary)
    {
        var sums = new Stack<IBinaryOperation>();
        IOperation first = binary;
        while (first is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, ConstantValue.HasValue: false } sum && sum.Type.IsString())
        {
            sums.Push(sum);
            first = sum.LeftOperand;
        }
        var text = TextOf(Of(first), first);
        foreach (var sum in sums)
        {
            text = text.Concat(TextOf(Of(sum.RightOperand), sum.RightOperand));
            if (sum != binary) scene.Recorder?.Put(sum.Syntax, text, scene, Memory);
        }
        return text;
    }

    /// <summary>What a value becomes where text is asked for.</summary>
    Value TextOf(Value value, IOperation operation)
    {
        var source = operation;
        while (source is IConversionOperation { OperatorMethod: null } conversion) source = conversion.Operand;
        return TextOf(value, source.Type, source);
    }

    Value TextOf(Value value, ITypeSymbol? type, IOperation operation)
    {
        if (type.IsString() || !value.Constants.IsDefault) return value;
        if (type is { TypeKind: TypeKind.Enum } || type.IsScalar()) return value;
        if (type is { SpecialType: SpecialType.System_Object or SpecialType.System_Char } or { TypeKind: TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Error } or null)
            return value.Entities.IsEmpty ? value : value.Entities is [{ Type: { } made }] ? TextOf(value, made, operation) : Value.Literal.WithOrigins(Outside(value).Origins);
        if (type is INamedTypeSymbol { Name: "StringBuilder" or "StringWriter" or "FormattableString" or "DefaultInterpolatedStringHandler" } || type.IsBuffer()) return ElementsOf(value);
        if (ToStringOf(type) is { } method)
        {
            if (Enter(method, value, [], [], operation, isVirtual: true) is { } text) return text;
            if (method.ReturnsLiteral()) return Value.Literal;
        }
        return Value.From(new Origin(OriginKind.Call, Level.Unknown, (ISymbol?)ToStringOf(type) ?? type, operation.Syntax).TakenFrom(value.Origins.FirstOrDefault()));
    }

    static IMethodSymbol? ToStringOf(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers("ToString").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.IsEmpty) is { } method) return method;
        }
        return null;
    }

    Value Interpolated(IInterpolatedStringOperation text)
    {
        var result = Value.Constant("");
        foreach (var part in text.Parts)
        {
            result = result.Concat(part switch
            {
                IInterpolatedStringTextOperation { Text: var constant } => Of(constant),
                IInterpolationOperation hole => Formatted(Of(hole.Expression), hole),
                _ => Of(part),
            });
        }
        return result;
    }

    Value Formatted(Value value, IInterpolationOperation hole)
    {
        var text = TextOf(value, hole.Expression);
        return hole.Alignment is null && hole.FormatString is null ? text : text.Constants.IsDefault ? text : text.Reworked;
    }

    Value Handler(IInterpolatedStringHandlerCreationOperation handler)
    {
        var made = Of(handler.HandlerCreation);
        var entity = Made(handler.Syntax, handler.Type, isExact: true);
        if (handler.Content is IInterpolatedStringOperation text && text.Parts.Any(p => p is IInterpolatedStringAppendOperation))
        {
            var content = Value.Constant("");
            foreach (var part in text.Parts)
            {
                if (part is not IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation call }) continue;
                var value = Value.Constant("");
                foreach (var argument in call.Arguments)
                {
                    var item = Of(argument.Value);
                    if (argument.Parameter?.Ordinal == 0) value = call.TargetMethod.Name == "AppendLiteral" ? item : TextOf(item, argument.Value);
                }
                content = content.Concat(value);
            }
            Set(Cell.Content(entity), content);
            return Value.To(entity);
        }
        if (handler.Content is { } other) Set(Cell.Content(entity), Of(other));
        return handler.Content is null ? made : Value.To(entity);
    }

    Value Unary(IUnaryOperation unary)
    {
        var value = Of(unary.Operand);
        if (unary.OperatorMethod is { DeclaringSyntaxReferences.IsEmpty: false } method) return Invoke(method, null, [value], [unary.Operand], unary, isVirtual: false);
        if (value.TryGetConstant(out var constant))
        {
            switch (unary.OperatorKind, constant)
            {
                case (UnaryOperatorKind.Not, bool truth): return Value.Constant(!truth);
                case (UnaryOperatorKind.Minus, long number): return Value.Constant(unchecked(-number));
                case (UnaryOperatorKind.Hat, long): return Value.Literal;
            }
        }
        return unary.OperatorKind == UnaryOperatorKind.Plus ? value : unary.Type.IsScalar() ? Scalar(unary).WithOrigins(value.Origins).AtMost(Level.Scalar) : value.Reworked;
    }

    static Value IsNull(Value value) => value.Entities.IsEmpty && value.TryGetConstant(out var constant) && value.Origins.IsEmpty ? Value.Constant(constant is null)
        : !value.Constants.IsDefaultOrEmpty && value.Origins.IsEmpty && !value.Constants.Contains(null) ? Value.Constant(false)
        : value.Entities is [{ Site: Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax }] && value.Origins.IsEmpty ? Value.Constant(false)
        : Value.Literal;

    /// <summary>An operator on constants, all combinations; on other values what it was made of.</summary>
    static Value Fold(BinaryOperatorKind kind, Value left, Value right, IOperation operation)
    {
        if (left.IsNothing || right.IsNothing) return Value.Nothing;
        if (!left.Constants.IsDefaultOrEmpty && !right.Constants.IsDefaultOrEmpty && left.Entities.IsEmpty && right.Entities.IsEmpty)
        {
            var folded = Value.Nothing;
            foreach (var a in left.Constants)
            {
                foreach (var b in right.Constants)
                {
                    if (!TryFold(kind, a, b, out var constant)) return Made();
                    folded = folded.Join(Value.Constant(constant));
                }
            }
            return folded.WithOrigins(left.Origins.Concat(right.Origins));
        }
        return Made();

        Value Made() => operation.Type is { SpecialType: SpecialType.System_Boolean } ? Scalar(operation)
            : left.Level == Level.Literal && right.Level == Level.Literal && left.Entities.IsEmpty ? Value.Literal.WithOrigins(left.Origins.Concat(right.Origins))
            : left.Join(right).Bare.Reworked;
    }

    static bool TryFold(BinaryOperatorKind kind, object? left, object? right, out object? constant)
    {
        constant = null;
        switch (kind)
        {
            case BinaryOperatorKind.Equals: constant = Equals(left, right); return true;
            case BinaryOperatorKind.NotEquals: constant = !Equals(left, right); return true;
        }
        if (left is bool p && right is bool q)
        {
            constant = kind switch
            {
                BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => p && q,
                BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => p || q,
                BinaryOperatorKind.ExclusiveOr => p != q,
                _ => null,
            };
            return constant is not null;
        }
        if (left is not long a || right is not long b) return false;
        unchecked
        {
            constant = kind switch
            {
                BinaryOperatorKind.Add => a + b,
                BinaryOperatorKind.Subtract => a - b,
                BinaryOperatorKind.Multiply => a * b,
                BinaryOperatorKind.Divide when b is not 0 and not -1 => a / b,
                BinaryOperatorKind.Remainder when b is not 0 and not -1 => a % b,
                BinaryOperatorKind.LeftShift when b is >= 0 and < 32 => a << (int)b,
                BinaryOperatorKind.RightShift when b is >= 0 and < 64 => a >> (int)b,
                BinaryOperatorKind.And => a & b,
                BinaryOperatorKind.Or => a | b,
                BinaryOperatorKind.ExclusiveOr => a ^ b,
                BinaryOperatorKind.LessThan => a < b,
                BinaryOperatorKind.LessThanOrEqual => a <= b,
                BinaryOperatorKind.GreaterThan => a > b,
                BinaryOperatorKind.GreaterThanOrEqual => a >= b,
                _ => null,
            };
        }
        return constant is not null;
    }
}
