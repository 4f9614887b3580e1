using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>A value that may be missing, and what stands in for it.</summary>
readonly record struct Fallback(IOperation Read, IOperation Instead)
{
    /// <summary>What an operation takes where a value is missing.</summary>
    public static IEnumerable<Fallback> Of(IOperation operation) => operation switch
    {
        ICoalesceOperation either => [new(either.Value, either.WhenNull)],
        ICoalesceAssignmentOperation assignment => [new(assignment.Target, assignment.Value)],
        IConditionalOperation { WhenFalse: not null, Type: not null } choice when choice.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ConditionalExpressionSyntax => OfChoice(choice),
        IConditionalOperation branch => OfBranch(branch),
        ISwitchExpressionOperation choice => OfSwitch(choice),
        _ => [],
    };

    /// <summary>read is null ? "dev" : read.</summary>
    static IEnumerable<Fallback> OfChoice(IConditionalOperation choice)
    {
        if (TestedFor(choice.Condition) is not var (tested, isMissing)) return [];
        var (instead, kept) = isMissing ? (choice.WhenTrue, choice.WhenFalse!) : (choice.WhenFalse!, choice.WhenTrue);
        return Shows(kept, tested, choice.Condition) ? [new(tested, instead)] : [];
    }

    /// <summary>if (read is null) read = "dev"; if (read is null) return "dev"; return read.</summary>
    static IEnumerable<Fallback> OfBranch(IConditionalOperation branch)
    {
        if (TestedFor(branch.Condition) is not var (tested, isMissing) || (isMissing ? branch.WhenTrue : branch.WhenFalse) is not { } body) yield break;
        foreach (var statement in body is IBlockOperation block ? block.Operations : [body])
        {
            switch (statement)
            {
                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } when Same(assignment.Target, tested): yield return new(tested, assignment.Value); break;
                case IReturnOperation { ReturnedValue: { } returned } when Returns(branch, tested, isMissing): yield return new(tested, returned); break;
            }
        }
    }

    /// <summary>Whether the value is returned where it is there.</summary>
    static bool Returns(IConditionalOperation branch, IOperation tested, bool isMissing)
    {
        var other = isMissing ? branch.WhenFalse : branch.WhenTrue;
        var following = branch.Parent is IBlockOperation block ? block.Operations.SkipWhile(o => o != branch).Skip(1) : [];
        return following.Concat(other is null ? [] : [other]).SelectMany(o => o.DescendantsAndSelf()).OfType<IReturnOperation>().Any(r => r.ReturnedValue is { } value && Shows(value, tested, branch.Condition));
    }

    static IEnumerable<Fallback> OfSwitch(ISwitchExpressionOperation choice)
    {
        var isKept = choice.Arms.Any(a => a.Pattern is IDeclarationPatternOperation { DeclaredSymbol: { } name } && Names(a.Value, name) || Shows(a.Value, choice.Value, choice.Value));
        foreach (var arm in choice.Arms)
        {
            if (isKept && IsMissing(arm.Pattern)) yield return new(choice.Value, arm.Value);
        }
    }

    /// <summary>Whether a pattern takes null or the empty text.</summary>
    static bool IsMissing(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or "" } } => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsMissing(either.LeftPattern) || IsMissing(either.RightPattern),
        IDiscardPatternOperation => true,
        _ => false,
    };

    /// <summary>What a condition tests for being there, and whether it holds where it is missing.</summary>
    static (IOperation Tested, bool IsMissing)? TestedFor(IOperation condition)
    {
        switch (condition)
        {
            case IParenthesizedOperation inner: return TestedFor(inner.Operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not: return TestedFor(not.Operand) is var (tested, isMissing) ? (tested, !isMissing) : null;
            case IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String }, Arguments: [{ Value: var value }] }: return (value, true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary:
                if (IsNothing(binary.RightOperand)) return (Bare(binary.LeftOperand), binary.OperatorKind == BinaryOperatorKind.Equals);
                if (IsNothing(binary.LeftOperand)) return (Bare(binary.RightOperand), binary.OperatorKind == BinaryOperatorKind.Equals);
                return null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.ConditionalAnd } both: return TestedFor(both.LeftOperand);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: var negated } } match: return IsMissing(negated) ? (Bare(match.Value), false) : IsThere(negated) ? (Bare(match.Value), true) : null;
            case IIsPatternOperation match: return IsMissing(match.Pattern) ? (Bare(match.Value), true) : IsThere(match.Pattern) ? (Bare(match.Value), false) : null;
            default: return null;
        }
    }

    static bool IsNothing(IOperation operand) => Bare(operand) is { ConstantValue: { HasValue: true, Value: null or "" } } or IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    /// <summary>{ }, { Length: > 0 }, string, with a name or without one.</summary>
    static bool IsThere(IPatternOperation pattern) => pattern is IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation;

    /// <summary>Whether an expression is the tested value, perhaps trimmed, or the name that a pattern gave it.</summary>
    static bool Shows(IOperation value, IOperation tested, IOperation condition)
    {
        value = Bare(value);
        while (value is IInvocationOperation { Instance: { } instance } call && call.Type.IsString() && instance.Type.IsString()) value = Bare(instance);
        if (Same(value, tested)) return true;
        return value is ILocalReferenceOperation { Local: var local } && condition.DescendantsAndSelf().Any(o => o is IRecursivePatternOperation { DeclaredSymbol: { } deep } && Is(deep, local) || o is IDeclarationPatternOperation { DeclaredSymbol: { } plain } && Is(plain, local));
    }

    static bool Names(IOperation value, ISymbol name) => value.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation { Local: var local } && Is(local, name));

    static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    static bool Same(IOperation left, IOperation right) => Bare(left).Syntax.ToString() == Bare(right).Syntax.ToString();

    static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) operation = operation.ChildOperations.First();
        return operation;
    }
}
