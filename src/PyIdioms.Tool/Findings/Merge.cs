using System.Collections.Immutable;

namespace PyIdioms.Tool.Findings;

/// <summary>The findings of all compilations as one list: the same place seen by several projects or frameworks is one finding.</summary>
sealed record Merge(ImmutableArray<Finding> Findings, ImmutableArray<RuleInfo> Rules, int Suppressed, int InGeneratedCode)
{
    /// <summary>A log and the target framework it was made for.</summary>
    public readonly record struct Part(CompilerLog Log, string Framework);

    readonly record struct Place(string RuleId, string Path, Region Region, string Message);

    /// <param name="parts">The logs.</param>
    /// <param name="root">The folder that paths are relative to.</param>
    /// <param name="isOurs">Which rule ids to keep.</param>
    /// <param name="read">Opens a source file.</param>
    public static Merge Of(IEnumerable<Part> parts, string root, Func<string, bool> isOurs, Func<string, SourceFile> read)
    {
        var sources = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var rules = new SortedDictionary<string, RuleInfo>(StringComparer.Ordinal);
        var seen = new Dictionary<Place, (Severity Severity, SortedSet<string> Frameworks)>();
        var suppressed = new HashSet<Place>();
        var generated = new HashSet<Place>();

        foreach (var (log, framework) in parts)
        {
            foreach (var rule in log.Rules.Where(rule => isOurs(rule.Id)))
            {
                rules.TryAdd(rule.Id, rule);
            }

            foreach (var raw in log.Findings.Where(raw => isOurs(raw.RuleId)))
            {
                var place = new Place(raw.RuleId, raw.File is null ? "" : RelativePath(root, raw.File), raw.Region, raw.Message);
                if (raw.Suppressed)
                {
                    suppressed.Add(place);
                }
                else if (raw.File is not null && SourceFile.IsGenerated(raw.File, SourceOf(raw.File)))
                {
                    generated.Add(place);
                }
                else if (seen.TryGetValue(place, out var known))
                {
                    known.Frameworks.Add(framework);
                    seen[place] = (known.Severity > raw.Severity ? known.Severity : raw.Severity, known.Frameworks);
                }
                else
                {
                    seen.Add(place, (raw.Severity, new(StringComparer.Ordinal) { framework }));
                }

                rules.TryAdd(raw.RuleId, new(raw.RuleId, "", "", raw.Severity, null));
            }
        }

        // What one framework suppresses and another reports is reported.
        suppressed.ExceptWith(seen.Keys);
        return new(Number(seen, path => SourceOf(Path.GetFullPath(path, root))), [.. rules.Values], suppressed.Count, generated.Count);

        SourceFile SourceOf(string file)
        {
            if (!sources.TryGetValue(file, out var source))
            {
                sources.Add(file, source = read(file));
            }

            return source;
        }
    }

    /// <summary>A file's path as reports show it: relative to the root, with forward slashes.</summary>
    public static string RelativePath(string root, string file) =>
        Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');

    static ImmutableArray<Finding> Number(Dictionary<Place, (Severity Severity, SortedSet<string> Frameworks)> seen, Func<string, SourceFile> read)
    {
        var twins = new Dictionary<(string, string, string), int>();
        var findings = ImmutableArray.CreateBuilder<Finding>(seen.Count);
        var inOrder = seen
            .OrderBy(entry => entry.Key.Path, StringComparer.Ordinal).ThenBy(entry => entry.Key.Region)
            .ThenBy(entry => entry.Key.RuleId, StringComparer.Ordinal).ThenBy(entry => entry.Key.Message, StringComparer.Ordinal);

        foreach (var (place, (severity, frameworks)) in inOrder)
        {
            var line = place.Path.Length == 0 ? place.Message : read(place.Path).Line(place.Region.StartLine);
            var normal = Fingerprint.Of(place.RuleId, place.Path, line, 0);
            var key = (place.RuleId, place.Path, normal);
            var twin = twins.GetValueOrDefault(key);
            twins[key] = twin + 1;
            findings.Add(new(place.RuleId, severity, place.Message, place.Path, place.Region, Fingerprint.Of(place.RuleId, place.Path, line, twin), [.. frameworks]));
        }

        return findings.MoveToImmutable();
    }
}
