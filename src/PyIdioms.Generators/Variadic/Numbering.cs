using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PyIdioms.Generators.Variadic;

/// <summary>The numbers in a text: digits, and the words first, second, third.</summary>
static class Numbering
{
    static readonly string[] Words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"];

    static readonly Regex Numbers = new(
        $@"[0-9]+|(?<![A-Za-z])(?:{string.Join("|", Words)})(?![a-z])|(?:{string.Join("|", Words.Select(static w => char.ToUpperInvariant(w[0]) + w.Substring(1)))})(?![a-z])",
        RegexOptions.CultureInvariant);

    /// <summary>The text with each of its numbers left out in turn, and that number: <c>items#</c> and 1.</summary>
    public static IEnumerable<(string Family, int Number, int Index)> FamiliesOf(string text) =>
        Numbers.Matches(text).Cast<Match>().Select((match, i) => (Family: text.Substring(0, match.Index) + Mark(match.Value) + text.Substring(match.Index + match.Length), Number: ValueOf(match.Value), Index: i)).Where(static f => f.Number >= 0);

    static string Mark(string number) => char.IsDigit(number[0]) ? "#" : char.IsUpper(number[0]) ? "#F" : "#f";

    static int ValueOf(string number) => char.IsDigit(number[0])
        ? int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1
        : Array.IndexOf(Words, char.ToLowerInvariant(number[0]) + number.Substring(1)) + 1;

    /// <summary>Which numbers of a text are one more in the next; null where something else differs, none where nothing does.</summary>
    public static bool[]? Turned(string text, string next)
    {
        var (mine, its) = (Numbers.Matches(text), Numbers.Matches(next));
        if (mine.Count != its.Count) return null;
        var turned = new bool[mine.Count];
        var (at, other) = (0, 0);
        for (var i = 0; i < mine.Count; i++)
        {
            if (text.Substring(at, mine[i].Index - at) != next.Substring(other, its[i].Index - other)) return null;
            (at, other) = (mine[i].Index + mine[i].Length, its[i].Index + its[i].Length);
            if (mine[i].Value == its[i].Value) continue;
            if (ValueOf(mine[i].Value) < 0 || ValueOf(its[i].Value) != ValueOf(mine[i].Value) + 1 || Mark(mine[i].Value) != Mark(its[i].Value)) return null;
            turned[i] = true;
        }
        return text.Substring(at) == next.Substring(other) ? turned : null;
    }

    /// <summary>The text with its numbers raised.</summary>
    public static string Raise(string text, int[] by)
    {
        var raised = new StringBuilder(text);
        var matches = Numbers.Matches(text);
        for (var i = matches.Count - 1; i >= 0; i--)
        {
            if (by[i] == 0) continue;
            var number = ValueOf(matches[i].Value) + by[i];
            var word = char.IsDigit(matches[i].Value[0]) || number > Words.Length ? number.ToString(CultureInfo.InvariantCulture)
                : char.IsUpper(matches[i].Value[0]) ? char.ToUpperInvariant(Words[number - 1][0]) + Words[number - 1].Substring(1) : Words[number - 1];
            raised.Remove(matches[i].Index, matches[i].Length).Insert(matches[i].Index, word);
        }
        return raised.ToString();
    }
}
