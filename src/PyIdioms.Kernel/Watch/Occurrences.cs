namespace PyIdioms.Kernel.Watch;

/// <summary>The places of words, kept in one row: those of a word follow one another.</summary>
sealed class Occurrences
{
    /// <summary>Used while words are counted; one a thread.</summary>
    [ThreadStatic]
    static Dictionary<string, int>? spare;

    readonly Dictionary<string, (int First, int Count)> rows;
    readonly int[] places;

    public Occurrences(List<(string Word, int Place)> found)
    {
        var counts = spare ??= new(StringComparer.Ordinal);
        counts.Clear();
        foreach (var (word, _) in found) counts[word] = counts.TryGetValue(word, out var count) ? count + 1 : 1;
        rows = new(counts.Count, StringComparer.Ordinal);
        places = new int[found.Count];
        var next = 0;
        foreach (var word in counts)
        {
            rows[word.Key] = (next, 0);
            next += word.Value;
        }
        foreach (var (word, place) in found)
        {
            var (first, count) = rows[word];
            places[first + count] = place;
            rows[word] = (first, count + 1);
        }
    }

    public IReadOnlyCollection<string> Words => rows.Keys;

    public bool Has(string word) => rows.ContainsKey(word);

    public IEnumerable<int> Of(string word) => rows.TryGetValue(word, out var row) ? new ArraySegment<int>(places, row.First, row.Count) : Enumerable.Empty<int>();
}
