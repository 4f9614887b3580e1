using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Docs;

/// <summary>The release tracking of an assembly: what is not in <c>AnalyzerReleases.Shipped.md</c> is in <c>AnalyzerReleases.Unshipped.md</c>.</summary>
public static partial class ReleaseFile
{
    sealed record Row(string Id, string Category, string Severity);

    /// <summary>The unshipped file that follows from the rules and the shipped file.</summary>
    public static string Unshipped(IEnumerable<ReportedRule> rules, string shipped)
    {
        var now = rules.Select(rule => (Row: RowOf(rule.Descriptor), rule.Analyzer)).OrderBy(rule => rule.Row.Id, StringComparer.Ordinal).ToArray();
        var before = Read(shipped);
        var text = new StringBuilder();
        Table("New Rules", now.Where(rule => !before.ContainsKey(rule.Row.Id)).Select(rule => $"{Cells(rule.Row)} | {rule.Analyzer.GetType().Name}"));
        Table("Removed Rules", before.Values.Where(row => now.All(rule => rule.Row.Id != row.Id)).Select(row => $"{Cells(row)} | removed"));
        Table("Changed Rules", now.Where(rule => before.TryGetValue(rule.Row.Id, out var old) && old != rule.Row)
            .Select(rule => $"{Cells(rule.Row)} | {before[rule.Row.Id].Category} | {before[rule.Row.Id].Severity} | {rule.Analyzer.GetType().Name}"), "New Category | New Severity | Old Category | Old Severity");
        return text.ToString();

        void Table(string title, IEnumerable<string> rows, string columns = "Category | Severity")
        {
            var lines = rows.ToArray();
            if (lines.Length == 0) return;
            if (text.Length > 0) text.Append('\n');
            // The dashes are those that release tracking knows.
            var dashes = string.Join('|', columns.Split(" | ").Select(column => new string('-', column.Contains(' ', StringComparison.Ordinal) ? 14 : 10)));
            text.Append($"### {title}\n\nRule ID | {columns} | Notes\n--------|{dashes}|-------\n");
            foreach (var line in lines) text.Append(line).Append('\n');
        }
    }

    static Row RowOf(DiagnosticDescriptor descriptor) =>
        new(descriptor.Id, descriptor.Category, descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled");

    static string Cells(Row row) => $"{row.Id} | {row.Category} | {row.Severity}";

    /// <summary>What the releases say last about each id; a removed one is gone.</summary>
    static SortedDictionary<string, Row> Read(string shipped)
    {
        var rows = new SortedDictionary<string, Row>(StringComparer.Ordinal);
        var removed = false;
        foreach (var line in shipped.Split('\n'))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal)) removed = line.Contains("Removed", StringComparison.Ordinal);
            if (!Id().IsMatch(line)) continue;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (removed) rows.Remove(cells[0]);
            else rows[cells[0]] = new(cells[0], cells[1], cells[2]);
        }
        return rows;
    }

    [GeneratedRegex(@"^PY[IG]\d{4}\b")]
    private static partial Regex Id();
}
