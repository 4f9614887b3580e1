using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What is known of the expressions of one body: of those on the ways to the first places that were asked about, then of all.</summary>
sealed class BodyValues(ControlFlowGraph graph)
{
    const int MostParts = 3;

    ImmutableArray<(WaysTo? Ways, Recorder? Values)> parts = [];

    /// <summary>The values around a place; null ones where they cost too much to tell.</summary>
    /// <param name="place">The expression.</param>
    /// <param name="values">Its values.</param>
    /// <param name="ways">What has to be run to know them; null: all of the body.</param>
    public bool TryFind(SyntaxNode place, out Recorder? values, out WaysTo? ways)
    {
        var known = parts;
        foreach (var part in known)
        {
            if (part.Ways?.Covers(place) == false) continue;
            (values, ways) = (part.Values, part.Ways);
            return true;
        }
        values = null;
        ways = known.Length < MostParts ? WaysTo.Of(graph, place) : null;
        return false;
    }

    public void Keep(WaysTo? ways, Recorder? values) => ImmutableInterlocked.Update(ref parts, (known, part) => known.Add(part), (ways, values));

    /// <summary>Gives a place up: it costs too much.</summary>
    public void Give(SyntaxNode place)
    {
        if (!TryFind(place, out _, out var ways)) Keep(ways, null);
    }
}
