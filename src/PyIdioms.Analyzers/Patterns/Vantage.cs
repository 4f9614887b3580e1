using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Patterns;
using Place = PyIdioms.Kernel.Patterns.Place;
using Variable = PyIdioms.Kernel.Flow.Place;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>A subject as code around its match sees it: which expressions are the subject, or a part of it.</summary>
sealed class Vantage
{
    readonly List<(Variable Variable, Func<Place, Place> At)> roots = [];

    /// <param name="subject">A variable, a member of one, or a tuple of those; nothing is known about others.</param>
    public Vantage(IOperation subject)
    {
        if (Plain(subject) is not ITupleOperation tuple)
        {
            if (VariableOf(subject) is { } only) roots.Add((only, place => place));
            return;
        }
        if (tuple.Type is not INamedTypeSymbol { IsTupleType: true, TupleElements: var fields } || fields.Length != tuple.Elements.Length) return;
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            if (VariableOf(tuple.Elements[i]) is { } element) roots.Add((element, place => place.Of(field.CorrespondingTupleField ?? field, field.Type)));
        }
    }

    /// <summary>The variables that the subject is read from.</summary>
    public IEnumerable<Variable> Variables => roots.Select(r => r.Variable);

    /// <summary>Whether only the code around it writes to what the subject is read from: locals and parameters.</summary>
    public bool IsOwn => roots.TrueForAll(r => r.Variable.IsVariable);

    /// <summary>The place of the subject that an expression reads; null where it is no part of it.</summary>
    public Place? Of(IOperation operation, Place input, PatternReader reader)
    {
        var plain = Plain(operation);
        if (plain is ITupleOperation tuple) return roots.Count > 1 && tuple.Elements.Select(VariableOf).SequenceEqual(roots.Select(r => r.Variable)) ? input : null;
        if (VariableOf(plain) is not { } variable) return null;
        foreach (var (root, at) in roots)
        {
            if (variable.IsChangedBy(root)) return variable.Path.Skip(root.Path.Length).Aggregate(at(input), (place, member) => reader.Member(place, member));
        }
        return null;
    }

    /// <summary>Whether an expression is the subject itself, or an element of it.</summary>
    public bool Is(IOperation operation) => VariableOf(operation) is { } variable && roots.Exists(r => variable.Equals(r.Variable));

    /// <summary>Whether an expression reads the subject somewhere.</summary>
    public bool IsIn(IOperation operation) => operation.DescendantsAndSelf().Any(o => VariableOf(o) is { } variable && roots.Exists(r => variable.IsChangedBy(r.Variable)));

    static Variable? VariableOf(IOperation operation) => Variable.Of(Plain(operation));

    /// <summary>An expression without what leaves its value as it is: parentheses, references seen as another type, the wider number that a comparison makes, an assignment whose value is used.</summary>
    public static IOperation Plain(IOperation operation)
    {
        for (var plain = operation.Unwrap(); ; plain = plain.Unwrap())
        {
            switch (plain)
            {
                case IConversionOperation { IsImplicit: true, OperatorMethod: null, Type.SpecialType: not (SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal) } wider: plain = wider.Operand; break;
                case ISimpleAssignmentOperation { Target: var target }: plain = target; break;
                default: return plain;
            }
        }
    }
}
