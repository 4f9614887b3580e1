using System.Text;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Reports;

/// <summary>The review as Markdown, for a pull request or a step summary.</summary>
static class MarkdownReport
{
    public static string Write(ReviewResult review)
    {
        var text = new StringBuilder();
        text.Append($"# PyIdioms review\n\n**{Summary.Headline(review)}** · {Summary.Scope(review)}");
        text.Append(review.Suppressed > 0 ? $" · {review.Suppressed:N0} suppressed\n" : "\n");

        if (!review.IsComplete)
        {
            text.Append("\n## This review is incomplete\n\n");
            foreach (var failure in review.Failures)
            {
                text.Append($"- **{Escape(failure.Subject)}**: {Escape(failure.Reason)}\n");
                foreach (var detail in failure.Details)
                {
                    text.Append($"  - {Code(detail)}\n");
                }
            }
        }

        if (!review.Findings.IsEmpty)
        {
            text.Append("\n| Rule | Severity | Findings | Files | |\n|---|---|---:|---:|---|\n");
            foreach (var count in Summary.ByRule(review))
            {
                text.Append($"| {Link(count.Rule)} | {count.Severity.Word()} | {count.Findings:N0} | {count.Files:N0} | {Escape(count.Rule.Title)} |\n");
            }
        }

        foreach (var file in review.Findings.GroupBy(finding => finding.Path, StringComparer.Ordinal))
        {
            text.Append($"\n## {Code(file.Key.Length > 0 ? file.Key : "(no file)")}\n");
            var source = review.SourceOf(file.Key);
            foreach (var finding in file)
            {
                text.Append($"\n**{finding.Region.StartLine}:{finding.Region.StartColumn}** {finding.Severity.Word()} {Link(review.RuleOf(finding.RuleId))}: {Escape(finding.Message)}\n");
                Frame(text, CodeFrame.Of(source, finding.Region));
            }
        }

        if (!review.Skipped.IsEmpty)
        {
            text.Append("\n## Skipped\n\n");
            foreach (var skipped in review.Skipped)
            {
                text.Append($"- {Code(skipped.Project)}: {Escape(skipped.Reason)}\n");
            }
        }

        return text.ToString();
    }

    static void Frame(StringBuilder text, CodeFrame frame)
    {
        if (frame.Lines.IsEmpty)
        {
            return;
        }

        // A fence longer than any run of backticks inside it.
        var fence = new string('`', Math.Max(3, frame.Lines.Max(line => LongestRun(line.Text)) + 1));
        var width = frame.Lines[^1].Number.ToString().Length;
        text.Append($"\n{fence}text\n");
        foreach (var line in frame.Lines)
        {
            text.Append($"{line.Number.ToString().PadLeft(width)} | {line.Text}".TrimEnd()).Append('\n');
            if (line.IsMarked)
            {
                text.Append($"{new string(' ', width)} | {Carets.Under(line)}\n");
            }
        }

        text.Append($"{fence}\n");
    }

    static string Link(RuleInfo rule) => rule.HelpLink is { Length: > 0 } ? $"[{rule.Id}]({rule.HelpLink})" : rule.Id;

    /// <summary>Text in which Markdown and HTML mean nothing.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '\r' or '\n' => escaped.Append(' '),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '!' or '@' or '$' => escaped.Append('\\').Append(c),
                _ => escaped.Append(CodeFrame.Visible(c)),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Text as inline code, whatever backticks it has.</summary>
    public static string Code(string text)
    {
        var line = new string([.. text.Select(c => c is '\r' or '\n' ? ' ' : CodeFrame.Visible(c))]);
        var ticks = new string('`', LongestRun(line) + 1);
        return line.StartsWith('`') || line.EndsWith('`') ? $"{ticks} {line} {ticks}" : $"{ticks}{line}{ticks}";
    }

    static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        }

        return longest;
    }
}
