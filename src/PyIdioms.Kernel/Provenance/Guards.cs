using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a condition tells on its two ways: comparing with text of the program makes a value text of the program.</summary>
static class Guards
{
    public static bool Assume(Scene scene, ref Memory memory, IOperation condition, bool holds)
    {
        condition = scene.Captures.Resolve(condition);
        switch (condition)
        {
            case IParenthesizedOperation inner:
                return Assume(scene, ref memory, inner.Operand, holds);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Assume(scene, ref memory, not.Operand, !holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } both when holds:
                return Assume(scene, ref memory, both.LeftOperand, true) && Assume(scene, ref memory, both.RightOperand, true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr, OperatorMethod: null } either when !holds:
                return Assume(scene, ref memory, either.LeftOperand, false) && Assume(scene, ref memory, either.RightOperand, false);
        }
        if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: bool truth } } told)
            return Assume(scene, ref memory, told.LeftOperand, holds == (truth == (told.OperatorKind == BinaryOperatorKind.Equals)));
        if (condition is IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } } asked)
            return Assume(scene, ref memory, asked.Value, holds == expected);
        var value = new Evaluator(scene, memory).Quietly(condition);
        if (!value.Constants.IsDefaultOrEmpty && value.Origins.IsEmpty && !value.Constants.Contains(holds) && value.Constants.All(c => c is bool)) return false;
        if (condition is ILocalReferenceOperation or IFlowCaptureReferenceOperation) return AssumeVariable(scene, ref memory, condition, holds);
        switch (condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality:
                Paths.Assume(scene, ref memory, equality, holds);
                return AssumeEqual(scene, ref memory, equality.LeftOperand, equality.RightOperand, holds == (equality.OperatorKind == BinaryOperatorKind.Equals));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThan } order:
                AssumeIndex(scene, ref memory, order, holds);
                Paths.Assume(scene, ref memory, order, holds);
                return true;
            case IInvocationOperation call:
                return AssumeCall(scene, ref memory, call, holds);
            case IIsPatternOperation match:
                return AssumePattern(scene, ref memory, match.Value, match.Pattern, holds);
            case IIsNullOperation test when holds:
                Narrow(scene, ref memory, test.Operand, Value.Null);
                return true;
            default:
                return true;
        }
    }

    /// <summary>A <c>bool</c> variable stands for the condition it was set from, as long as nothing else is assigned to it.</summary>
    static bool AssumeVariable(Scene scene, ref Memory memory, IOperation variable, bool holds)
    {
        if (variable is not ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_Boolean } local } || scene.ConditionOf(local) is not { } condition) return true;
        return Assume(scene, ref memory, condition, holds);
    }

    static bool AssumeEqual(Scene scene, ref Memory memory, IOperation left, IOperation right, bool isEqual)
    {
        if (!isEqual) return true;
        var (a, b) = (scene.Settle(Plain(scene, memory, left)), scene.Settle(Plain(scene, memory, right)));
        if (b.Level == Level.Literal && IsSettled(b, right)) Narrow(scene, ref memory, left, b);
        else if (a.Level == Level.Literal && IsSettled(a, left)) Narrow(scene, ref memory, right, a);
        return true;
    }

    static bool IsSettled(Value value, IOperation operation) => value.Entities.IsEmpty && value.Function is null && !value.IsNothing && (operation.Type.IsString() || operation.Type.IsScalar() || operation.Type is null || operation.Type.SpecialType is SpecialType.System_Char or SpecialType.System_Object || operation.ConstantValue.HasValue);

    public static Value Plain(Scene scene, Memory memory, IOperation operation) => new Evaluator(scene, memory).Quietly(operation);

    /// <summary>Array.IndexOf(allowed, x) >= 0.</summary>
    static void AssumeIndex(Scene scene, ref Memory memory, IBinaryOperation order, bool holds)
    {
        if (order.LeftOperand is not IInvocationOperation { TargetMethod.Name: "IndexOf" } call || order.RightOperand.ConstantValue is not { HasValue: true, Value: int bound }) return;
        var isFound = order.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThanOrEqual => holds && bound == 0,
            BinaryOperatorKind.GreaterThan => holds && bound == -1,
            _ => !holds && bound == 0,
        };
        if (!isFound || call.TargetMethod.ContainingType.IsString()) return;
        var collection = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        var item = call.Instance is null ? call.Arguments.ElementAtOrDefault(1)?.Value : call.Arguments.FirstOrDefault()?.Value;
        if (collection is not null && item is not null) NarrowTo(scene, ref memory, collection, item, ofKeys: false);
    }

    static bool AssumeCall(Scene scene, ref Memory memory, IInvocationOperation call, bool holds)
    {
        var method = call.TargetMethod;
        Paths.Assume(scene, ref memory, call, holds);
        if (!holds) return true;
        if (method.Name == "Equals" && method.ContainingType.SpecialType is SpecialType.System_String or SpecialType.System_Object)
        {
            var left = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
            var right = call.Instance is null ? call.Arguments.ElementAtOrDefault(1)?.Value : call.Arguments.FirstOrDefault()?.Value;
            return left is null || right is null || AssumeEqual(scene, ref memory, left, right, isEqual: true);
        }
        if (method.Name == "Equals" && method.ContainingType.IsOrInherits("System.StringComparer") && call.Arguments.Length == 2) return AssumeEqual(scene, ref memory, call.Arguments[0].Value, call.Arguments[1].Value, isEqual: true);
        foreach (var api in scene.Apis.Of(method))
        {
            if (api.Role != "checks") continue;
            var collection = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
            foreach (var argument in call.Instance is null ? call.Arguments.Skip(1) : call.Arguments)
            {
                if (api.Concerns(argument.Parameter) && argument.Parameter?.Name != "comparer" && collection is not null) NarrowTo(scene, ref memory, collection, argument.Value, method.Name is "ContainsKey" or "TryGetValue" && method.ContainingType.IsDictionary());
            }
        }
        AssumePredicate(scene, ref memory, call);
        return true;
    }

    /// <summary>items.Any(i => i == x): x is one of the items.</summary>
    static void AssumePredicate(Scene scene, ref Memory memory, IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "Any" or "Exists" } || call.Arguments.LastOrDefault()?.Value is not IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda } || lambda.Symbol.Parameters is not [var element]) return;
        var collection = call.Instance ?? call.Arguments[0].Value;
        var graph = scene.Graph.GetAnonymousFunctionControlFlowGraph(lambda, scene.Cancel);
        if (graph.ValuesOf(Microsoft.CodeAnalysis.FlowAnalysis.ControlFlowBranchSemantics.Return).ToList() is not [var returned]) return;
        var (left, right) = returned.Unwrap() switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => (equality.LeftOperand, equality.RightOperand),
            IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } instance, Arguments: [var argument, ..] } => (instance, argument.Value),
            IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String }, Arguments: [var first, var second, ..] } => (first.Value, second.Value),
            _ => default,
        };
        if (left is null || right is null) return;
        var isLeft = left.Unwrap() is IParameterReferenceOperation { Parameter: var p } && SymbolEqualityComparer.Default.Equals(p, element);
        var isRight = right.Unwrap() is IParameterReferenceOperation { Parameter: var q } && SymbolEqualityComparer.Default.Equals(q, element);
        if (isLeft != isRight) NarrowTo(scene, ref memory, collection, isLeft ? right : left, ofKeys: false);
    }

    static void NarrowTo(Scene scene, ref Memory memory, IOperation collection, IOperation item, bool ofKeys)
    {
        var evaluator = new Evaluator(scene, memory);
        var elements = scene.Settle(evaluator.Elements(collection, ofKeys));
        if (elements.Level == Level.Literal && !elements.IsNothing) Narrow(scene, ref memory, item, elements.Bare);
    }

    static bool AssumePattern(Scene scene, ref Memory memory, IOperation operand, IPatternOperation pattern, bool holds)
    {
        switch (pattern)
        {
            case INegatedPatternOperation negated:
                return AssumePattern(scene, ref memory, operand, negated.Pattern, !holds);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both when holds:
                return AssumePattern(scene, ref memory, operand, both.LeftPattern, true) && AssumePattern(scene, ref memory, operand, both.RightPattern, true);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either when !holds:
                return AssumePattern(scene, ref memory, operand, either.LeftPattern, false) && AssumePattern(scene, ref memory, operand, either.RightPattern, false);
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } when holds:
                memory = memory.Set(Cell.Of(local), Plain(scene, memory, operand));
                return true;
            case ITypePatternOperation or IDeclarationPatternOperation or IDiscardPatternOperation:
                return true;
        }
        if (!holds) return true;
        if (Allowed(pattern) is { } allowed) Narrow(scene, ref memory, operand, allowed);
        else if (pattern is IRecursivePatternOperation recursive) AssumeMembers(scene, ref memory, operand, recursive);
        return true;
    }

    /// <summary>The constants a pattern admits; null where it admits others too.</summary>
    static Value? Allowed(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } } => Value.Constant(constant),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Allowed(either.LeftPattern) is { } left && Allowed(either.RightPattern) is { } right ? left.Join(right) : null,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => Allowed(both.LeftPattern) ?? Allowed(both.RightPattern),
        _ => null,
    };

    static void AssumeMembers(Scene scene, ref Memory memory, IOperation operand, IRecursivePatternOperation pattern)
    {
        foreach (var part in pattern.PropertySubpatterns)
        {
            if (part.Member is IMemberReferenceOperation { Member: var member } && Allowed(part.Pattern) is { } allowed) new Evaluator(scene, memory).NarrowMember(operand, member, allowed, ref memory);
        }
    }

    /// <summary>Makes what an expression reads the value it was compared with.</summary>
    public static void Narrow(Scene scene, ref Memory memory, IOperation operand, Value value)
    {
        if (!Plain(scene, memory, operand).IsFixed) value = value.Fixed(false);
        var evaluator = new Evaluator(scene, memory);
        var read = operand;
        for (var left = 8; left > 0; left--)
        {
            read = read.Unwrap();
            if (read is IFlowCaptureReferenceOperation reference) memory = memory.Set(new(reference.Id, null), Kept(memory[new(reference.Id, null)], value));
            if (read is IDeclarationExpressionOperation declaration) read = declaration.Expression;
            else if (read is IConversionOperation { OperatorMethod: null } conversion) read = conversion.Operand;
            else if (read is ISimpleAssignmentOperation assignment) read = assignment.Target;
            else if (scene.Captures.Resolve(read) is var source && source != read) read = source;
            else break;
        }
        switch (read)
        {
            case ILocalReferenceOperation local:
                memory = memory.Set(Cell.Of(local.Local), Kept(memory[Cell.Of(local.Local)], value));
                break;
            case IParameterReferenceOperation parameter when memory[Cell.Of(parameter.Parameter)] is { } known:
                memory = memory.Set(Cell.Of(parameter.Parameter), Kept(known, value));
                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                evaluator = new(scene, memory);
                evaluator.NarrowMember(((IMemberReferenceOperation)read).Instance, ((IMemberReferenceOperation)read).Member, value, ref memory);
                break;
        }
    }

    /// <summary>What was known more exactly stays.</summary>
    static Value Kept(Value? known, Value narrowed) => known is { Level: Level.Literal, Constants.IsDefault: false } && narrowed.Constants.IsDefault ? known : narrowed.With(known?.Entities ?? []);
}
