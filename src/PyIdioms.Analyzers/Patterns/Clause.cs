using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using Variable = PyIdioms.Kernel.Flow.Place;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>One pattern of a switch: of an arm, or one of the labels of a section.</summary>
/// <param name="Scope">The arm or section that it leads to.</param>
/// <param name="Operation">The pattern, or the label.</param>
/// <param name="Guard">What may still turn a value down.</param>
readonly record struct Clause(IOperation Scope, IOperation Operation, IOperation? Guard)
{
    /// <summary>Whether it takes whatever is left.</summary>
    public bool IsRest => Guard is null && Operation is IDefaultCaseClauseOperation or IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };

    /// <summary>Whether it is the label <c>default</c>, which comes last wherever it stands.</summary>
    public bool IsDefault => Operation is IDefaultCaseClauseOperation;

    /// <summary>The pattern as it is written.</summary>
    public string Text => Operation is ISingleValueCaseClauseOperation { Value: var value } ? value.Syntax.ToString() : Operation.Syntax.ToString();

    /// <summary>The values that its pattern takes, or those that it does not take.</summary>
    public Formula Read(PatternReader reader, Place place, bool holds = true) => Operation switch
    {
        IPatternOperation pattern => reader.Read(pattern, place, holds),
        ISingleValueCaseClauseOperation { Value: { ConstantValue: { HasValue: true, Value: var constant } } value } => reader.Compare(place, Comparison.Equal, constant, value.Type, holds),
        _ => Formula.False,
    };

    /// <summary>What it takes. A guard that asks about variables is told apart from its opposite: behind <c>when b</c> and <c>when !b</c> nothing is left.</summary>
    public Row Row(PatternReader reader, Place place, params IEnumerable<Formula> passed)
    {
        var taken = Formula.And([Read(reader, place), .. passed]);
        if (Guard is null) return new(taken, false);
        var condition = new ConditionReader(reader, o => Beside(o, reader)).Read(Guard, holds: true);
        return condition == Formula.False ? new(taken, true) : new(Formula.And(taken, condition), false);
    }

    /// <summary>The place of a variable, or of a member of one.</summary>
    static Place? Beside(IOperation operation, PatternReader reader)
    {
        if (Variable.Of(Vantage.Plain(operation)) is not { IsCapture: false } variable) return null;
        var members = variable.Root is { } root ? variable.Path.Insert(0, root) : variable.Path;
        return members.IsEmpty ? null : members.Skip(1).Aggregate(Place.Outside(members[0], TypeOf(members[0])), (place, member) => reader.Member(place, member));
    }

    static ITypeSymbol TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        _ => ((IPropertySymbol)symbol).Type,
    };
}
