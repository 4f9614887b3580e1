using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Operators, conversions and texts.</summary>
sealed partial class Interpreter
{
    object? Binary(IBinaryOperation binary, Frame frame)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && binary.OperatorMethod is null)
        {
            return IsTrue(binary.LeftOperand, frame) == (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd) ? Evaluate(binary.RightOperand, frame) : binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
        }
        var (left, right) = (Evaluate(binary.LeftOperand, frame), Evaluate(binary.RightOperand, frame));
        at = binary;
        if (binary.OperatorMethod is { } method && IsOwn(method)) return Call(method, null, [Kept(left), Kept(right)], null);
        return Operate(binary.OperatorKind, left, right, binary.IsChecked, binary.Type);
    }

    static Slot Kept(object? value) => new Variable { Value = StructValue.Copied(value) };

    bool IsOwn(IMethodSymbol method) => !method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && !method.IsImplicitlyDeclared;

    object? Operate(BinaryOperatorKind kind, object? left, object? right, bool isChecked, ITypeSymbol? type)
    {
        if (kind == BinaryOperatorKind.Add && type?.SpecialType == SpecialType.System_String) return Joined(TextOf(left), TextOf(right));
        if (left is not null && right is not null && (Numbers.IsNumber(left) || left is bool))
        {
            var result = Guarded(() => Numbers.Binary(kind, left, right, isChecked));
            return result ?? throw Refuse($"'{kind}' of these values is not known to the evaluation");
        }
        switch (kind)
        {
            case BinaryOperatorKind.Equals: return AreEqual(left, right);
            case BinaryOperatorKind.NotEquals: return !AreEqual(left, right);
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual when left is null || right is null: return false;
            case BinaryOperatorKind.And when left is false || right is false: return false;
            case BinaryOperatorKind.Or when left is true || right is true: return true;
            default: return left is null || right is null ? null : throw Refuse($"'{kind}' of these values is not known to the evaluation");
        }
    }

    /// <summary>What numbers do, with the exceptions of the program's for those of the evaluation.</summary>
    T Guarded<T>(Func<T> calculate)
    {
        try
        {
            return calculate();
        }
        catch (DivideByZeroException e)
        {
            throw Throw("System.DivideByZeroException", e.Message);
        }
        catch (OverflowException e)
        {
            throw Throw("System.OverflowException", e.Message);
        }
        catch (NotSupportedException e)
        {
            throw Refuse(e.Message);
        }
    }

    object? Unary(IUnaryOperation unary, Frame frame)
    {
        var value = Evaluate(unary.Operand, frame);
        at = unary;
        if (unary.OperatorMethod is { } method && IsOwn(method)) return Call(method, null, [Kept(value)], null);
        if (unary.OperatorKind == UnaryOperatorKind.Hat) return new IndexValue((int)value!, true);
        if (value is null) return null;
        return Guarded(() => Numbers.Unary(unary.OperatorKind, value, unary.IsChecked)) ?? throw Refuse($"'{unary.OperatorKind}' of this value is not known to the evaluation");
    }

    object? Compound(ICompoundAssignmentOperation compound, Frame frame)
    {
        Constant(compound.Target);
        var place = PlaceOf(compound.Target, frame);
        var (left, right) = (place.Value, Evaluate(compound.Value, frame));
        at = compound;
        object? result;
        if (compound.OperatorMethod is { } method && IsOwn(method)) result = Call(method, null, [Kept(left), Kept(right)], null);
        else
        {
            var isShift = compound.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
            if (left is not null && right is not null && Numbers.IsNumber(left) && Numbers.IsNumber(right))
            {
                // Both are in the type that is calculated in: that of the right side, or for shifts the left one's own.
                var kind = Numbers.KindOf(left);
                left = Guarded(() => Numbers.Convert(left, isShift ? Numbers.Promoted(kind) : Numbers.KindOf(right), false));
            }
            result = Operate(compound.OperatorKind, left, right, compound.IsChecked, compound.Target.Type);
            if (result is not null && Numbers.IsNumber(result) && KindOf(compound.Target.Type) is { } to) result = Guarded(() => Numbers.Convert(result, to, compound.IsChecked));
        }
        return place.Value = result;
    }

    /// <summary>The kind of number that a type is, of one that may be null as well.</summary>
    SpecialType? KindOf(ITypeSymbol? type) => Numbers.KindOf(Bare(Resolve(type)));

    static bool MayBeNull(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    static ITypeSymbol? Bare(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    void Constant(IOperation target)
    {
        if (target is IFieldReferenceOperation { Field.IsStatic: true } field) throw Refuse($"'{field.Field.Name}' would be changed", target);
        if (target is IPropertyReferenceOperation { Property.IsStatic: true } property) throw Refuse($"'{property.Property.Name}' would be changed", target);
    }

    object? Step(IIncrementOrDecrementOperation step, Frame frame)
    {
        Constant(step.Target);
        var place = PlaceOf(step.Target, frame);
        var before = place.Value;
        if (step.OperatorMethod is { } method && IsOwn(method))
        {
            var next = Call(method, null, [Kept(before)], null);
            place.Value = next;
            return step.IsPostfix ? before : next;
        }
        if (before is null) return null;
        at = step;
        var after = Guarded(() =>
        {
            var kind = Numbers.KindOf(before);
            var promoted = Numbers.Promoted(kind);
            var sum = Numbers.Binary(step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract, Numbers.Convert(before, promoted, false), Numbers.Convert(1, promoted, false), step.IsChecked)!;
            return Numbers.Convert(sum, kind, step.IsChecked);
        });
        place.Value = after;
        return step.IsPostfix ? before : after;
    }

    object? Convert(IConversionOperation conversion, Frame frame)
    {
        if (conversion.Operand is IAnonymousFunctionOperation or IMethodReferenceOperation) return Function(conversion.Operand, frame);
        var value = Evaluate(conversion.Operand, frame);
        at = conversion;
        if (conversion.OperatorMethod is { } method && IsOwn(method)) return Call(method, null, [Kept(value)], null);
        var (from, to) = (Resolve(conversion.Operand.Type), Resolve(conversion.Type)!);
        if (value is null)
        {
            return to.IsValueType && !conversion.IsTryCast && !MayBeNull(to) && from is not null ? throw Throw(from.IsValueType ? "System.InvalidOperationException" : "System.NullReferenceException") : null;
        }
        if (Numbers.IsNumber(value) && KindOf(to) is { } kind)
        {
            // What is unboxed is of its own type.
            if (from is { IsReferenceType: true }) return Numbers.KindOf(value) == kind ? value : throw Throw("System.InvalidCastException");
            return Guarded(() => Numbers.Convert(value, kind, conversion.IsChecked));
        }
        if (to.SpecialType == SpecialType.System_Object || to.TypeKind == TypeKind.Interface || to.SpecialType is SpecialType.System_ValueType or SpecialType.System_Enum)
        {
            return from is { TypeKind: TypeKind.Enum } ? throw Refuse($"a value of the enumeration '{from.Name}' becomes an object") : value;
        }
        if (IsSpan(to)) return SpanOf(value, to);
        if (to.Name == "Index" && value is int index) return new IndexValue(index, false);
        if (conversion.OperatorMethod is not null && value is not (string or bool)) throw Refuse($"the conversion to '{Shown(to)}' is not known to the evaluation");
        if (from is { IsReferenceType: true } && !IsOf(value, to, from)) return conversion.IsTryCast ? null : throw Throw("System.InvalidCastException");
        if (value is StructValue { Type.IsTupleType: true } tuple && to is INamedTypeSymbol { IsTupleType: true } wanted) return Retyped(tuple, wanted);
        return value;
    }

    /// <summary>A tuple with its numbers in the types of another.</summary>
    StructValue Retyped(StructValue tuple, INamedTypeSymbol wanted)
    {
        var retyped = new StructValue(wanted);
        for (var i = 0; i < wanted.TupleElements.Length; i++)
        {
            var value = tuple.Fields["Item" + (i + 1)];
            retyped.Fields["Item" + (i + 1)] = value is not null && Numbers.IsNumber(value) && KindOf(wanted.TupleElements[i].Type) is { } kind ? Guarded(() => Numbers.Convert(value, kind, false)) : value;
        }
        return retyped;
    }

    /// <summary>Whether a value is of a type.</summary>
    bool IsOf(object? value, ITypeSymbol type, ITypeSymbol? declared)
    {
        type = Bare(Resolve(type))!;
        if (value is null) return false;
        if (type.SpecialType == SpecialType.System_Object) return true;
        if (type.TypeKind == TypeKind.Enum) return SymbolEqualityComparer.Default.Equals(Bare(Resolve(declared)), type);
        return value switch
        {
            bool => type.SpecialType == SpecialType.System_Boolean,
            string => type.SpecialType == SpecialType.System_String,
            ObjectValue own => type.TypeKind == TypeKind.Interface ? own.Type.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) : IsOrDerives(own.Type, type),
            StructValue own => SymbolEqualityComparer.Default.Equals(own.Type, type) || type.TypeKind == TypeKind.Interface && own.Type.AllInterfaces.Contains(type, SymbolEqualityComparer.Default),
            ArrayValue array => type is IArrayTypeSymbol wanted ? SymbolEqualityComparer.Default.Equals(wanted.ElementType, array.Type) : throw Refuse("whether an array is of this type is not known to the evaluation"),
            _ when Numbers.IsNumber(value) && type.TypeKind != TypeKind.Interface => type.SpecialType == Numbers.KindOf(value),
            _ => declared is not null && SymbolEqualityComparer.Default.Equals(declared, type) ? true : throw Refuse($"whether this is of the type '{Shown(type)}' is not known to the evaluation"),
        };
    }

    string Joined(string left, string right)
    {
        Burn((left.Length + right.Length) >> 4);
        return left.Length + right.Length > Largest ? throw Refuse("a text grows beyond a million characters") : left + right;
    }

    string Interpolate(IInterpolatedStringOperation text, Frame frame)
    {
        var built = new StringBuilder();
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text: { } literal }:
                    built.Append(literal.ConstantValue.Value as string);
                    break;
                case IInterpolationOperation { FormatString: null } hole:
                    var held = Evaluate(hole.Expression, frame);
                    var value = held is not null && Bare(Resolve(hole.Expression.Type)) is { TypeKind: TypeKind.Enum } named ? EnumText(named, held) : TextOf(held);
                    var width = hole.Alignment is { } alignment ? (int)Evaluate(alignment, frame)! : 0;
                    built.Append(width < 0 ? value.PadRight(-width) : value.PadLeft(width));
                    break;
                // What a handler is given: the value, and how it is aligned or formatted.
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation call } when call.Arguments.All(static a => a.Parameter?.Name != "format"):
                    var appended = TextOf(Evaluate(call.Arguments[0].Value, frame));
                    var columns = call.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "alignment") is { } asked ? (int)Evaluate(asked.Value, frame)! : 0;
                    built.Append(columns < 0 ? appended.PadRight(-columns) : appended.PadLeft(columns));
                    break;
                default: throw Refuse("formats depend on the culture of whoever runs the program", part);
            }
        }
        return Joined(built.ToString(), "");
    }

    /// <summary>A value as text, where that is the same in every culture.</summary>
    string TextOf(object? value, bool isInvariant = false) => value switch
    {
        null => "",
        string text => text,
        char character => character.ToString(),
        bool truth => truth ? "True" : "False",
        float or double or decimal => throw Refuse(isInvariant ? "the text of a floating-point number depends on the runtime" : "the text of this number depends on the culture of whoever runs the program"),
        sbyte or short or int or long when System.Convert.ToInt64(value, CultureInfo.InvariantCulture) < 0 && !isInvariant => throw Refuse("the sign of a negative number depends on the culture of whoever runs the program: use ToString(CultureInfo.InvariantCulture)"),
        IFormattable number when Numbers.IsNumber(value) => number.ToString(null, CultureInfo.InvariantCulture),
        LibraryValue { Held: StringBuilder builder } => builder.ToString(),
        ObjectValue or StructValue when ToStringOf(value) is { } method => (string?)Call(method, value, [], null) ?? "",
        _ => throw Refuse("the text of this value is not known to the evaluation"),
    };

    IMethodSymbol? ToStringOf(object value) => ((value as ObjectValue)?.Type ?? (value as StructValue)?.Type)?.GetMembers("ToString").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.IsEmpty && IsOwn(m));
}
