using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Expressions.</summary>
sealed partial class Interpreter
{
    bool IsTrue(IOperation condition, Frame frame) => Evaluate(condition, frame) is true;

    object? Evaluate(IOperation expression, Frame frame)
    {
        at = expression;
        Burn();
        if (expression.ConstantValue.HasValue) return expression.ConstantValue.Value;
        switch (expression)
        {
            case IParenthesizedOperation inner: return Evaluate(inner.Operand, frame);
            case IDefaultValueOperation: return DefaultOf(expression.Type!);
            case IInstanceReferenceOperation instance: return InstanceOf(instance, frame);
            case ILocalReferenceOperation { IsDeclaration: false } or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation: return PlaceOf(expression, frame).Value;
            case IPropertyReferenceOperation property: return Property(property, frame);
            case IImplicitIndexerReferenceOperation indexer: return ItemAt(Evaluate(indexer.Instance, frame), Evaluate(indexer.Argument, frame));
            case ISimpleAssignmentOperation assignment: return Assign(assignment, frame);
            case ICompoundAssignmentOperation compound: return Compound(compound, frame);
            case IIncrementOrDecrementOperation step: return Step(step, frame);
            case ICoalesceAssignmentOperation coalesced:
                var target = PlaceOf(coalesced.Target, frame);
                return target.Value ??= StructValue.Copied(Evaluate(coalesced.Value, frame));
            case IDeconstructionAssignmentOperation deconstruction:
                var parts = Evaluate(deconstruction.Value, frame);
                Deconstruct(deconstruction.Target, parts, frame);
                return parts;
            case IBinaryOperation binary: return Binary(binary, frame);
            case IUnaryOperation unary: return Unary(unary, frame);
            case ITupleBinaryOperation comparison:
                return AreEqual(Evaluate(comparison.LeftOperand, frame), Evaluate(comparison.RightOperand, frame)) == (comparison.OperatorKind == BinaryOperatorKind.Equals);
            case IConditionalOperation choice: return IsTrue(choice.Condition, frame) ? Evaluate(choice.WhenTrue, frame) : Evaluate(choice.WhenFalse!, frame);
            case ICoalesceOperation coalesce: return Evaluate(coalesce.Value, frame) ?? Evaluate(coalesce.WhenNull, frame);
            case IConditionalAccessOperation access: return Access(access, frame);
            case IConditionalAccessInstanceOperation: return accessed.Peek();
            case IConversionOperation conversion: return Convert(conversion, frame);
            case IIsTypeOperation test: return IsOf(Evaluate(test.ValueOperand, frame), test.TypeOperand, test.ValueOperand.Type) != test.IsNegated;
            case IIsPatternOperation test: return Matches(test.Pattern, Evaluate(test.Value, frame), frame);
            case ISwitchExpressionOperation choice: return Choose(choice, frame);
            case IInvocationOperation call: return Invoke(call, frame);
            case IObjectCreationOperation creation: return Create(creation, frame);
            case IArrayCreationOperation creation: return CreateArray(creation, frame);
            case ICollectionExpressionOperation collection: return Collect(collection, frame);
            case ITupleOperation tuple: return CreateTuple(tuple, frame);
            case IInterpolatedStringOperation text: return Interpolate(text, frame);
            case IInterpolatedStringHandlerCreationOperation { Content: IInterpolatedStringOperation text }: return Interpolate(text, frame);
            case IDelegateCreationOperation creation: return Function(creation.Target, frame);
            case IAnonymousFunctionOperation or IMethodReferenceOperation: return Function(expression, frame);
            case IThrowOperation thrown: throw ThrowIt(thrown, frame);
            case IWithOperation with: return With(with, frame);
            case IRangeOperation range:
                return new RangeValue(range.LeftOperand is { } from ? IndexOf(Evaluate(from, frame)) : new(0, false), range.RightOperand is { } to ? IndexOf(Evaluate(to, frame)) : new(0, true));
            case IUtf8StringOperation utf8:
                var bytes = System.Text.Encoding.UTF8.GetBytes(utf8.Value).Select(static b => (object?)b).ToArray();
                return Whole(new(bytes, [bytes.Length], ((INamedTypeSymbol)utf8.Type!).TypeArguments[0]));
            case IDeclarationExpressionOperation or ILocalReferenceOperation or IDiscardOperation: return PlaceOf(expression, frame).Value;
            case { Kind: OperationKind.None, Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax { Initializer: null } } when expression.Type is INamedTypeSymbol { TypeArguments: [var element] } && expression.ChildOperations.FirstOrDefault() is { } size:
                var length = System.Convert.ToInt64(Evaluate(size, frame), System.Globalization.CultureInfo.InvariantCulture);
                return length < 0 ? throw Throw("System.OverflowException") : Whole(New(Resolve(element)!, length));
            case IInvalidOperation: throw new NotEvaluated(null, "", null);
            case IAwaitOperation: throw Refuse("'await' waits for something");
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation: throw Refuse("'dynamic' is resolved at run time");
            case ITypeOfOperation or ISizeOfOperation: throw Refuse("types are known at run time alone");
            case IAddressOfOperation: throw Refuse("addresses are known at run time alone");
            case IEventReferenceOperation or IEventAssignmentOperation: throw Refuse("events change with time");
            default: throw Refuse($"'{expression.Syntax}' is not known to the evaluation");
        }
    }

    readonly Stack<object?> accessed = new();

    object? Access(IConditionalAccessOperation access, Frame frame)
    {
        if (Evaluate(access.Operation, frame) is not { } value) return null;
        accessed.Push(value);
        try
        {
            return Evaluate(access.WhenNotNull, frame);
        }
        finally
        {
            accessed.Pop();
        }
    }

    object? InstanceOf(IInstanceReferenceOperation instance, Frame frame) => instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver || instance.ReferenceKind == InstanceReferenceKind.PatternInput ? initialized.Peek() : frame.Receiver;

    /// <summary>The objects whose initializers run, innermost first; and what patterns look at.</summary>
    readonly Stack<object?> initialized = new();

    /// <summary>The place that an expression names.</summary>
    Slot PlaceOf(IOperation expression, Frame frame)
    {
        switch (expression)
        {
            case IParenthesizedOperation inner: return PlaceOf(inner.Operand, frame);
            case ILocalReferenceOperation { IsDeclaration: true } local: return Declared(local.Local, frame);
            case ILocalReferenceOperation local: return frame.Find(local.Local) ?? (local.Local.HasConstantValue ? new Variable { Value = local.Local.ConstantValue } : Declared(local.Local, frame));
            case IParameterReferenceOperation parameter: return frame.Find(parameter.Parameter) ?? Captured(parameter.Parameter, frame);
            case IDeclarationExpressionOperation declaration: return PlaceOf(declaration.Expression, frame);
            case IDiscardOperation: return new Variable();
            case IFieldReferenceOperation field: return FieldOf(field, frame);
            case IArrayElementReferenceOperation element: return ElementOf(element, frame);
            case IInstanceReferenceOperation: return new Variable { Value = frame.Receiver };
            case IImplicitIndexerReferenceOperation indexer: return ElementAt(Evaluate(indexer.Instance, frame), Evaluate(indexer.Argument, frame));
            case IPropertyReferenceOperation { Instance: { } instance, Arguments: [{ Value: var index }] } when instance.Type is { } type && IsIndexed(type): return ElementAt(Evaluate(instance, frame), Evaluate(index, frame));
            case IPropertyReferenceOperation property: return new Accessor(this, property, property.Instance is null ? null : Evaluate(property.Instance, frame), property.Arguments.Select(a => Evaluate(a.Value, frame)).ToArray(), frame);
            case IConditionalOperation choice: return PlaceOf(IsTrue(choice.Condition, frame) ? choice.WhenTrue : choice.WhenFalse!, frame);
            case IInvocationOperation { TargetMethod.ReturnsByRef: true } or IInvocationOperation { TargetMethod.ReturnsByRefReadonly: true }: throw Refuse("a method by reference", expression);
            default: return new Variable { Value = Evaluate(expression, frame) };
        }

        static Slot Declared(ILocalSymbol local, Frame frame) => frame.Declare(local);
    }

    /// <summary>A parameter of a primary constructor lives as long as the object.</summary>
    Slot Captured(IParameterSymbol parameter, Frame frame) => FieldsOf(frame.Receiver) is { } fields ? new Field(fields, "<" + parameter.Name + ">") : throw Refuse($"'{parameter.Name}' has no value here");

    static Dictionary<string, object?>? FieldsOf(object? value) => value switch { StructValue own => own.Fields, ObjectValue own => own.Fields, _ => null };

    Slot FieldOf(IFieldReferenceOperation reference, Frame frame)
    {
        var field = reference.Field;
        if (field.IsStatic) return new Variable { Value = Static(field) };
        if (reference.Instance is null) throw Refuse($"'{field.Name}' has no object");
        var instance = Evaluate(reference.Instance, frame);
        if (instance is null) throw Throw("System.NullReferenceException");
        return new Field(FieldsOf(instance) ?? throw Refuse($"'{Shown(field)}' is not known to be pure"), NameOf(field));
    }

    static string NameOf(IFieldSymbol field) => (field.CorrespondingTupleField ?? field) switch { { AssociatedSymbol: IPropertySymbol property } => property.Name, var own => own.Name };

    /// <summary>A field that nothing changes: its initializer is run once.</summary>
    object? Static(IFieldSymbol field)
    {
        if (field.HasConstantValue) return field.ConstantValue;
        if (statics.TryGetValue(field, out var known)) return known;
        if (field is { ContainingType.SpecialType: SpecialType.System_String, Name: "Empty" }) return "";
        if (field.ContainingType.Name == "BitConverter" && field.Name == "IsLittleEndian") throw Refuse("the order of bytes depends on the machine");
        if (!field.IsReadOnly) throw Refuse($"'{field.Name}' can change: make it 'readonly' or a constant");
        return statics[field] = Initial(field, field.DeclaringSyntaxReferences, field.Name);
    }

    object? Initial(ISymbol member, IReadOnlyList<SyntaxReference> references, string name)
    {
        var asked = at;
        if (member.ContainingType.StaticConstructors.Any(static c => !c.IsImplicitlyDeclared)) throw Refuse($"a static constructor may set '{name}'");
        foreach (var reference in references)
        {
            var syntax = reference.GetSyntax(cancel) switch
            {
                Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: { } own } => own,
                Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { Initializer: { } own } => own,
                _ => (SyntaxNode?)null,
            };
            if (syntax is null || OperationOf(syntax) is not ISymbolInitializerOperation initializer) continue;
            if (initializer.DescendantsAndSelf().Any(static part => part.Kind == OperationKind.Invalid)) throw new NotEvaluated(null, "", null);
            var value = Evaluate(initializer.Value, new(EmptyMethod(member), null, null));
            if (value is ArrayValue or LibraryValue) throw Refuse($"what '{name}' holds can change", asked);
            return value;
        }
        if (member.DeclaringSyntaxReferences.IsEmpty) throw Refuse($"'{Shown(member)}' is not known to be pure");
        return DefaultOf(member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type);
    }

    /// <summary>Whose frame an initializer has.</summary>
    static IMethodSymbol EmptyMethod(ISymbol member) => member.ContainingType.GetMembers().OfType<IMethodSymbol>().First();

    object? Assign(ISimpleAssignmentOperation assignment, Frame frame)
    {
        if (assignment.IsRef)
        {
            var slot = PlaceOf(assignment.Value, frame);
            if (assignment.Target is not ILocalReferenceOperation local) throw Refuse("a reference is set");
            frame.Declare(local.Local, slot);
            return slot.Value;
        }
        if (assignment.Target is IFieldReferenceOperation { Field.IsStatic: true } state) throw Refuse($"'{state.Field.Name}' would be changed", assignment);
        if (assignment.Target is IPropertyReferenceOperation { Property.IsStatic: true } property) throw Refuse($"'{property.Property.Name}' would be changed", assignment);
        var place = PlaceOf(assignment.Target, frame);
        var value = StructValue.Copied(Evaluate(assignment.Value, frame));
        if (assignment.Target is IInstanceReferenceOperation && frame.Receiver is StructValue self && value is StructValue other)
        {
            foreach (var field in other.Fields) self.Fields[field.Key] = field.Value;
        }
        at = assignment;
        return place.Value = value;
    }

    void Deconstruct(IOperation target, object? value, Frame frame)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation tuple)
        {
            PlaceOf(target, frame).Value = StructValue.Copied(target.Type is { } type && value is not null && Numbers.IsNumber(value) && Numbers.KindOf(type) is { } kind ? Numbers.Convert(value, kind, false) : value);
            return;
        }
        for (var i = 0; i < tuple.Elements.Length; i++) Deconstruct(tuple.Elements[i], PartOf(value, i, tuple.Elements.Length), frame);
    }

    /// <summary>A part of what can be taken apart: a tuple, an entry of a dictionary, a record.</summary>
    object? PartOf(object? value, int index, int count)
    {
        if (value is StructValue { Type.IsTupleType: true } tuple) return tuple.Fields["Item" + (index + 1)];
        if (value is KeyValuePair<object, object?> pair) return index == 0 ? pair.Key : pair.Value;
        if (value is null) throw Throw("System.NullReferenceException");
        var type = (value as ObjectValue)?.Type ?? (value as StructValue)?.Type;
        if (type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count && m.Parameters.All(static p => p.RefKind == RefKind.Out)) is { } method)
        {
            if (method.IsImplicitlyDeclared) return FieldsOf(value)![method.Parameters[index].Name];
            var slots = method.Parameters.Select(static _ => (Slot)new Variable()).ToArray();
            Call(method, value, slots, null);
            return slots[index].Value;
        }
        throw Refuse("this cannot be taken apart");
    }

    object? Choose(ISwitchExpressionOperation choice, Frame frame)
    {
        var value = Evaluate(choice.Value, frame);
        foreach (var arm in choice.Arms)
        {
            if (Matches(arm.Pattern, value, frame) && (arm.Guard is null || IsTrue(arm.Guard, frame))) return Evaluate(arm.Value, frame);
        }
        at = choice;
        throw Throw("System.Runtime.CompilerServices.SwitchExpressionException");
    }

    Exception ThrowIt(IThrowOperation thrown, Frame frame)
    {
        if (thrown.Exception is null) return frame.Handled ?? (Exception)Refuse("nothing is thrown again");
        var value = Evaluate(thrown.Exception, frame);
        at = thrown;
        return value is ObjectValue exception ? new Thrown(exception.Type, exception, thrown.Syntax.GetLocation()) : Throw("System.NullReferenceException");
    }

    /// <summary>A property or an item of a user's own, to be set.</summary>
    sealed class Accessor(Interpreter interpreter, IPropertyReferenceOperation reference, object? receiver, object?[] arguments, Frame frame) : Slot
    {
        public override object? Value
        {
            get => interpreter.Get(reference, receiver, arguments);
            set
            {
                _ = frame;
                interpreter.Set(reference, receiver, arguments, value);
            }
        }
    }
}
