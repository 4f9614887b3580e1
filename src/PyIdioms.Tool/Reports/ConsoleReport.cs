using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;
using Spectre.Console;

namespace PyIdioms.Tool.Reports;

/// <summary>The review for a terminal: findings by file, each with its code; then the figures; then what is missing, last, where it is read.</summary>
sealed class ConsoleReport(IAnsiConsole console)
{
    public void Write(ReviewResult review)
    {
        foreach (var file in review.Findings.GroupBy(finding => finding.Path, StringComparer.Ordinal))
        {
            console.WriteLine();
            Line((Clean(file.Key.Length > 0 ? file.Key : "(no file)"), "bold underline"));
            var source = review.SourceOf(file.Key);
            foreach (var finding in file)
            {
                Write(finding, review.RuleOf(finding.RuleId), CodeFrame.Of(source, finding.Region));
            }
        }

        if (!review.Findings.IsEmpty)
        {
            console.WriteLine();
            console.Write(Table(review));
        }

        console.WriteLine();
        Line((Summary.Headline(review), review.Findings.IsEmpty ? "bold green" : "bold"), ($" · {Summary.Scope(review)}" + (review.Suppressed > 0 ? $" · {review.Suppressed:N0} suppressed in the code" : ""), "grey"));
        foreach (var skipped in review.Skipped)
        {
            Line(("skipped ", "grey"), ($"{Clean(skipped.Project)}: {skipped.Reason}", "grey"));
        }

        if (!review.IsComplete)
        {
            console.WriteLine();
            Line(("This review is incomplete: findings may be missing.", "bold red"));
            foreach (var failure in review.Failures)
            {
                Line(($"  {Clean(failure.Subject)}", "bold"), ($": {Clean(failure.Reason)}", ""));
                foreach (var detail in failure.Details)
                {
                    Line(($"    {Clean(detail)}", "grey"));
                }
            }
        }
    }

    void Write(Finding finding, RuleInfo rule, CodeFrame frame)
    {
        var colour = Colour(finding.Severity);
        console.WriteLine();
        Line(($"  {finding.Region.StartLine}:{finding.Region.StartColumn}", "grey"), ($"  {finding.Severity.Word()} {finding.RuleId}", $"bold {colour}"), ($"  {Clean(finding.Message)}", ""));
        var width = frame.Lines.IsEmpty ? 0 : frame.Lines[^1].Number.ToString().Length;
        foreach (var line in frame.Lines)
        {
            var (before, marked, after) = (line.Text[..line.MarkStart], line.Text[line.MarkStart..line.MarkEnd], line.Text[line.MarkEnd..]);
            Line(($"    {line.Number.ToString().PadLeft(width)} │ ", "grey"), (before, ""), (marked, "bold"), (after, ""));
            if (line.IsMarked)
            {
                Line(($"    {new string(' ', width)} │ ", "grey"), (Carets.Under(line), $"bold {colour}"));
            }
        }

        if (frame.HiddenLines > 0)
        {
            Line(($"    {new string(' ', width)} │ … {Summary.Count(frame.HiddenLines, "more line")}", "grey"));
        }

        if (rule.HelpLink is { Length: > 0 })
        {
            Line(($"    {new string(' ', width)} ╰ {Clean(rule.HelpLink)}", "grey"));
        }
    }

    static Table Table(ReviewResult review)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Rule").AddColumn("Severity").AddColumn(new TableColumn("Findings").RightAligned()).AddColumn(new TableColumn("Files").RightAligned()).AddColumn("");
        foreach (var count in Summary.ByRule(review))
        {
            table.AddRow(
                new Text(count.Rule.Id, Style.Parse($"bold {Colour(count.Severity)}")),
                new Text(count.Severity.Word()),
                new Text($"{count.Findings:N0}"),
                new Text($"{count.Files:N0}"),
                new Text(Clean(count.Rule.Title), Style.Parse("grey")));
        }

        return table;
    }

    /// <summary>Writes one line as it is: neither wrapped nor cut, or a pipe would not get the code whole.</summary>
    void Line(params ReadOnlySpan<(string Text, string Style)> parts)
    {
        var trimmed = parts.Length;
        var colours = console.Profile.Capabilities.Ansi && console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        var writer = console.Profile.Out.Writer;
        for (var i = 0; i < trimmed; i++)
        {
            var (text, style) = parts[i];
            if (text.Length == 0)
            {
                continue;
            }

            writer.Write(colours && style.Length > 0 ? $"\e[{Codes(style)}m{text}\e[0m" : i == trimmed - 1 ? text.TrimEnd() : text);
        }

        writer.WriteLine();
    }

    static string Codes(string style) => string.Join(';', style.Split(' ').Select(word => word switch
    {
        "bold" => "1",
        "underline" => "4",
        "red" => "31",
        "green" => "32",
        "yellow" => "33",
        "blue" => "36",
        _ => "90",
    }));

    static string Colour(Severity severity) => severity switch
    {
        Severity.Error => "red",
        Severity.Warning => "yellow",
        _ => "blue",
    };

    static string Clean(string text) => new([.. text.Select(c => c is '\r' or '\n' or '\t' ? ' ' : CodeFrame.Visible(c))]);
}
