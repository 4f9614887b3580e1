namespace PyIdioms;

/// <summary>What expressions of one class can name.</summary>
/// <param name="Variables">The names of its variables.</param>
/// <param name="Functions">Its functions.</param>
/// <param name="Builtins">Python's own.</param>
sealed record NameTable(string[] Variables, Signature[] Functions, SafeBuiltins Builtins)
{
    static readonly Dictionary<string, SafeBuiltins> Known = new(StringComparer.Ordinal)
    {
        ["abs"] = SafeBuiltins.Abs,
        ["max"] = SafeBuiltins.Max,
        ["min"] = SafeBuiltins.Min,
        ["int"] = SafeBuiltins.Int,
        ["float"] = SafeBuiltins.Float,
        ["len"] = SafeBuiltins.Len,
        ["sum"] = SafeBuiltins.Sum,
        ["sorted"] = SafeBuiltins.Sorted,
        ["str"] = SafeBuiltins.Str,
    };

    public int VariableOf(string name) => Array.IndexOf(Variables, name);

    public int FunctionOf(string name) => Array.FindIndex(Functions, f => f.Name == name);

    public SafeBuiltins BuiltinOf(string name) => Known.TryGetValue(name, out var one) && Builtins.HasFlag(one) ? one : SafeBuiltins.None;

    public bool IsFunction(string name) => FunctionOf(name) >= 0 || BuiltinOf(name) != SafeBuiltins.None;

    public IEnumerable<string> All => [.. Variables, .. Functions.Select(static f => f.Name), .. Known.Where(known => Builtins.HasFlag(known.Value)).Select(static known => known.Key)];

    /// <summary>A builtin as people call it.</summary>
    public static string NameOf(SafeBuiltins builtin) => Known.First(known => known.Value == builtin).Key;
}

/// <summary>A function and how many arguments it takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Least">So many at least.</param>
/// <param name="Most">So many at most.</param>
readonly record struct Signature(string Name, int Least, int Most)
{
    /// <summary>What is wrong with a number of arguments; null for nothing.</summary>
    public string? ProblemWith(int count) => count >= Least && count <= Most ? null
        : $"'{Name}' takes {(Most == int.MaxValue ? $"{Least} arguments or more" : Least == Most ? Least == 1 ? "1 argument" : $"{Least} arguments" : $"{Least} to {Most} arguments")}, not {count}";
}
