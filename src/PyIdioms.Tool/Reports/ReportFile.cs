using System.Collections.Immutable;
using System.Text;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Reports;

/// <summary>The forms a report can be written in.</summary>
enum ReportFormat
{
    Html,
    Markdown,
    Sarif,
}

/// <summary>One report to write.</summary>
sealed record ReportFile(ReportFormat Format, string Path)
{
    /// <summary>Where reports go that are not told where to go, below the current folder. It ignores itself, so no repository is the dirtier for it.</summary>
    public const string DefaultFolder = "pyidioms-report";

    static readonly ImmutableArray<(string Name, ReportFormat Format, string Extension)> Formats =
    [
        ("html", ReportFormat.Html, ".html"),
        ("markdown", ReportFormat.Markdown, ".md"),
        ("sarif", ReportFormat.Sarif, ".sarif"),
    ];

    /// <summary>The reports that <c>--output</c> asks for: a format (<c>html</c>), a file (<c>review.html</c>), or both (<c>html=review.htm</c>); commas between several; <c>none</c> for none.</summary>
    /// <exception cref="UsageException">A value names no format.</exception>
    public static ImmutableArray<ReportFile> Parse(IReadOnlyCollection<string> values, string currentFolder)
    {
        if (values.Count == 0)
        {
            return [.. Formats.Select(format => Default(format.Name, currentFolder)!)];
        }

        return [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(value => value != "none").Select(value => One(value, currentFolder))];
    }

    static ReportFile One(string value, string currentFolder)
    {
        if (Default(value, currentFolder) is { } report)
        {
            return report;
        }

        if (value.Split('=', 2) is [var name, var path] && Default(name, currentFolder) is { } named)
        {
            return path.Length > 0 ? named with { Path = System.IO.Path.GetFullPath(path, currentFolder) } : named;
        }

        var full = System.IO.Path.GetFullPath(value, currentFolder);
        return System.IO.Path.GetExtension(value).ToLowerInvariant() switch
        {
            ".html" or ".htm" => new(ReportFormat.Html, full),
            ".md" or ".markdown" => new(ReportFormat.Markdown, full),
            ".sarif" => new(ReportFormat.Sarif, full),
            _ => throw new UsageException($"'{value}' is not a report. Use sarif, markdown or html, a file that ends in .sarif, .md or .html, or both: html=review.htm."),
        };
    }

    static ReportFile? Default(string name, string currentFolder) =>
        Formats.Where(format => format.Name == name).Select(format => new ReportFile(format.Format, System.IO.Path.Combine(currentFolder, DefaultFolder, "review" + format.Extension))).FirstOrDefault();

    /// <summary>Finds out before the work whether the file can be written after it.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public void Prepare()
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            var isNew = !Directory.Exists(folder);
            Directory.CreateDirectory(folder);
            if (isNew && System.IO.Path.GetFileName(folder) == DefaultFolder)
            {
                File.WriteAllText(System.IO.Path.Combine(folder, ".gitignore"), "*\n");
            }

            if (Directory.Exists(Path))
            {
                throw new IOException("It is a folder.");
            }

            File.WriteAllText(Temporary, "");
            File.Delete(Temporary);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException($"The report '{Path}' cannot be written: {problem.Message}", problem);
        }
    }

    /// <summary>Writes the report whole or not at all.</summary>
    public void Write(ReviewResult review)
    {
        var text = Format switch
        {
            ReportFormat.Html => HtmlReport.Write(review),
            ReportFormat.Markdown => MarkdownReport.Write(review),
            _ => SarifReport.Write(review),
        };
        File.WriteAllText(Temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(Temporary, Path, overwrite: true);
    }

    string Temporary => $"{Path}.{Environment.ProcessId}.tmp";
}
