namespace PyIdioms;

/// <summary>The text that was probably meant: the one with the fewest typing errors between, upper and lower case being one.</summary>
static class ClosestText
{
    /// <summary>The closest of some texts, at most a third of whose letters differ; null where there is none.</summary>
    public static string? Of(string text, IEnumerable<string> candidates) => candidates
        .Select(candidate => (candidate, Distance: Distance(text.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(found => found.Distance <= Math.Max(1, text.Length / 3) && found.Distance < Math.Max(1, text.Length))
        .OrderBy(found => found.Distance).ThenBy(found => found.candidate, StringComparer.Ordinal)
        .Select(found => found.candidate).FirstOrDefault();

    /// <summary>Letters left out, put in, changed, or exchanged with their neighbour.</summary>
    static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}
