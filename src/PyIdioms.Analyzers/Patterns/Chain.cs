using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Patterns;
using Place = PyIdioms.Kernel.Patterns.Place;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Conditions on one subject that lead to code which claims that nothing is left: <c>if (x is A) … else if (x == b) … else Never.Assert(x)</c>, or one <c>return</c> after the other.</summary>
sealed class Chain
{
    readonly List<(IOperation Condition, bool Holds)> conditions;

    Chain(IOperation subject, bool isAssert, List<(IOperation, bool)> conditions) => (Subject, IsAssert, this.conditions) = (subject, isAssert, conditions);

    public IOperation Subject { get; }

    /// <summary>Whether <c>Never.Assert</c> asks for the proof.</summary>
    public bool IsAssert { get; }

    public static Chain? EndingIn(IOperation operation)
    {
        var isAssert = Claim.IsAssert(operation);
        if (!isAssert && operation is not IThrowOperation || isAssert && operation.Parent is { } around && Thrown(around) is not null) return null;
        if (StatementAround(operation) is not { } statement) return null;
        var conditions = Leading(statement);
        var subject = Asserted(operation) ?? conditions.Select(c => SubjectOf(c.Condition)).FirstOrDefault(s => s is not null);
        if (subject is null || !isAssert && Asserted(operation) is null && (conditions.Count == 0 || !Claim.Is(operation, subject)) || IsAssigned(subject, statement)) return null;
        return new(subject, isAssert || Asserted(operation) is not null, conditions);
    }

    /// <summary>A throw around a call of Never.Assert: it is looked at instead.</summary>
    static IThrowOperation? Thrown(IOperation operation) => operation switch
    {
        IThrowOperation thrown => thrown,
        IConversionOperation { Parent: { } parent } => Thrown(parent),
        _ => null,
    };

    static IOperation? Asserted(IOperation operation) => Claim.Unwrap(operation is IThrowOperation { Exception: var thrown } ? thrown : operation) is IInvocationOperation call && Claim.IsAssert(call) ? Claim.Unwrap(call.Arguments[0].Value) : null;

    /// <summary>The statement that an operation is; null where it is a part of an expression, as an arm of a switch is.</summary>
    static IOperation? StatementAround(IOperation operation)
    {
        for (var at = operation; ; at = at.Parent)
        {
            switch (at.Parent)
            {
                case IBlockOperation or IConditionalOperation { Type: null }: return at;
                case IExpressionStatementOperation or IReturnOperation or IConversionOperation or IThrowOperation: continue;
                default: return null;
            }
        }
    }

    /// <summary>The conditions that are false, or true, where a statement is reached, the nearest first.</summary>
    static List<(IOperation Condition, bool Holds)> Leading(IOperation statement)
    {
        var found = new List<(IOperation, bool)>();
        for (var at = statement; at.Parent is { } parent; at = parent)
        {
            switch (parent)
            {
                case IConditionalOperation { Type: null } choice when choice.Condition != at:
                    found.Add((choice.Condition, at == choice.WhenTrue));
                    break;
                case IBlockOperation block:
                    foreach (var before in block.Operations.TakeWhile(o => o != at).Reverse())
                    {
                        if (before is IConditionalOperation { WhenFalse: null } early && early.WhenTrue.Leaves()) found.Add((early.Condition, false));
                        for (var next = before; next is IConditionalOperation { WhenFalse: { } otherwise } either && either.WhenTrue.Leaves(); next = otherwise)
                        {
                            found.Add((either.Condition, false));
                            if (otherwise is IConditionalOperation { WhenFalse: null } last && last.WhenTrue.Leaves()) found.Add((last.Condition, false));
                        }
                    }
                    break;
                case IConditionalOperation or ILockOperation or IUsingOperation or ITryOperation or ILabeledOperation: break;
                default: return found;
            }
        }
        return found;
    }

    /// <summary>What a condition looks at.</summary>
    static IOperation? SubjectOf(IOperation condition) => Claim.Unwrap(condition) switch
    {
        IIsPatternOperation match => Claim.Unwrap(match.Value),
        IIsTypeOperation test => Claim.Unwrap(test.ValueOperand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => SubjectOf(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => SubjectOf(both.LeftOperand) ?? SubjectOf(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => comparison.RightOperand.ConstantValue.HasValue ? Claim.Unwrap(comparison.LeftOperand) : comparison.LeftOperand.ConstantValue.HasValue ? Claim.Unwrap(comparison.RightOperand) : null,
        IOperation plain when plain.Type?.SpecialType == SpecialType.System_Boolean && IsPath(plain) => plain,
        _ => null,
    };

    /// <summary>The rows of all conditions: what they take before the end is reached.</summary>
    public IEnumerable<Row> Read(PatternReader reader, Place place) => conditions.AsEnumerable().Reverse().Select(c => new Row(Read(c.Condition, !c.Holds, reader, place), false));

    Formula Read(IOperation condition, bool holds, PatternReader reader, Place place)
    {
        switch (Claim.Unwrap(condition))
        {
            case IIsPatternOperation match when IsSubject(match.Value): return reader.Read(match.Pattern, place, holds);
            case IIsTypeOperation test when IsSubject(test.ValueOperand): return reader.IsOf(place, test.TypeOperand, holds != test.IsNegated);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }: return Read(operand, !holds, reader, place);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both: return Join(both, holds);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either: return Join(either, !holds);
            case IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String }, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison: return Compare(comparison, holds);
            case { } plain when plain.Type?.SpecialType == SpecialType.System_Boolean && IsSubject(plain): return reader.Compare(place, Comparison.Equal, holds, plain.Type, holds: true);
            default: return Formula.False;
        }

        Formula Join(IBinaryOperation parts, bool all)
        {
            var (left, right) = (Read(parts.LeftOperand, holds, reader, place), Read(parts.RightOperand, holds, reader, place));
            return all ? Formula.And(left, right) : Formula.Or(left, right);
        }

        Formula Compare(IBinaryOperation comparison, bool isTrue)
        {
            var isTurned = !IsSubject(comparison.LeftOperand);
            var (value, constant) = isTurned ? (comparison.RightOperand, comparison.LeftOperand) : (comparison.LeftOperand, comparison.RightOperand);
            if (!IsSubject(value) || constant.ConstantValue is not { HasValue: true, Value: var known }) return Formula.False;
            var type = Claim.Unwrap(constant)?.Type ?? constant.Type;
            return comparison.OperatorKind switch
            {
                BinaryOperatorKind.Equals => reader.Compare(place, Comparison.Equal, known, type, isTrue),
                BinaryOperatorKind.NotEquals => reader.Compare(place, Comparison.Equal, known, type, !isTrue),
                BinaryOperatorKind.LessThan => reader.Compare(place, isTurned ? Comparison.Greater : Comparison.Less, known, type, isTrue),
                BinaryOperatorKind.LessThanOrEqual => reader.Compare(place, isTurned ? Comparison.GreaterOrEqual : Comparison.LessOrEqual, known, type, isTrue),
                BinaryOperatorKind.GreaterThan => reader.Compare(place, isTurned ? Comparison.Less : Comparison.Greater, known, type, isTrue),
                _ => reader.Compare(place, isTurned ? Comparison.LessOrEqual : Comparison.GreaterOrEqual, known, type, isTrue),
            };
        }
    }

    bool IsSubject(IOperation operation) => Claim.Unwrap(operation) is { } value && IsPath(value) && IsPath(Subject) && Same(value, Subject);

    static bool IsPath(IOperation operation) => operation is ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation
        || operation is IMemberReferenceOperation { Instance: var owner } and not IMethodReferenceOperation and not IPropertyReferenceOperation { Arguments.IsEmpty: false } && (owner is null || IsPath(owner));

    static bool Same(IOperation left, IOperation right) => (left, right) switch
    {
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Local, b.Local),
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter),
        (IInstanceReferenceOperation, IInstanceReferenceOperation) => true,
        (IMemberReferenceOperation a, IMemberReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Member, b.Member) && (a.Instance is null ? b.Instance is null : b.Instance is not null && Same(a.Instance, b.Instance)),
        _ => false,
    };

    /// <summary>Whether the subject is written to between the first of the conditions and the end.</summary>
    static bool IsAssigned(IOperation subject, IOperation statement)
    {
        var body = statement;
        while (body.Parent is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation) body = body.Parent;
        return IsPath(subject) && body.Descendants().Any(o => o switch
        {
            IAssignmentOperation { Target: var target } => target is ITupleOperation tuple ? tuple.Elements.Any(e => Same(e, subject)) : Same(target, subject) && !IsBefore(o, statement, body),
            IIncrementOrDecrementOperation { Target: var target } => Same(target, subject),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } => Same(passed, subject) && !IsBefore(o, statement, body),
            _ => false,
        });
    }

    /// <summary>An assignment as a statement of its own in front of all of it says what the subject is, and changes nothing later.</summary>
    static bool IsBefore(IOperation assignment, IOperation statement, IOperation body) => assignment.Syntax.Span.End <= FirstCondition(statement).Syntax.SpanStart && !body.Descendants().Any(o => o is ILoopOperation loop && loop.Syntax.Span.Contains(assignment.Syntax.Span) != loop.Syntax.Span.Contains(statement.Syntax.Span));

    static IOperation FirstCondition(IOperation statement) => Leading(statement) is [.., var (first, _)] ? first : statement;
}
