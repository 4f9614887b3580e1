namespace PyIdioms.Kernel.Rules;

/// <summary>The name that was probably meant: the one with the fewest typing errors between, as Python's "Did you mean" finds it.</summary>
public static class ClosestName
{
    /// <summary><c>, did you mean 'name'</c>; empty where no name is near.</summary>
    public static string Suggest(string name, IEnumerable<string> candidates) => Of(name, candidates) is { } near ? Suggestion(near) : "";

    public static string Suggestion(string name) => $", did you mean '{name}'";

    /// <summary>The closest of some names, at most a third of whose letters differ; null where there is none.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        var most = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > most || Distance(name, candidate) is var distance && distance > most) continue;
            if (distance == most && best is not null && string.CompareOrdinal(candidate, best) >= 0) continue;
            (most, best) = (distance, candidate);
        }
        return best;
    }

    /// <summary>Letters left out, put in, changed, or exchanged with their neighbour; upper and lower case are one.</summary>
    public static int Distance(string left, string right)
    {
        var (before, last, row) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++) last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1])) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[right.Length];
    }

    static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
