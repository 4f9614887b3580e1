using System.Collections;

namespace PyIdioms.Kernel.Watch;

/// <summary>Positions in a text; most words stand in one place only.</summary>
readonly struct Places : IEnumerable<int>
{
    readonly int first;
    readonly List<int>? others;

    public Places(int first) : this(first, null) { }

    Places(int first, List<int>? others) => (this.first, this.others) = (first, others);

    /// <summary>The same places and one more; the earlier ones are not to be used any longer.</summary>
    public Places And(int place)
    {
        var all = others ?? [];
        all.Add(place);
        return new(first, all);
    }

    public IEnumerator<int> GetEnumerator()
    {
        yield return first;
        if (others is null) yield break;
        foreach (var place in others) yield return place;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
