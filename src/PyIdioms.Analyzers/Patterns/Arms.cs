using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>The arms of a switch, statement or expression.</summary>
/// <param name="Subject">What is matched.</param>
/// <param name="Keyword">Where the <c>switch</c> stands.</param>
/// <param name="Clauses">Their patterns, in order.</param>
/// <param name="CatchAll">What is done with the rest; null where nothing is.</param>
sealed record Arms(IOperation Subject, Location Keyword, IReadOnlyList<Clause> Clauses, IOperation? CatchAll)
{
    public static Arms? Of(IOperation operation)
    {
        switch (operation)
        {
            case ISwitchExpressionOperation { Syntax: SwitchExpressionSyntax syntax } expression:
                var arms = expression.Arms.Select(a => new Clause(a, a.Pattern, a.Guard)).ToList();
                return new(expression.Value, syntax.SwitchKeyword.GetLocation(), arms, arms.LastOrDefault().Scope is ISwitchExpressionArmOperation { Value: var value } && arms[arms.Count - 1].IsRest ? value : null);
            case ISwitchOperation { Syntax: SwitchStatementSyntax syntax } statement:
                var labels = statement.Cases.SelectMany(s => s.Clauses, ClauseOf).ToList();
                return new(statement.Value, syntax.SwitchKeyword.GetLocation(), labels, labels.FirstOrDefault(c => c.IsRest).Scope is ISwitchCaseOperation { Body: [var first, ..] } ? first : null);
            default: return null;
        }
    }

    static Clause ClauseOf(ISwitchCaseOperation section, ICaseClauseOperation label) => label is IPatternCaseClauseOperation pattern ? new(section, pattern.Pattern, pattern.Guard) : new(section, label, null);

    public bool HasCatchAll => Clauses.Any(c => c.IsRest);

    /// <summary>What the arms take, without the one that takes everything that is left.</summary>
    public IEnumerable<Row> Rows(PatternReader reader, Place place) => Clauses.Where(c => !c.IsRest).Select(c => c.Row(reader, place));

    /// <summary>What does not get into one of the arms or sections: values that others take first, or that it does not match.</summary>
    public IEnumerable<Row> Outside(IOperation scope, PatternReader reader, Place place)
    {
        var own = Clauses.Where(c => c.Scope == scope).ToList();
        if (own.Exists(c => c.IsRest)) return Clauses.Where(c => c.Scope != scope).Select(c => c.Row(reader, place));
        return Clauses.TakeWhile(c => c.Scope != scope).Where(c => !c.IsRest).Select(c => c.Row(reader, place)).Append(new(Formula.And(own.Select(c => c.Read(reader, place, holds: false))), false));
    }

    /// <summary>What some arms or sections take.</summary>
    public IEnumerable<Row> Inside(Func<IOperation, bool> scopes, PatternReader reader, Place place)
    {
        var passed = new List<Formula>();
        foreach (var clause in Clauses.OrderBy(c => c.IsRest))
        {
            if (!scopes(clause.Scope)) passed.Add(clause.IsRest ? Formula.False : clause.Read(reader, place, holds: false));
            else yield return clause.IsRest ? new(Formula.And(passed), false) : clause.Row(reader, place, passed);
        }
    }
}
