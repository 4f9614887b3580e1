namespace PyIdioms.Kernel.Patterns;

/// <summary>Joins cases that differ in one place: <c>(A, X)</c> and <c>(A, Y)</c> are <c>(A, X or Y)</c>.</summary>
static class Merging
{
    public static List<Case> Of(IEnumerable<Case> cases, SpaceOf spaces)
    {
        var merged = cases.ToList();
        for (var i = 0; i < merged.Count; i++)
        {
            for (var j = i + 1; j < merged.Count; j++)
            {
                if (Join(merged[i], merged[j], spaces) is not { } joined) continue;
                merged[i] = joined;
                merged.RemoveAt(j);
                j = i;
            }
        }
        return merged;
    }

    static Case? Join(Case left, Case right, SpaceOf spaces)
    {
        Place? other = null;
        foreach (var place in left.Places.Keys.Union(right.Places.Keys))
        {
            if (SpaceIn(left, place, spaces).Equals(SpaceIn(right, place, spaces))) continue;
            if (other is not null) return null;
            other = place;
        }
        if (other is null) return left;
        var union = SpaceIn(left, other, spaces).Union(SpaceIn(right, other, spaces));
        return other.Kind == PlaceKind.Length && !IsOpen(union) ? null : new(left.Places.SetItem(other, union));
    }

    /// <summary>Whether lengths are all from one on: a list pattern cannot say another row of them.</summary>
    static bool IsOpen(Space lengths) => lengths.Values is NumberSet { Numbers.Ranges: [var only] } && only.To == int.MaxValue;

    static Space SpaceIn(Case at, Place place, SpaceOf spaces) => at.Places.TryGetValue(place, out var space) ? space : spaces.Of(place);
}
