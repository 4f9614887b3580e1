using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Fuzz;

/// <summary>Breaks a source as typing does: tokens are lost, doubled, exchanged, and the rest is not there yet.</summary>
public static class Mutator
{
    public static string Mutate(Seed seed, Random random)
    {
        var tokens = Tokens(seed, out var first, out var count);
        for (var left = 1 + random.Next(3); left > 0 && count > 1; left--)
        {
            var at = first + random.Next(count);
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    tokens.RemoveAt(at);
                    count--;
                    break;
                case 3 or 4:
                    tokens.Insert(at, tokens[at] + " ");
                    count++;
                    break;
                case 5 or 6:
                    var other = first + random.Next(count);
                    (tokens[at], tokens[other]) = (tokens[other] + " ", tokens[at] + " ");
                    break;
                case 7:
                    var next = Math.Min(at + 1, first + count - 1);
                    (tokens[at], tokens[next]) = (tokens[next] + " ", tokens[at] + " ");
                    break;
                default:
                    tokens.RemoveRange(at, tokens.Count - at);
                    count = at - first;
                    break;
            }
        }
        return string.Concat(tokens);
    }

    /// <summary>Takes away what a failure does not need: halves, quarters, at last single tokens.</summary>
    public static string Shrink(string text, Func<string, bool> stillFails)
    {
        var tokens = Tokens(Seed.Whole("", text), out _, out _);
        for (var size = Math.Max(1, tokens.Count / 2); size > 0; size /= 2)
        {
            for (var at = 0; at + size <= tokens.Count;)
            {
                var fewer = tokens.Take(at).Concat(tokens.Skip(at + size)).ToList();
                if (stillFails(string.Concat(fewer))) tokens = fewer;
                else at += size;
            }
        }
        return string.Concat(tokens);
    }

    /// <summary>The tokens of a source with the white space around them, and which of them are in its part.</summary>
    static List<string> Tokens(Seed seed, out int first, out int count)
    {
        var tokens = CSharpSyntaxTree.ParseText(seed.Text, Workbench.Language).GetRoot().DescendantTokens(descendIntoTrivia: false).ToList();
        first = tokens.FindIndex(token => seed.Part.Contains(token.Span));
        count = tokens.Count(token => seed.Part.Contains(token.Span) && token.Span.Length > 0);
        return [.. tokens.Select(token => token.ToFullString())];
    }
}
