using System.Numerics;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Constraints;

/// <summary>What can be said of constraints before the program runs.</summary>
public static class Verdict
{
    /// <summary>Why a constraint cannot apply to values of a type; null where it can, or nobody knows.</summary>
    public static string? Inapplicable(Constraint constraint, ITypeSymbol type)
    {
        if (constraint.Kind == ConstraintKind.Other || type.TypeKind == TypeKind.Error) return null;
        var kind = ValueKind.Of(type);
        if (IsOpen(kind.Type)) return null;
        if (constraint.IsText) return kind.Nature != Nature.Text ? $"{Named(type)} is no text" : constraint.Kind == ConstraintKind.Regex && PatternText.ProblemOf(constraint) is { } problem ? $"the pattern is no regular expression: {problem}" : null;
        if (constraint.IsLength) return kind.LengthMember is null ? $"{Named(type)} has no length" : null;
        if (constraint.Kind == ConstraintKind.MultipleOf)
        {
            if (kind.Type.Name == nameof(TimeSpan) && kind.Nature == Nature.Time) return constraint.Divisor is string span && kind.Bound(span) is not null ? null : NoBound(constraint.Divisor, type);
            return !kind.IsNumber ? $"{Named(type)} is no number" : ValueKind.IsNaN(constraint.Divisor) || kind.Bound(constraint.Divisor) is not null ? null : NoBound(constraint.Divisor, type);
        }
        foreach (var (_, bound) in constraint.Bounds)
        {
            if (kind.Accepts(bound)) continue;
            return kind.Nature is Nature.Other or Nature.Bool ? $"{Named(type)} has no order" : NoBound(bound, type);
        }
        return null;
    }

    /// <summary>The constraints that no value of a type fulfils together; empty where some value may.</summary>
    public static IReadOnlyList<Constraint> Contradiction(IReadOnlyList<Constraint> constraints, ITypeSymbol type)
    {
        var kind = ValueKind.Of(type);
        var able = constraints.Where(c => c.Kind != ConstraintKind.Other && Inapplicable(c, type) is null).ToList();
        foreach (var constraint in able)
        {
            if (IsEmpty([constraint], kind)) return [constraint];
        }
        for (var i = 0; i < able.Count; i++)
        {
            for (var j = i + 1; j < able.Count; j++)
            {
                if (IsEmpty([able[i], able[j]], kind)) return [able[i], able[j]];
            }
        }
        return able.Count > 2 && IsEmpty(able, kind) ? able : [];
    }

    /// <summary>Whether a constant breaks a constraint; null where that is not known.</summary>
    public static bool? Breaks(object? constant, Constraint constraint, ITypeSymbol type)
    {
        if (constant is null) return false;
        if (constraint.Kind == ConstraintKind.Other || Inapplicable(constraint, type) is not null) return null;
        var kind = ValueKind.Of(type);
        switch (kind.Nature)
        {
            case Nature.Text when constant is string text:
                return !HoldsText(text, constraint);
            case Nature.Integer or Nature.Binary or Nature.Decimal when constant is double.NaN or float.NaN:
                return true;
            case Nature.Integer or Nature.Binary or Nature.Decimal when Exact.Of(constant) is { } number:
                return constraint.Kind == ConstraintKind.MultipleOf ? !IsMultiple(number, constant, constraint, kind) : constraint.IsBound ? !Holds(number, constraint, kind) : null;
            case Nature.Char when constant is char character:
                return !Holds(Exact.Of(new BigInteger(character)), constraint, kind);
            default:
                return null;
        }
    }

    static bool? HoldsText(string text, Constraint constraint)
    {
        if (constraint.IsBound) return constraint.Bounds.All(b => Satisfies(string.CompareOrdinal(text, (string)b.Value!), b.Relation));
        if (constraint.IsLength) return CodePoints(text) is var length && length >= constraint.MinLength && length <= constraint.MaxLength;
        return constraint.Kind switch
        {
            ConstraintKind.Regex => PatternText.Matches(constraint, text),
            ConstraintKind.IsAscii => text.All(static c => c < 128),
            // What is certain without the tables of Unicode.
            ConstraintKind.Email => text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && !text.Any(char.IsWhiteSpace) ? null : false,
            ConstraintKind.LowerCase => text.Any(static c => c is >= 'A' and <= 'Z') || text.All(static c => c < 128 && c is not (>= 'a' and <= 'z')) ? false : null,
            ConstraintKind.UpperCase => text.Any(static c => c is >= 'a' and <= 'z') || text.All(static c => c < 128 && c is not (>= 'A' and <= 'Z')) ? false : null,
            ConstraintKind.IsDigit or ConstraintKind.IsDigits => text.Length == 0 || text.Any(static c => c < 128 && c is not (>= '0' and <= '9')) ? false : null,
            _ => null,
        };
    }

    static bool Holds(Exact number, Constraint constraint, ValueKind kind) =>
        constraint.Bounds.All(b => !ValueKind.IsNaN(b.Value) && kind.Bound(b.Value) is { } bound && Satisfies(number.CompareTo(bound), b.Relation));

    static bool Satisfies(int order, Relation relation) => relation switch { Relation.Gt => order > 0, Relation.Ge => order >= 0, Relation.Lt => order < 0, _ => order <= 0 };

    /// <summary>Binary fractions by their own remainder, as at run time.</summary>
    static bool IsMultiple(Exact number, object constant, Constraint constraint, ValueKind kind)
    {
        if (ValueKind.IsNaN(constraint.Divisor) || kind.Bound(constraint.Divisor) is not { } step) return false;
        if (kind.Nature != Nature.Binary) return number.IsMultipleOf(step);
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var divisor = constraint.Divisor is string text ? double.Parse(text, culture) : Convert.ToDouble(constraint.Divisor, culture);
        return kind.Type.SpecialType == SpecialType.System_Single ? Convert.ToSingle(constant, culture) % (float)divisor == 0 : Convert.ToDouble(constant, culture) % divisor == 0;
    }

    static bool IsEmpty(IReadOnlyList<Constraint> constraints, ValueKind kind)
    {
        if (constraints.All(static c => c.IsLength)) return constraints.Min(static c => c.MaxLength) is var most && (most < 0 || constraints.Max(static c => c.MinLength) > most);
        if (constraints.Any(static c => c.Bounds.Any(static b => ValueKind.IsNaN(b.Value)) || ValueKind.IsNaN(c.Divisor))) return true;
        if (constraints.Count == 1 && constraints[0].Kind == ConstraintKind.MultipleOf) return kind.Bound(constraints[0].Divisor) is { Sign: 0 };
        if (IsCase(constraints, ConstraintKind.LowerCase, ConstraintKind.UpperCase) || IsCase(constraints, ConstraintKind.LowerCase, ConstraintKind.IsDigit) || IsCase(constraints, ConstraintKind.UpperCase, ConstraintKind.IsDigit) || IsCase(constraints, ConstraintKind.Email, ConstraintKind.IsDigit)) return true;
        if (constraints.Any(static c => c.Kind is ConstraintKind.Email or ConstraintKind.LowerCase or ConstraintKind.UpperCase or ConstraintKind.IsDigit or ConstraintKind.IsDigits) && constraints.Any(static c => c.IsLength && c.MaxLength == 0)) return true;
        if (kind.Nature == Nature.Text) return TextBounds(constraints);
        if (!constraints.All(static c => c.IsBound || c.Kind == ConstraintKind.MultipleOf)) return false;
        return kind.Nature == Nature.Other ? false : NumberRange.IsEmpty(constraints, kind);
    }

    static bool IsCase(IReadOnlyList<Constraint> constraints, ConstraintKind one, ConstraintKind other) =>
        constraints.Any(c => c.Kind == one) && constraints.Any(c => c.Kind == other || other == ConstraintKind.IsDigit && c.Kind == ConstraintKind.IsDigits);

    static bool TextBounds(IReadOnlyList<Constraint> constraints)
    {
        var bounds = constraints.SelectMany(static c => c.Bounds).Where(static b => b.Value is string).ToList();
        return bounds.Any(low => low.Relation is Relation.Gt or Relation.Ge && bounds.Any(high => high.Relation is Relation.Lt or Relation.Le
            && string.CompareOrdinal((string)low.Value!, (string)high.Value!) is var order && (order > 0 || order == 0 && (low.Relation == Relation.Gt || high.Relation == Relation.Lt))));
    }

    static int CodePoints(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++, count++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
        }
        return count;
    }

    /// <summary>Whether the run-time type may be another one, to which the constraint applies.</summary>
    static bool IsOpen(ITypeSymbol type) => type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || type.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter
        || type is INamedTypeSymbol { TypeKind: TypeKind.Interface, Name: nameof(IComparable) or nameof(IConvertible) or nameof(IFormattable) };

    static string NoBound(object? bound, ITypeSymbol type) => $"{Constraint.Text(bound)} is no bound for {Named(type)}";

    static string Named(ITypeSymbol type) => $"'{(type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.None) : type).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
}
