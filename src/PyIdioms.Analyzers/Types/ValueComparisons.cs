using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>Constants that something is compared with which has listed values.</summary>
static class ValueComparisons
{
    public static readonly OperationKind[] Kinds = [OperationKind.Binary, OperationKind.Invocation, OperationKind.IsPattern, OperationKind.Switch, OperationKind.SwitchExpression];

    public static IEnumerable<(string Subject, IOperation Constant, LiteralContract Contract)> In(IOperation operation, Literals literals) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test when test.OperatorMethod is null or { ContainingType.SpecialType: SpecialType.System_String } =>
            test.RightOperand.ConstantValue.HasValue ? Compared(test.LeftOperand, [test.RightOperand], literals) : test.LeftOperand.ConstantValue.HasValue ? Compared(test.RightOperand, [test.LeftOperand], literals) : [],
        IInvocationOperation call when ValueTests.Equality(call) is var (left, right) => right.ConstantValue.HasValue ? Compared(left, [right], literals) : left.ConstantValue.HasValue ? Compared(right, [left], literals) : [],
        IIsPatternOperation test => Matched(test.Value, [test.Pattern], literals),
        ISwitchExpressionOperation choice => Matched(choice.Value, choice.Arms.Select(a => a.Pattern), literals),
        ISwitchOperation choice => Matched(choice.Value, choice.Cases.SelectMany(c => c.Clauses).OfType<IPatternCaseClauseOperation>().Select(c => c.Pattern), literals)
            .Concat(Compared(choice.Value, choice.Cases.SelectMany(c => c.Clauses).OfType<ISingleValueCaseClauseOperation>().Select(c => c.Value), literals)),
        _ => [],
    };

    static IEnumerable<(string, IOperation, LiteralContract)> Compared(IOperation subject, IEnumerable<IOperation> constants, Literals literals) =>
        ListedSubject.Of(subject, literals) is { } contract ? constants.Select(c => (Plain(subject).Syntax.ToString(), Plain(c), contract)) : [];

    static IEnumerable<(string, IOperation, LiteralContract)> Matched(IOperation subject, IEnumerable<IPatternOperation> patterns, Literals literals)
    {
        var (contract, name) = (ListedSubject.Of(subject, literals), Plain(subject).Syntax.ToString());
        return patterns.SelectMany(p => In(p, contract, name, literals));
    }

    static IEnumerable<(string, IOperation, LiteralContract)> In(IPatternOperation pattern, LiteralContract? contract, string name, Literals literals) => pattern switch
    {
        IConstantPatternOperation { Value: var constant } => contract is null ? [] : [(name, Plain(constant), contract)],
        INegatedPatternOperation { Pattern: var inner } => In(inner, contract, name, literals),
        IBinaryPatternOperation both => In(both.LeftPattern, contract, name, literals).Concat(In(both.RightPattern, contract, name, literals)),
        IRecursivePatternOperation parts => parts.PropertySubpatterns.Where(p => p.Member is IMemberReferenceOperation).SelectMany(p => ((IMemberReferenceOperation)p.Member).Member is var member ? In(p.Pattern, Single(member, literals), member.Name, literals) : [])
            .Concat(parts.DeconstructionSubpatterns.SelectMany((p, i) => Positional(parts, i) is { } member ? In(p, Single(member, literals), member.Name, literals) : In(p, null, "", literals))),
        IListPatternOperation list => list.Patterns.SelectMany(p => In(p, null, "", literals)),
        _ => [],
    };

    /// <summary>The property of a record that stands at a position.</summary>
    static IPropertySymbol? Positional(IRecursivePatternOperation pattern, int index) => pattern.DeconstructSymbol is IMethodSymbol { ContainingType: { IsRecord: true } type, Parameters: var parameters } && index < parameters.Length
        ? type.GetMembers(parameters[index].Name).OfType<IPropertySymbol>().FirstOrDefault() : null;

    static LiteralContract? Single(ISymbol member, Literals literals) => literals.Of(member) is { IsOfElements: false } contract ? contract : null;

    static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion) operation = conversion.Operand;
        return operation;
    }
}
