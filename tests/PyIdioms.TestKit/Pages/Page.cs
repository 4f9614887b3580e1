using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PyIdioms.TestKit.Pages;

/// <summary>A page of the documentation as a test: its title, its sections and its code blocks.</summary>
public sealed partial record Page(string Name, string Title, ImmutableArray<string> Sections, ImmutableArray<Fence> Fences)
{
    /// <summary>The rule the page or the case is about, from its file name; empty where it is about none.</summary>
    public string RuleId { get; } = Subject().Match(Name).Value;

    public static Page Of(string relative) => Parse(relative, Repository.Read(relative));

    /// <exception cref="FormatException">A block is not closed, or its words mean nothing.</exception>
    public static Page Parse(string name, string text)
    {
        var lines = text.Split('\n');
        var (title, section) = ("", "");
        var sections = ImmutableArray.CreateBuilder<string>();
        var fences = ImmutableArray.CreateBuilder<Fence>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("# ", StringComparison.Ordinal)) title = lines[i][2..];
            if (lines[i].StartsWith("## ", StringComparison.Ordinal)) sections.Add(section = lines[i][3..]);
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;

            var marks = Marks().Match(lines[i]).Value;
            var end = Array.IndexOf(lines, marks, i + 1);
            if (end < 0) throw new FormatException($"{name}:{i + 1} the block is not closed");
            var code = string.Concat(lines[(i + 1)..end].Select(line => line + "\n"));
            try
            {
                if (Fence.Read(lines[i][marks.Length..], section, i + 2, code) is { } fence) fences.Add(fence);
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"{name}:{i + 1} {wrong.Message}", wrong);
            }
            i = end;
        }
        return new(name, title, sections.ToImmutable(), fences.ToImmutable());
    }

    [GeneratedRegex("^`+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<=^|/)PY[IG]\d{4}(?=[^/]*\.md$)")]
    private static partial Regex Subject();
}
