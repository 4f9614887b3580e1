using System.Numerics;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Constraints;

/// <summary>The numbers that bounds leave of a type.</summary>
static class NumberRange
{
    /// <summary>Whether bounds and multiples leave no number at all.</summary>
    public static bool IsEmpty(IReadOnlyList<Constraint> constraints, ValueKind kind)
    {
        var bounds = constraints.SelectMany(static c => c.Bounds).Select(b => (b.Relation, Value: kind.Bound(b.Value))).Where(static b => b.Value is not null).Select(static b => (b.Relation, Value: b.Value!.Value)).ToList();
        return kind.Nature is Nature.Integer or Nature.Char or Nature.Time ? NoWholeNumber(bounds, constraints, kind) : NoNumber(bounds, kind);
    }

    static bool NoWholeNumber(List<(Relation Relation, Exact Value)> bounds, IReadOnlyList<Constraint> constraints, ValueKind kind)
    {
        var (least, most) = kind.Nature switch
        {
            Nature.Char => (BigInteger.Zero, char.MaxValue),
            Nature.Time => ((BigInteger)long.MinValue, (BigInteger)long.MaxValue),
            _ => (kind.Least, kind.Most),
        };
        foreach (var (relation, value) in bounds)
        {
            if (value.IsInfinite)
            {
                if (value.Sign > 0 == relation is Relation.Gt or Relation.Ge) return true;
                continue;
            }
            switch (relation)
            {
                case Relation.Gt: least = Max(least, value.Floor + 1); break;
                case Relation.Ge: least = Max(least, value.Ceiling); break;
                case Relation.Lt: most = Min(most, value.Ceiling - 1); break;
                default: most = Min(most, value.Floor); break;
            }
        }
        if (least > most) return true;
        if (least is null || most is null || kind.Nature != Nature.Integer) return false;
        var steps = constraints.Where(static c => c.Kind == ConstraintKind.MultipleOf).Select(c => kind.Bound(c.Divisor)).ToList();
        if (steps.Count == 0 || steps.Exists(static s => s is not { IsInfinite: false, IsWhole: true, Sign: not 0 })) return false;
        var common = steps.Select(static s => BigInteger.Abs(s!.Value.Floor)).Aggregate(static (a, b) => a / BigInteger.GreatestCommonDivisor(a, b) * b);
        return FloorDivide(most.Value, common) * common < least.Value;
    }

    static bool NoNumber(List<(Relation Relation, Exact Value)> bounds, ValueKind kind)
    {
        foreach (var (low, least) in bounds.Where(static b => b.Relation is Relation.Gt or Relation.Ge))
        {
            if (least is { IsInfinite: true, Sign: > 0 } && (low == Relation.Gt || kind.Nature == Nature.Decimal)) return true;
            foreach (var (high, most) in bounds.Where(static b => b.Relation is Relation.Lt or Relation.Le))
            {
                if (least.CompareTo(most) is var order && (order > 0 || order == 0 && (low == Relation.Gt || high == Relation.Lt))) return true;
            }
        }
        return bounds.Exists(b => b is { Relation: Relation.Lt or Relation.Le, Value: { IsInfinite: true, Sign: < 0 } } && (b.Relation == Relation.Lt || kind.Nature == Nature.Decimal));
    }

    static BigInteger FloorDivide(BigInteger value, BigInteger by)
    {
        var quotient = BigInteger.DivRem(value, by, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    static BigInteger? Max(BigInteger? one, BigInteger other) => one is null || one < other ? other : one;

    static BigInteger? Min(BigInteger? one, BigInteger other) => one is null || one > other ? other : one;
}
