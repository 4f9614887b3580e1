using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>The arms of a switch, statement or expression, without the one that takes everything that is left.</summary>
/// <param name="Subject">What is matched.</param>
/// <param name="Keyword">Where the <c>switch</c> stands.</param>
/// <param name="Read">The arms as rows.</param>
/// <param name="CatchAll">What is done with the rest; null where nothing takes it.</param>
sealed record Arms(IOperation Subject, Location Keyword, Func<PatternReader, Place, IEnumerable<Row>> Read, IOperation? CatchAll, bool HasCatchAll)
{
    public static Arms? Of(IOperation operation) => operation switch
    {
        ISwitchExpressionOperation { Syntax: SwitchExpressionSyntax syntax } expression => Of(expression, syntax),
        ISwitchOperation { Syntax: SwitchStatementSyntax syntax } statement => Of(statement, syntax),
        _ => null,
    };

    static Arms Of(ISwitchExpressionOperation expression, SwitchExpressionSyntax syntax)
    {
        var last = expression.Arms.LastOrDefault();
        var rest = last is { Guard: null } && TakesAll(last.Pattern) ? last : null;
        return new(expression.Value, syntax.SwitchKeyword.GetLocation(), (reader, place) => expression.Arms.Where(a => a != rest).Select(a => new Row(reader.Read(a.Pattern, place), MayDecline(a.Guard))), rest?.Value, rest is not null);
    }

    static Arms Of(ISwitchOperation statement, SwitchStatementSyntax syntax)
    {
        var rest = statement.Cases.FirstOrDefault(c => c.Clauses.Any(IsRest));
        return new(statement.Value, syntax.SwitchKeyword.GetLocation(), (reader, place) => statement.Cases.SelectMany(c => c.Clauses).Where(c => !IsRest(c)).Select(c => RowOf(c, reader, place)), rest?.Body.FirstOrDefault(), rest is not null);
    }

    static bool IsRest(ICaseClauseOperation clause) => clause is IDefaultCaseClauseOperation or IPatternCaseClauseOperation { Guard: null, Pattern: IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } };

    static Row RowOf(ICaseClauseOperation clause, PatternReader reader, Place place) => clause switch
    {
        IPatternCaseClauseOperation pattern => new(reader.Read(pattern.Pattern, place), MayDecline(pattern.Guard)),
        ISingleValueCaseClauseOperation { Value: { ConstantValue: { HasValue: true, Value: var constant } } value } => new(reader.Compare(place, Comparison.Equal, constant, value.Type, holds: true), false),
        _ => new(Formula.False, false),
    };

    static bool TakesAll(IPatternOperation pattern) => pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };

    static bool MayDecline(IOperation? guard) => guard is not null && guard.ConstantValue is not { HasValue: true, Value: true };
}
