using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>One pattern of a switch: of an arm, or one of the labels of a section.</summary>
/// <param name="Scope">The arm or section that it leads to.</param>
/// <param name="Operation">The pattern, or the label.</param>
/// <param name="Guard">What may still turn a value down.</param>
readonly record struct Clause(IOperation Scope, IOperation Operation, IOperation? Guard)
{
    /// <summary>Whether it takes whatever is left.</summary>
    public bool IsRest => Guard is null && Operation is IDefaultCaseClauseOperation or IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };

    public bool MayDecline => Guard is not null && Guard.ConstantValue is not { HasValue: true, Value: true };

    /// <summary>The pattern as it is written.</summary>
    public string Text => Operation is ISingleValueCaseClauseOperation { Value: var value } ? value.Syntax.ToString() : Operation.Syntax.ToString();

    /// <summary>The values that it takes, or those that it does not take, whatever its guard says.</summary>
    public Formula Read(PatternReader reader, Place place, bool holds = true) => Operation switch
    {
        IPatternOperation pattern => reader.Read(pattern, place, holds),
        ISingleValueCaseClauseOperation { Value: { ConstantValue: { HasValue: true, Value: var constant } } value } => reader.Compare(place, Comparison.Equal, constant, value.Type, holds),
        _ => Formula.False,
    };

    public Row Row(PatternReader reader, Place place) => new(Read(reader, place), MayDecline);
}
