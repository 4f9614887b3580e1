using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Whether a value matches a pattern, where all that decides it is known.</summary>
sealed partial class Evaluator
{
    /// <summary>Whether a pattern matches; null where that is not known.</summary>
    bool? Matches(IPatternOperation pattern, Value value, IOperation operation)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation: return true;
            case INegatedPatternOperation negated: return !Matches(negated.Pattern, value, operation);
            case IBinaryPatternOperation both:
                var (left, right) = (Matches(both.LeftPattern, value, operation), Matches(both.RightPattern, value, operation));
                return both.OperatorKind == BinaryOperatorKind.And ? left & right : left | right;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } }: return IsEach(value, c => Equals(c, Normal(constant)));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: var bound }, OperatorKind: var kind }:
                return IsEach(value, c => TryFold(kind, Ordered(c), Ordered(Normal(bound)), out var folded) && folded is bool holds ? holds : null);
            case IDeclarationPatternOperation { MatchesNull: true }: return true;
            case IDeclarationPatternOperation { MatchedType: { } type }: return IsOfType(value, type, pattern.InputType);
            case ITypePatternOperation { MatchedType: var type }: return IsOfType(value, type, pattern.InputType);
            case IRecursivePatternOperation recursive: return Matches(recursive, value, operation);
            case IListPatternOperation list: return Matches(list, value, operation);
            default: return null;
        }
    }

    const int MostPattern = 100, MostMilliseconds = 50;

    /// <summary>Regex.IsMatch(text, pattern, options) of constants.</summary>
    static bool? IsMatch(ImmutableArray<Value> arguments)
    {
        if (arguments.Length is not (2 or 3) || !arguments.All(a => a.Origins.IsEmpty && a.Entities.IsEmpty)) return null;
        if (!arguments[0].TryGetConstant(out var constant) || constant is not string { Length: <= MostPattern } text || !arguments[1].TryGetConstant(out constant) || constant is not string { Length: <= MostPattern } pattern) return null;
        var options = 0L;
        if (arguments.Length == 3 && (!arguments[2].TryGetConstant(out constant) || constant is not long)) return null;
        if (arguments.Length == 3) options = (long)constant!;
        try
        {
            return Regex.IsMatch(text, pattern, ((RegexOptions)options & ~RegexOptions.Compiled) | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(MostMilliseconds));
        }
        catch (Exception unusable) when (unusable is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    static object? Normal(object? constant) => Value.Constant(constant).Constants[0];

    static object? Ordered(object? constant) => constant is char character ? (long)character : constant;

    /// <summary>What holds of each of a value's constants; null where they differ, or are not known.</summary>
    static bool? IsEach(Value value, Func<object?, bool?> holds)
    {
        if (value.Constants.IsDefaultOrEmpty || !value.Origins.IsEmpty || !value.Entities.IsEmpty) return value.Entities.IsEmpty || !value.Origins.IsEmpty || !IsMade(value) ? null : holds(null) is true ? false : null;
        var answers = value.Constants.Select(holds).Distinct().ToList();
        return answers is [var only] ? only : null;
    }

    /// <summary>Whether it is an object made here, and certainly not null.</summary>
    static bool IsMade(Value value) => value.Entities.Length > 0 && value.Constants.IsDefaultOrEmpty && value.Origins.IsEmpty && value.Entities.All(e => e is { Site: not null, IsExact: true });

    static bool? IsOfType(Value value, ITypeSymbol type, ITypeSymbol input)
    {
        if (IsMade(value))
        {
            var answers = value.Entities.Select(e => IsOrImplements(e.Type, type)).Distinct().ToList();
            return answers is [var only] ? only : null;
        }
        return IsEach(value, c => c switch
        {
            null => false,
            string when type.SpecialType is SpecialType.System_String or SpecialType.System_Object => true,
            string when type.TypeKind is TypeKind.Struct or TypeKind.Enum => false,
            _ when SymbolEqualityComparer.Default.Equals(type, input) => true,
            _ => null,
        });
    }

    static bool IsOrImplements(ITypeSymbol? type, ITypeSymbol wanted)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, wanted)) return true;
        }
        return type is not null && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, wanted));
    }

    bool? Matches(IRecursivePatternOperation pattern, Value value, IOperation operation)
    {
        bool? matches = pattern.MatchedType is { } type && !SymbolEqualityComparer.Default.Equals(type, pattern.InputType) ? IsOfType(value, type, pattern.InputType) : pattern.InputType.IsValueType ? true : IsEach(value, c => c is not null) ?? (IsMade(value) ? true : null);
        if (matches is false) return false;
        foreach (var part in pattern.PropertySubpatterns)
        {
            if (part.Member is not IMemberReferenceOperation { Member: var member }) return null;
            var held = member.Name == "Length" && member.ContainingType.IsString() && value.TryGetConstant(out var text) && text is string known ? Value.Constant(known.Length)
                : member.Name is "Count" or "Length" && value.Entities is [var counted] && CountOf(counted) is { } count ? Value.Constant(count) : PartOf(value, member, part);
            matches &= Matches(part.Pattern, held, operation);
        }
        if (pattern.DeconstructionSubpatterns.IsEmpty) return matches;
        if (Deconstructed(pattern.DeconstructSymbol as IMethodSymbol, value, operation, pattern.DeconstructionSubpatterns.Length) is not { } parts) return null;
        for (var i = 0; i < parts.Length; i++) matches &= Matches(pattern.DeconstructionSubpatterns[i], parts[i], operation);
        return matches;
    }

    /// <summary>What an object or a tuple is taken apart into; null where that is not known.</summary>
    Value[]? Deconstructed(IMethodSymbol? method, Value value, IOperation operation, int length)
    {
        if (value.Entities.IsEmpty && Enumerable.Range(1, length).All(i => value.Parts.ContainsKey("Item" + i))) return [.. Enumerable.Range(1, length).Select(i => value.Parts["Item" + i])];
        if (method is null || !IsMade(value)) return null;
        if (method.DeclaringSyntaxReferences.IsEmpty || method.IsImplicitlyDeclared) return [.. method.Parameters.Select(p => value.Entities.Aggregate(Value.Nothing, (all, e) => all.Join(Memory[Cell.Of(e, p.Name)] ?? Outside(value).With([]))))];
        return Target(method, value, isVirtual: true) is { } target && Solve(target, value, [], [], operation) is { Exit: { } exit } ? [.. target.OriginalDefinition.Parameters.Select(p => exit[Cell.Of(p)] ?? Value.Nothing)] : null;
    }

    bool? Matches(IListPatternOperation pattern, Value value, IOperation operation)
    {
        Value[] elements;
        if (value.TryGetConstant(out var constant) && value.Origins.IsEmpty && value.Entities.IsEmpty)
        {
            if (constant is null) return false;
            if (constant is not string text) return null;
            elements = [.. text.Select(c => Value.Constant(c))];
        }
        else if (IsMade(value) && value.Entities is [var entity] && CountOf(entity) is { } count)
        {
            elements = ElementsIn(entity, count);
        }
        else
        {
            return null;
        }
        var slice = pattern.Patterns.Select((p, i) => (p, i)).FirstOrDefault(p => p.p is ISlicePatternOperation);
        var fixedLength = pattern.Patterns.Count(p => p is not ISlicePatternOperation);
        if (slice.p is null ? elements.Length != fixedLength : elements.Length < fixedLength) return false;
        bool? matches = true;
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            if (pattern.Patterns[i] is ISlicePatternOperation { Pattern: var inner })
            {
                if (inner is not null && inner is not IDiscardPatternOperation && inner is not IDeclarationPatternOperation { MatchesNull: true }) return null;
                continue;
            }
            var at = slice.p is not null && i > slice.i ? elements.Length - (pattern.Patterns.Length - i) : i;
            matches &= Matches(pattern.Patterns[i], elements[at], operation);
        }
        return matches;
    }
}
