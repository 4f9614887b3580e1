using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>Where what grows, and what is counted in, is kept while lanes run: the user's own gets it when there is enough, and at the end.</summary>
/// <remarks>A vector is stored beside the one before, over its unused lanes: in the user's span those would be lost, and to load them first would wait for that store.</remarks>
sealed class LaneBuffers
{
    const string Runtime = "global::PyIdioms.Lanes.";

    readonly LanePlan plan;
    readonly Dictionary<Place, string> prefixes = [];

    public LaneBuffers(LanePlan plan, FreshNames names)
    {
        this.plan = plan;
        foreach (var place in plan.Accesses.Appends.Select(static a => a.Place).Concat(plan.Accesses.Tallies.Select(static t => t.Place))) prefixes[place] = names.Next("kept");
    }

    /// <summary>The first element of a buffer.</summary>
    public string RefOf(Place place) => prefixes[place] + "Kept";

    /// <summary>How many elements a buffer has.</summary>
    public string CountOf(Place place) => prefixes[place] + "Count";

    /// <summary>The tables in which is counted.</summary>
    public string TablesOf(Place place) => prefixes[place] + "Tables";

    static string ElementOf(Place place) => place.StoredAs;

    public void Declare(CodeWriter code)
    {
        foreach (var append in plan.Accesses.Appends)
        {
            var place = append.Place;
            code.Line($"var {prefixes[place]}Buffer = default({Runtime}LaneBuffer<{ElementOf(place)}>);");
            code.Line($"ref {ElementOf(place)} {RefOf(place)} = ref global::System.Runtime.CompilerServices.Unsafe.As<{Runtime}LaneBuffer<{ElementOf(place)}>, {ElementOf(place)}>(ref {prefixes[place]}Buffer);");
            code.Line($"int {CountOf(place)} = 0;");
        }
        foreach (var tally in plan.Accesses.Tallies) code.Line($"var {TablesOf(tally.Place)} = {Runtime}LaneTables.Rent<{ElementOf(tally.Place)}>({tally.Place.Name}.Length);");
    }

    /// <summary>Leaves the loop where a place has no room for all lanes, and empties a buffer that has none.</summary>
    public string Room(Place place, string cursor, int lanes) =>
        $"if ({cursor} + {CountOf(place)} > {place.Name}.Length - {lanes}) break;\nif ({CountOf(place)} > {Runtime}LaneBuffers.Size - {lanes}) {Emptied(place, cursor)};";

    string Emptied(Place place, string cursor) => $"{cursor} += {Runtime}LaneBuffers.Empty(ref {RefOf(place)}, ref {CountOf(place)}, ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {place.Name}Ref, {cursor}))";

    public void Finish(CodeWriter code)
    {
        foreach (var append in plan.Accesses.Appends) code.Line(Emptied(append.Place, append.Cursor.Name) + ";");
        foreach (var tally in plan.Accesses.Tallies) code.Line($"{Runtime}LaneTables.Return({TablesOf(tally.Place)}, {tally.Place.Name});");
    }
}
