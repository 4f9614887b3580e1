using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Patterns.</summary>
sealed partial class Interpreter
{
    bool Matches(IPatternOperation pattern, object? value, Frame frame)
    {
        at = pattern;
        Burn();
        switch (pattern)
        {
            case IDiscardPatternOperation: return true;
            case IConstantPatternOperation constant: return IsConstant(value, Evaluate(constant.Value, frame));
            case IDeclarationPatternOperation declaration:
                if (!declaration.MatchesNull && !(value is not null && (declaration.MatchedType is null || IsOf(value, declaration.MatchedType, declaration.InputType)))) return false;
                if (declaration.DeclaredSymbol is { } symbol) frame.Declare(symbol).Value = StructValue.Copied(value);
                return true;
            case ITypePatternOperation type: return IsOf(value, type.MatchedType, type.InputType);
            case INegatedPatternOperation negated: return !Matches(negated.Pattern, value, frame);
            case IBinaryPatternOperation both:
                return both.OperatorKind == BinaryOperatorKind.And ? Matches(both.LeftPattern, value, frame) && Matches(both.RightPattern, value, frame) : Matches(both.LeftPattern, value, frame) || Matches(both.RightPattern, value, frame);
            case IRelationalPatternOperation relational:
                var bound = Evaluate(relational.Value, frame);
                return value is not null && bound is not null && value.GetType() == bound.GetType() && Numbers.Binary(relational.OperatorKind, Widened(value), Widened(bound), false) is true;
            case IRecursivePatternOperation recursive: return Matches(recursive, value, frame);
            case IListPatternOperation list: return Matches(list, value, frame);
            default: throw Refuse("a pattern that is not known to the evaluation", pattern);
        }
    }

    static object Widened(object number) => Numbers.Convert(number, Numbers.Promoted(Numbers.KindOf(number)), false);

    /// <summary>Constants in patterns are compared with Equals: NaN is NaN.</summary>
    static bool IsConstant(object? value, object? constant) => value is null ? constant is null : value.Equals(constant);

    bool Matches(IRecursivePatternOperation pattern, object? value, Frame frame)
    {
        if (value is null || pattern.MatchedType is { } type && !IsOf(value, type, pattern.InputType)) return false;
        for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            if (!Matches(pattern.DeconstructionSubpatterns[i], PartOf(value, i, pattern.DeconstructionSubpatterns.Length), frame)) return false;
        }
        foreach (var property in pattern.PropertySubpatterns)
        {
            initialized.Push(value);
            object? part;
            try
            {
                part = Evaluate(property.Member, frame);
            }
            finally
            {
                initialized.Pop();
            }
            if (!Matches(property.Pattern, part, frame)) return false;
        }
        if (pattern.DeclaredSymbol is { } symbol) frame.Declare(symbol).Value = StructValue.Copied(value);
        return true;
    }

    bool Matches(IListPatternOperation pattern, object? value, Frame frame)
    {
        if (value is null) return false;
        var items = Items(value).ToList();
        var slice = -1;
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            if (pattern.Patterns[i] is ISlicePatternOperation) slice = i;
        }
        var fixedCount = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        if (slice < 0 ? items.Count != fixedCount : items.Count < fixedCount) return false;
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            if (pattern.Patterns[i] is ISlicePatternOperation rest)
            {
                var part = SliceOf(value, i, items.Count - fixedCount);
                if (rest.Pattern is { } inner && !Matches(inner, part, frame)) return false;
            }
            else if (!Matches(pattern.Patterns[i], items[slice >= 0 && i > slice ? items.Count - pattern.Patterns.Length + i : i], frame)) return false;
        }
        if (pattern.DeclaredSymbol is { } symbol) frame.Declare(symbol).Value = value;
        return true;
    }
}
