using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Evaluates operations in order: their values, and what they leave in memory.</summary>
sealed partial class Evaluator(Scene scene, Memory memory)
{
    const int MostDepth = 200;

    int depth;

    public Memory Memory { get; private set; } = memory;

    /// <summary>The value of an operation, after what it writes has been written.</summary>
    public Value Of(IOperation? operation)
    {
        if (operation is null) return Value.Literal;
        scene.Budget.Spend();
        if (depth % 8 == 0) System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (depth >= MostDepth) return Unknown(operation);
        depth++;
        var value = operation.ConstantValue is { HasValue: true, Value: var constant } && operation is not IAssignmentOperation ? Value.Constant(constant) : Evaluate(operation);
        depth--;
        if (value.Level == Level.Unknown && operation.Type.IsScalar()) value = value.AtMost(Level.Scalar);
        if (operation is not (IInstanceReferenceOperation or IArgumentOperation or IIsNullOperation)) scene.Recorder?.Put(operation.Syntax, value, scene, Memory, isLatest: operation is IFlowCaptureReferenceOperation && operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax);
        return value;
    }

    Value Evaluate(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner: return Of(inner.Operand);
            case IExpressionStatementOperation statement: return Of(statement.Operation);
            case IArgumentOperation argument: return Of(argument.Value);
            case IReturnOperation returned: return Of(returned.ReturnedValue);
            case IAwaitOperation awaited: return Of(awaited.Operation);
            case ITranslatedQueryOperation query: return Of(query.Operation);
            case ILocalReferenceOperation local: return Read(Cell.Of(local.Local));
            case IParameterReferenceOperation parameter: return ReadParameter(parameter);
            case IFlowCaptureReferenceOperation reference: return Read(new(reference.Id, null));
            case IFlowCaptureOperation capture: return Set(new(capture.Id, null), Captured(capture));
            case IDeclarationExpressionOperation declaration: return declaration.Expression is ILocalReferenceOperation declared ? Read(Cell.Of(declared.Local)) : Value.Literal;
            case IInstanceReferenceOperation: return This();
            case IConversionOperation conversion: return Convert(conversion);
            case IDelegateCreationOperation creation:
                if (creation is { Target: IFlowAnonymousFunctionOperation { Symbol: var function }, Type: INamedTypeSymbol { DelegateInvokeMethod: { } contract } }) scene.Promise(function, contract);
                return Of(creation.Target);
            case IFlowAnonymousFunctionOperation lambda: return Function(lambda);
            case IMethodReferenceOperation reference: return Function(reference);
            case IFieldReferenceOperation field: return Member(field.Instance, field.Field, field);
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property: return Member(property.Instance, property.Property, property);
            case IPropertyReferenceOperation indexer: return Index(indexer);
            case IArrayElementReferenceOperation element: return Element(Of(element.ArrayReference), element.Indices, element);
            case IInlineArrayAccessOperation element: return Element(Of(element.Instance), [element.Argument], element);
            case IImplicitIndexerReferenceOperation element: return ImplicitIndex(element);
            case IEventReferenceOperation: return Value.Literal;
            case IBinaryOperation binary: return Binary(binary);
            case IUnaryOperation unary: return Unary(unary);
            case IIncrementOrDecrementOperation step: return Step(step);
            case IInterpolatedStringOperation text: return Interpolated(text);
            case IInterpolatedStringHandlerCreationOperation handler: return Handler(handler);
            case IInterpolatedStringAppendOperation append: return Of(append.AppendCall);
            case IInvocationOperation call: return Call(call);
            case IObjectCreationOperation creation: return New(creation);
            case ITypeParameterObjectCreationOperation creation: return New(creation);
            case IArrayCreationOperation array: return NewArray(array);
            case ICollectionExpressionOperation collection: return NewCollection(collection);
            case ITupleOperation tuple: return Tuple(tuple);
            case IWithOperation with: return With(with);
            case IAnonymousObjectCreationOperation anonymous: return Anonymous(anonymous);
            case IDefaultValueOperation { Type: var type }: return type.IsScalar() ? Value.Constant(0) : Value.Null;
            case IRangeOperation range: return Of(range.LeftOperand).Join(Of(range.RightOperand)).Reworked;
            case ITypeOfOperation or IUtf8StringOperation or ISizeOfOperation or INameOfOperation: return Value.Literal;
            case IIsPatternOperation match: return Match(match);
            case IIsNullOperation test: return IsNull(Of(test.Operand));
            case IIsTypeOperation { ValueOperand: var tested } test: return IsOfType(Of(tested), test.TypeOperand, tested.Type!) is { } isOfType ? Value.Constant(isOfType != test.IsNegated) : Scalar(test);
            case ISimpleAssignmentOperation assignment: return Assign(assignment);
            case ICompoundAssignmentOperation assignment: return Assign(assignment);
            case IDeconstructionAssignmentOperation deconstruction: return Deconstruct(deconstruction);
            case ICoalesceAssignmentOperation assignment: return Write(assignment.Target, Of(assignment.Target).Join(Of(assignment.Value)));
            case IThrowOperation thrown: Of(thrown.Exception); return Value.Nothing;
            case IDynamicInvocationOperation call: Of(call.Operation); EscapeAll(call.Arguments); return Unknown(call);
            default:
                if (operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax) return NewStack(operation);
                foreach (var child in operation.ChildOperations) Of(child);
                return Unknown(operation);
        }
    }

    /// <summary>What a temporary holds; <c>x with { … }</c> begins with a copy of a struct.</summary>
    Value Captured(IFlowCaptureOperation capture) => capture.Value is IObjectCreationOperation made ? New(made)
        : IsCloned(capture) ? Copied(Of(capture.Value), capture.Value) : Of(capture.Value);

    static bool IsCloned(IOperation operation) => operation.Syntax.Parent is WithExpressionSyntax with && with.Expression == operation.Syntax;

    static Value Unknown(IOperation operation, ISymbol? symbol = null) =>
        Value.From(new(symbol is IMethodSymbol ? OriginKind.Call : symbol is null ? OriginKind.Other : OriginKind.Member, TextTypes.LevelOf(operation.Type), symbol, operation.Syntax));

    static Value Scalar(IOperation operation) => Value.From(new(OriginKind.Other, Level.Scalar, null, operation.Syntax));

    /// <summary>A value as somebody sees it who does not know the objects it refers to: with what they contain.</summary>
    public Value Outside(Value value)
    {
        if (value.Function is { Result: null } function && scene.Graph.OriginalOperation is IFieldInitializerOperation or IPropertyInitializerOperation) value = Value.Of(function with { Result = ResultOf(function), Lambda = null, Around = null });
        if (value.Entities.IsEmpty) return value;
        var kept = value.Entities.Where(e => e.IsThis).ToImmutableArray();
        var contents = value.Entities.Where(e => !e.IsThis).Select(entity => (Entity: entity, Value: ContentOf(entity, [entity]))).ToList();
        if (contents.Count == 0) return value;
        var content = contents.Aggregate(Value.Nothing, (all, one) => all.Join(one.Value));
        var isFixed = value.IsFixed || contents.Any(c => c.Value.IsFixed || c.Value.IsNothing && c.Entity.Site is not null && c.Entity.Type.IsBuffer());
        return value.With([]).Join(content).With(kept).With(content.Parts).Fixed(isFixed);
    }

    /// <summary>Everything an object contains: its elements, and its members by name.</summary>
    Value ContentOf(Entity entity, HashSet<Entity> seen)
    {
        var content = Seen(Read(Cell.Content(entity)), seen);
        var parts = ImmutableDictionary.CreateBuilder<string, Value>();
        var origins = new List<Origin>();
        foreach (var cell in Memory.Cells)
        {
            if (cell.Key.Member is not { } name || cell.Key.Root is not Entity owner || !owner.Equals(entity)) continue;
            var member = Seen(Read(cell.Key), seen);
            if (cell.Key.IsElement) content = content.Mix(member);
            else if (name is not ['<', ..]) origins.AddRange(member.Origins);
            parts[name] = member;
        }
        if (scene.IsVarying(entity)) content = content.Fixed(false);
        return (origins.Count == 0 ? content : content.WithOrigins(origins)).With(content.Parts.SetItems(parts));
    }

    Value Seen(Value value, HashSet<Entity> seen)
    {
        if (value.Entities.IsEmpty) return value;
        var whole = value.With(ImmutableArray<Entity>.Empty);
        var contents = Value.Nothing;
        foreach (var inner in value.Entities)
        {
            if (!inner.IsThis && seen.Count < 16 && seen.Add(inner)) contents = contents.Join(ContentOf(inner, seen));
        }
        return whole.Join(contents).With(value.Parts.IsEmpty ? contents.Parts : value.Parts);
    }

    Value Read(Cell cell)
    {
        var value = Memory[cell] ?? scene.Initial(cell);
        return scene.Shared(cell) is { } shared ? value.Mix(shared) : value;
    }

    Value Set(Cell cell, Value value)
    {
        Memory = Memory.Set(cell, value);
        return value;
    }

    void Add(Cell cell, Value value) => Set(cell, Read(cell).Mix(value));

    Entity Made(SyntaxNode site, ITypeSymbol? type, bool isExact) => Entity.MadeAt(site, type, isExact, scene.Via);

    Value This() => scene.Self is { } self ? self : ThisEntity is { } entity ? Value.To(entity) : Value.Literal;

    Entity? ThisEntity => scene.Self is { } self ? self.Entities is [var only] ? only : null : field ??= TypeAround() is { } type ? Entity.This(type) : null;

    INamedTypeSymbol? TypeAround()
    {
        var operation = scene.Graph.OriginalOperation;
#pragma warning disable RS1030 // The type around a body of any file; asked once a graph.
        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart, scene.Cancel) is { } symbol ? symbol as INamedTypeSymbol ?? symbol.ContainingType : null;
#pragma warning restore RS1030
    }

    Value ReadParameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (scene.IsForCallers && scene.Graph.OriginalOperation is IFieldInitializerOperation or IPropertyInitializerOperation) return Parameters.Value(parameter);
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && Memory[Cell.Of(parameter)] is null && ThisEntity is { } self)
        {
            return Memory[Cell.Of(self, parameter.Name)] ?? Parameters.Value(parameter).Map(o => o with { Kind = OriginKind.Member, Syntax = reference.Syntax });
        }
        return Read(Cell.Of(parameter));
    }

    Value Convert(IConversionOperation conversion)
    {
        var value = Of(conversion.Operand);
        if (conversion.OperatorMethod is not { } method) return value;
        if (conversion.Type.IsBuffer() || conversion.Operand.Type.IsBuffer() || method.ContainingType.IsScalar() || method.ContainingType.Name is "Index" || conversion.Operand.Type.IsString() && method.DeclaringSyntaxReferences.IsEmpty && !conversion.Type.IsFollowed()) return value;
        return Invoke(method, null, [value], [conversion.Operand], conversion, isVirtual: false);
    }

    Value Tuple(ITupleOperation tuple)
    {
        var parts = ImmutableDictionary.CreateBuilder<string, Value>();
        var all = Value.Nothing;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var value = Of(tuple.Elements[i]);
            parts["Item" + (i + 1)] = value;
            all = all.Join(value.Bare);
        }
        return all.Reworked.With(parts.ToImmutable());
    }

    Value Anonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var parts = ImmutableDictionary.CreateBuilder<string, Value>();
        var all = Value.Nothing;
        foreach (var initializer in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (initializer.Target is not IPropertyReferenceOperation { Property.Name: var name }) continue;
            var value = Of(initializer.Value);
            parts[name] = value;
            all = all.Join(value.Bare);
        }
        return all.Reworked.With(parts.ToImmutable());
    }

    Value Function(IFlowAnonymousFunctionOperation lambda)
    {
        scene.Recorder?.Put(lambda, Memory, scene);
        return Value.Of(new FunctionValue(lambda.Symbol.Parameters, null, lambda, scene.Graph) { Home = scene });
    }

    /// <summary>What a function returns, in terms of its own parameters.</summary>
    Value ResultOf(FunctionValue function) => function.Lambda is null && function.Result is null ? Value.From(new(OriginKind.Call, Level.Unknown, null, null)) : function.Result
        ?? (function.Lambda!.Symbol.ReturnsVoid ? Value.Literal : HomeOf(function).Run(function.Around!.GetAnonymousFunctionControlFlowGraph(function.Lambda, scene.Cancel), function.Lambda.Symbol, Memory).Result.Bare);

    /// <summary>Where a lambda runs: it knows the <c>this</c> of the place where it was made.</summary>
    Scene HomeOf(FunctionValue function) => function.Home is { } home && home.Via != scene.Via ? home : scene;

    Value Function(IMethodReferenceOperation reference)
    {
        var owner = Of(reference.Instance);
        var method = reference.Method;
        if (method.ReturnsVoid) return Value.Literal;
        foreach (var api in scene.Apis.Of(method))
        {
            if (api.Role == "literal") return Value.Of(new FunctionValue(method.Parameters, Value.Literal));
            if (api.Role is "keep" or "same" && method.Parameters.Length > 0) return Value.Of(new FunctionValue(method.Parameters, Parameters.Value(method.Parameters[0]).Bare));
        }
        if (SummaryOf(method, owner, reference.IsVirtual) is not { } summary) return method.ReturnsLiteral() ? Value.Of(new FunctionValue(method.Parameters, Value.Literal)) : Value.Of(new FunctionValue(method.Parameters, Value.From(new(OriginKind.Call, TextTypes.LevelOf(method.ReturnType), method, reference.Syntax))));
        return Value.Of(new FunctionValue(summary.Function?.Parameters ?? method.OriginalDefinition.Parameters, summary.Result.Bare));
    }
}
