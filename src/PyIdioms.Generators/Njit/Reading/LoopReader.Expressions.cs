using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Values.</summary>
sealed partial class LoopReader
{
    Expr Value(IOperation operation)
    {
        cancel.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && Nums.Of(operation.Type) is { } known) return new Const(known, constant);
        return operation switch
        {
            IParenthesizedOperation inner => Value(inner.Operand),
            ILocalReferenceOperation local => Symbol(local.Local, local),
            IParameterReferenceOperation parameter => Symbol(parameter.Parameter, parameter),
            IFieldReferenceOperation field => FieldOf(field),
            IDefaultValueOperation when Nums.Of(operation.Type) is { } num => Constants.Zero(num),
            IArrayElementReferenceOperation { Indices: [IIncrementOrDecrementOperation] } or IPropertyReferenceOperation { Arguments: [{ Value: IIncrementOrDecrementOperation }] } => throw new NotVector("an index counts on where an element is read", operation.Syntax),
            IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 } or IImplicitIndexerReferenceOperation => ElementOf(operation),
            IPropertyReferenceOperation { Property.Name: "Length", Instance: { } whole } when PlaceOf(whole) is { } place => new LengthOf(place),
            IInvocationOperation { TargetMethod: { Name: "GetLength", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } whole, Arguments: [{ Value.ConstantValue.Value: int dimension }] } when PlaceOf(whole) is { } place && dimension >= 0 && dimension < place.Rank
                => new LengthOf(place, place.Rank > 1 ? dimension : null),
            IUnaryOperation unary => UnaryOf(unary),
            IBinaryOperation binary => BinaryOf(binary),
            IConversionOperation conversion => ConversionOf(conversion),
            IConditionalOperation { WhenFalse: { } otherwise } choice => ChoiceOf(Value(choice.Condition), Perhaps(() => Value(choice.WhenTrue)), Perhaps(() => Value(otherwise)), choice),
            ISwitchExpressionOperation choice => Perhaps(() => SwitchOf(choice)),
            IIsPatternOperation matched => Matching(Value(matched.Value), matched.Pattern),
            ISimpleAssignmentOperation { IsRef: false } or ICompoundAssignmentOperation or IIncrementOrDecrementOperation when calling is { } into => Setting(operation, into),
            IInvocationOperation call => CallOf(call),
            _ => throw new NotVector(Unknown(operation), operation.Syntax),
        };
    }

    static string Unknown(IOperation operation) => operation switch
    {
        IObjectCreationOperation or IArrayCreationOperation or ICollectionExpressionOperation => $"'{TokenText.Of(operation.Syntax)}' is made anew in each iteration",
        IPropertyReferenceOperation property => $"'{property.Property.Name}' is a property, which may do anything",
        IAwaitOperation => "an iteration waits",
        IThrowOperation => "an iteration may throw",
        IAssignmentOperation or IIncrementOrDecrementOperation => $"'{TokenText.Of(operation.Syntax)}' sets something within a larger expression",
        _ => $"lanes cannot compute '{TokenText.Of(operation.Syntax)}'",
    };

    Expr Symbol(ISymbol symbol, IOperation at)
    {
        if (arguments.TryGetValue(symbol, out var argument)) return argument;
        if (elements.TryGetValue(symbol, out var element)) return element;
        if (variables.TryGetValue(symbol, out var variable)) return new VarRef(variable);
        if (Nums.Of(TypeOf(symbol)) is not { } num) throw new NotVector($"'{symbol.Name}' is not a number that lanes can hold", at.Syntax);
        if (symbol is ILocalSymbol { IsRef: true } or IParameterSymbol { RefKind: not RefKind.None }) throw new NotVector($"'{symbol.Name}' is a reference, which a store may change: copy it before the loop", at.Syntax);
        if (!written.Contains(symbol)) return new Free(num, TypeName.Escape(symbol.Name));
        if (root.Span.Contains(symbol.DeclaringSyntaxReferences[0].Span)) throw new NotVector($"'{symbol.Name}' is read before it is set", at.Syntax);
        return new VarRef(Carried(symbol, num));
    }

    /// <summary>A variable of the user's that goes from one iteration to the next.</summary>
    Variable Carried(ISymbol symbol, Num num)
    {
        var variable = variables[symbol] = new(TypeName.Escape(symbol.Name), num, VariableKind.Carried);
        carried.Add(variable);
        return variable;
    }

    Expr FieldOf(IFieldReferenceOperation field)
    {
        if (Nums.Of(field.Type) is not { } num || field.Field.IsVolatile || field.Instance is not (null or IInstanceReferenceOperation)) throw new NotVector($"'{TokenText.Of(field.Syntax)}' is not a number that stays the same: copy it before the loop", field.Syntax);
        if (!field.Field.IsReadOnly) throw new NotVector($"'{field.Field.Name}' is a field, which a store or another thread may change: copy it before the loop", field.Syntax);
        return new Free(num, TextOf(field));
    }

    /// <summary>A field in the user's words, or those that mean it wherever a function of another type names it.</summary>
    string TextOf(IFieldReferenceOperation field)
    {
        if (!field.Field.IsStatic) return TokenText.Of(field.Syntax);
        var around = compilation.GetSemanticModel(root.SyntaxTree).GetEnclosingSymbol(root.SpanStart, cancel);
        if ((around as INamedTypeSymbol ?? around?.ContainingType) is not { } home || !compilation.IsSymbolAccessibleWithin(field.Field, home) || PartialMembers.RefusedPlace(field.Field.ContainingType) is not null)
            throw new NotVector($"'{field.Field.Name}' cannot be named in the generated code: copy it before the loop", field.Syntax);
        return $"{TypeName.Of(field.Field.ContainingType)}.{TypeName.Escape(field.Field.Name)}";
    }

    Expr UnaryOf(IUnaryOperation unary)
    {
        var operand = Value(unary.Operand);
        if (unary.OperatorMethod is not null || unary.IsLifted) throw new NotVector("the operator is a method", unary.Syntax);
        Unchecked(unary.IsChecked && unary.OperatorKind == UnaryOperatorKind.Minus, operand.Type, unary);
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => new Unary('-', operand),
            UnaryOperatorKind.BitwiseNegation => new Unary('~', operand),
            UnaryOperatorKind.Not => new Unary('!', operand),
            _ => throw new NotVector(Unknown(unary), unary.Syntax),
        };
    }

    static string? Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.UnsignedRightShift => ">>>",
        _ => null,
    };

    Expr BinaryOf(IBinaryOperation binary)
    {
        if (binary.OperatorMethod is not null || binary.IsLifted) throw new NotVector("the operator is a method", binary.Syntax);
        var isPerhaps = binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr;
        var (left, right) = (Value(binary.LeftOperand), isPerhaps ? Perhaps(() => Value(binary.RightOperand)) : Value(binary.RightOperand));
        if (Relation.Of(binary.OperatorKind) is { } relation) return new Compare(relation, left, right);
        return Computed(Operator(binary.OperatorKind) ?? throw new NotVector(Unknown(binary), binary.Syntax), left, right, binary.IsChecked, binary);
    }

    Expr Computed(string op, Expr left, Expr right, bool isChecked, IOperation at)
    {
        Unchecked(isChecked && op is "+" or "-" or "*", left.Type, at);
        if (op == "%" && left.Type.IsFloat()) throw new NotVector("there is no vector form of the remainder of floating-point numbers", at.Syntax);
        if (op is "<<" or ">>" or ">>>" && !IsSteady(right)) throw new NotVector("lanes are shifted by one number for all", at.Syntax);
        return new Binary(op, left.Type, left, right);
    }

    void Unchecked(bool isChecked, Num type, IOperation at)
    {
        if (isChecked && type.IsInteger()) throw new NotVector("'checked' arithmetic stays scalar: lanes cannot throw", at.Syntax);
    }

    Expr ConversionOf(IConversionOperation conversion)
    {
        var operand = Value(conversion.Operand);
        if (conversion.OperatorMethod is not null || Nums.Of(conversion.Type) is not { } to) throw new NotVector(Unknown(conversion), conversion.Syntax);
        Unchecked(conversion.IsChecked && !operand.Type.Fits(to), to, conversion);
        return As(to, operand);
    }

    /// <summary>A value of another type.</summary>
    static Expr As(Num to, Expr value)
    {
        if (value.Type == to) return value;
        // What fits is what it was: a byte as an int as a long is the byte as a long.
        return value is Converted { Operand: var inner } && inner.Type.Fits(value.Type) && inner.Type.Fits(to) ? new Converted(to, inner) : new Converted(to, value);
    }

    Expr ChoiceOf(Expr condition, Expr then, Expr otherwise, IOperation at) =>
        then.Type == otherwise.Type ? new Choose(condition, then, otherwise) : throw new NotVector(Unknown(at), at.Syntax);

    /// <summary>A whole span or array that a function takes.</summary>
    sealed record Whole(Place Place) : Expr(Num.Bool);
}
