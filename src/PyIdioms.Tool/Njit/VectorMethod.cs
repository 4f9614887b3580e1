using System.Collections.Immutable;

namespace PyIdioms.Tool.Njit;

/// <summary>What became of the loops of one [Njit] method, as its generated part says.</summary>
/// <param name="Name">The method with its type.</param>
/// <param name="Loops">Its loops.</param>
sealed record VectorMethod(string Name, ImmutableArray<VectorMethod.Loop> Loops)
{
    const string Method = "// [Njit] ", OfMethod = "//   ";

    /// <summary>One loop.</summary>
    /// <param name="Header">What it says before its body.</param>
    /// <param name="Outcome">What was made of it, or why nothing was.</param>
    public sealed record Loop(string Header, string Outcome)
    {
        public bool IsScalar => Outcome.StartsWith("scalar", StringComparison.Ordinal);
    }

    /// <summary>Reads a generated file; null for one that another generator wrote.</summary>
    public static VectorMethod? Read(IEnumerable<string> lines)
    {
        var comments = lines.SkipWhile(static line => !line.StartsWith(Method, StringComparison.Ordinal)).TakeWhile(static line => line.StartsWith("//", StringComparison.Ordinal)).ToList();
        return comments.Count == 0 ? null : new(comments[0][Method.Length..], [.. comments.Skip(1).Where(static line => line.StartsWith(OfMethod, StringComparison.Ordinal)).Select(static line => LoopOf(line[OfMethod.Length..]))]);
    }

    static Loop LoopOf(string line)
    {
        // A header holds the user's code, and that may hold a colon; what follows the last ')' of it does not begin with one.
        var end = line.IndexOf("): ", StringComparison.Ordinal) is var header and >= 0 ? header + 1 : line.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? new(line, "") : new(line[..end], line[(end + 2)..]);
    }
}
