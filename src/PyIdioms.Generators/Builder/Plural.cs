namespace PyIdioms.Generators.Builder;

/// <summary>What one of several things is called.</summary>
public static class Plural
{
    static readonly (string Many, string One)[] Irregular =
    [
        ("People", "Person"), ("Children", "Child"), ("Women", "Woman"), ("Men", "Man"), ("Feet", "Foot"), ("Teeth", "Tooth"), ("Geese", "Goose"), ("Mice", "Mouse"),
        ("Indices", "Index"), ("Vertices", "Vertex"), ("Matrices", "Matrix"), ("Appendices", "Appendix"), ("Criteria", "Criterion"), ("Phenomena", "Phenomenon"),
        ("Analyses", "Analysis"), ("Theses", "Thesis"), ("Axes", "Axis"), ("Bases", "Base"), ("Databases", "Database"), ("Leaves", "Leaf"), ("Halves", "Half"), ("Shelves", "Shelf"), ("Knives", "Knife"), ("Wolves", "Wolf"), ("Lives", "Life"),
        ("Heroes", "Hero"), ("Potatoes", "Potato"), ("Tomatoes", "Tomato"), ("Echoes", "Echo"), ("Caches", "Cache"), ("Aches", "Ache"), ("Movies", "Movie"), ("Cookies", "Cookie"), ("Zombies", "Zombie"), ("Ties", "Tie"), ("Dies", "Die"),
        ("Statuses", "Status"), ("Buses", "Bus"), ("Viruses", "Virus"), ("Bonuses", "Bonus"), ("Aliases", "Alias"), ("Gases", "Gas"), ("Lenses", "Lens"), ("Quizzes", "Quiz"), ("Uses", "Use"),
        ("Series", "Series"), ("Species", "Species"), ("News", "News"), ("Headquarters", "Headquarters"), ("Settings", "Setting"),
    ];

    static readonly string[] AddsEs = ["sses", "shes", "ches", "xes", "zzes"];

    /// <summary>The singular of a name whose last word is an English plural; any other name as it is.</summary>
    public static string SingularOf(string name)
    {
        foreach (var (many, one) in Irregular)
        {
            if (EndsWithWord(name, many)) return name.Substring(0, name.Length - many.Length) + (char.IsLower(name[name.Length - many.Length]) ? char.ToLowerInvariant(one[0]) + one.Substring(1) : one);
        }
        if (name.Length < 3 || !name.EndsWith("s", StringComparison.Ordinal)) return name;
        if (name.EndsWith("ies", StringComparison.Ordinal) && name.Length > 4) return name.Substring(0, name.Length - 3) + "y";
        if (Array.Exists(AddsEs, ending => name.EndsWith(ending, StringComparison.Ordinal))) return name.Substring(0, name.Length - 2);
        return name[name.Length - 2] is 's' or 'u' or 'i' ? name : name.Substring(0, name.Length - 1);
    }

    /// <summary>Whether a name is the word, or ends with it where a word begins.</summary>
    static bool EndsWithWord(string name, string word) =>
        name.EndsWith(word, StringComparison.Ordinal) || string.Equals(name, word, StringComparison.OrdinalIgnoreCase);
}
