using System.Collections.Immutable;
using System.Numerics;

namespace PyIdioms.Kernel.Patterns;

/// <summary>A set of whole numbers, as ranges in order that neither touch nor overlap. Every type with an order is counted on such a line: see <see cref="Scale"/>.</summary>
public sealed class Numbers : IEquatable<Numbers>
{
    public static readonly Numbers None = new([]);

    Numbers(ImmutableArray<(BigInteger From, BigInteger To)> ranges) => Ranges = ranges;

    public ImmutableArray<(BigInteger From, BigInteger To)> Ranges { get; }

    public bool IsEmpty => Ranges.IsEmpty;

    /// <summary>The numbers from one to another, both included.</summary>
    public static Numbers Between(BigInteger from, BigInteger to) => from > to ? None : new([(from, to)]);

    public static Numbers Of(IEnumerable<BigInteger> points) => points.Aggregate(None, (all, p) => all.Union(Between(p, p)));

    public Numbers Union(Numbers other)
    {
        if (IsEmpty) return other;
        if (other.IsEmpty) return this;
        var all = Ranges.Concat(other.Ranges).OrderBy(r => r.From).ToList();
        var joined = ImmutableArray.CreateBuilder<(BigInteger From, BigInteger To)>();
        foreach (var range in all)
        {
            if (joined.Count > 0 && range.From <= joined[joined.Count - 1].To + 1) joined[joined.Count - 1] = (joined[joined.Count - 1].From, BigInteger.Max(joined[joined.Count - 1].To, range.To));
            else joined.Add(range);
        }
        return new(joined.ToImmutable());
    }

    public Numbers Intersect(Numbers other)
    {
        var common = ImmutableArray.CreateBuilder<(BigInteger, BigInteger)>();
        foreach (var left in Ranges)
        {
            foreach (var right in other.Ranges)
            {
                var (from, to) = (BigInteger.Max(left.From, right.From), BigInteger.Min(left.To, right.To));
                if (from <= to) common.Add((from, to));
            }
        }
        return new(common.ToImmutable());
    }

    public Numbers Except(Numbers other)
    {
        var left = this;
        foreach (var (from, to) in other.Ranges)
        {
            var rest = ImmutableArray.CreateBuilder<(BigInteger, BigInteger)>();
            foreach (var range in left.Ranges)
            {
                if (range.From < from) rest.Add((range.From, BigInteger.Min(range.To, from - 1)));
                if (range.To > to) rest.Add((BigInteger.Max(range.From, to + 1), range.To));
                if (range.From >= from && range.To <= to) continue;
                if (range.To < from || range.From > to) rest[rest.Count - 1] = range;
            }
            left = new(rest.ToImmutable());
        }
        return left;
    }

    /// <summary>The numbers one by one.</summary>
    public IEnumerable<BigInteger> Points
    {
        get
        {
            foreach (var (from, to) in Ranges)
            {
                for (var at = from; at <= to; at++) yield return at;
            }
        }
    }

    public bool Contains(BigInteger number) => Ranges.Any(r => r.From <= number && number <= r.To);

    /// <summary>The only number; null where there are none or several.</summary>
    public BigInteger? Single => Ranges is [var (from, to)] && from == to ? from : null;

    public bool Equals(Numbers? other) => other is not null && Ranges.SequenceEqual(other.Ranges);
    public override bool Equals(object? obj) => Equals(obj as Numbers);
    public override int GetHashCode() => Ranges.Length == 0 ? 0 : unchecked(Ranges[0].From.GetHashCode() * 31 + Ranges.Length);
}
