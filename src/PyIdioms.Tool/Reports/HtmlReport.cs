using System.Collections.Immutable;
using System.Net;
using System.Text;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Reports;

/// <summary>The review as one page that needs nothing else: no network, no second file, no script to be read.</summary>
static class HtmlReport
{
    static readonly ImmutableArray<Severity> Severities = [Severity.Error, Severity.Warning, Severity.Suggestion];

    public static string Write(ReviewResult review)
    {
        var name = Path.GetFileName(review.Root) is { Length: > 0 } folder ? folder : review.Root;
        var page = new StringBuilder();
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>{Text(name)}: {Text(Summary.Headline(review))}</title>
            <style>
            {Resource("report.css")}</style>
            </head>
            <body>
            <header{(review.Findings.IsEmpty && review.IsComplete ? " class=\"good\"" : "")}><div>
            <p class="kicker">PyIdioms review of <b>{Text(name)}</b> · <time datetime="{review.Started:yyyy-MM-dd'T'HH:mm:ss'Z'}">{review.Started:yyyy-MM-dd HH:mm} UTC</time></p>
            <h1>{Text(Summary.Headline(review))}</h1>
            <p class="facts">{Text(Summary.Scope(review))}{(review.Suppressed > 0 ? $" · {review.Suppressed:N0} suppressed in the code" : "")}</p>

            """);
        Bar(page, review);
        page.Append("</div></header>\n<main>\n");
        Incomplete(page, review);
        Rules(page, review);
        Files(page, review);
        Skipped(page, review);
        page.Append($"</main>\n<footer>{ToolVersion.Name} {Text(ToolVersion.Text)}</footer>\n<script>\n{Resource("report.js")}</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    static void Bar(StringBuilder page, ReviewResult review)
    {
        var counts = Severities.Select(severity => (Severity: severity, Count: review.Findings.Count(finding => finding.Severity == severity))).Where(entry => entry.Count > 0).ToArray();
        if (counts.Length == 0)
        {
            return;
        }

        page.Append("<div class=\"bar\" aria-hidden=\"true\">");
        foreach (var (severity, count) in counts)
        {
            page.Append($"<span class=\"{severity.Word()}\" style=\"flex-grow:{count}\"></span>");
        }

        page.Append("</div>\n<div class=\"filters\" role=\"group\" aria-label=\"Severities shown\">");
        foreach (var (severity, count) in counts)
        {
            page.Append($"<button type=\"button\" class=\"{severity.Word()}\" data-severity=\"{severity.Word()}\" aria-pressed=\"true\"><b>{count:N0}</b> {Plural(severity.Word(), count)}</button>");
        }

        page.Append("</div>\n");
    }

    static void Incomplete(StringBuilder page, ReviewResult review)
    {
        if (review.IsComplete)
        {
            return;
        }

        page.Append("<section class=\"card incomplete\"><h2>This review is incomplete: findings may be missing</h2><ul>\n");
        foreach (var failure in review.Failures)
        {
            page.Append($"<li><b>{Text(failure.Subject)}</b>: {Text(failure.Reason)}");
            foreach (var detail in failure.Details)
            {
                page.Append($"<code>{Text(detail)}</code>");
            }

            page.Append("</li>\n");
        }

        page.Append("</ul></section>\n");
    }

    static void Rules(StringBuilder page, ReviewResult review)
    {
        var counts = Summary.ByRule(review);
        if (counts.IsEmpty)
        {
            return;
        }

        var most = counts.Max(count => count.Findings);
        page.Append("<h2>Rules</h2>\n<div class=\"card scroll\"><table>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">What it says</th><th scope=\"col\">Severity</th><th scope=\"col\" class=\"number\">Findings</th><th scope=\"col\" class=\"number\">Files</th><th class=\"meter\"></th></tr></thead>\n<tbody>\n");
        foreach (var count in counts)
        {
            var severity = count.Severity.Word();
            page.Append($"<tr class=\"{severity}\" data-severity=\"{severity}\"><td>{Link(count.Rule)}</td><td>{Text(count.Rule.Title)}</td><td><span class=\"tag\">{severity}</span></td><td class=\"number\">{count.Findings:N0}</td><td class=\"number\">{count.Files:N0}</td><td class=\"meter\"><i style=\"width:{100.0 * count.Findings / most:0.#}%\"></i></td></tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    static void Files(StringBuilder page, ReviewResult review)
    {
        if (!review.Findings.IsEmpty)
        {
            page.Append("<h2>Findings</h2>\n");
        }

        foreach (var file in review.Findings.GroupBy(finding => finding.Path, StringComparer.Ordinal))
        {
            var source = review.SourceOf(file.Key);
            page.Append($"<details class=\"card file\" open><summary>{Text(file.Key.Length > 0 ? file.Key : "(no file)")}<span class=\"tags\">");
            foreach (var same in file.GroupBy(finding => finding.Severity).OrderByDescending(same => same.Key))
            {
                page.Append($"<span class=\"tag {same.Key.Word()}\" title=\"{Plural(same.Key.Word(), same.Count())}\">{same.Count():N0}</span>");
            }

            page.Append("</span></summary>\n");
            foreach (var finding in file)
            {
                Write(page, finding, review.RuleOf(finding.RuleId), CodeFrame.Of(source, finding.Region));
            }

            page.Append("</details>\n");
        }
    }

    static void Write(StringBuilder page, Finding finding, RuleInfo rule, CodeFrame frame)
    {
        var severity = finding.Severity.Word();
        page.Append($"<article class=\"{severity}\" data-severity=\"{severity}\" id=\"{finding.Fingerprint}\"><h3>{Link(rule)}<span class=\"tag\">{severity}</span><span class=\"place\">{finding.Region.StartLine}:{finding.Region.StartColumn}</span><span class=\"message\">{Text(finding.Message)}</span></h3>\n");
        if (!frame.Lines.IsEmpty)
        {
            page.Append("<pre tabindex=\"0\">");
            foreach (var line in frame.Lines)
            {
                page.Append($"<span class=\"row{(line.IsMarked ? " hit" : "")}\"><span class=\"number\">{line.Number}</span>{Text(line.Text[..line.MarkStart])}");
                page.Append(line.IsMarked ? $"<mark>{Text(line.Text[line.MarkStart..line.MarkEnd])}</mark>" : "");
                page.Append($"{Text(line.Text[line.MarkEnd..])}\n</span>");
            }

            page.Append("</pre>\n");
        }

        if (frame.HiddenLines > 0)
        {
            page.Append($"<p class=\"more\">… {Summary.Count(frame.HiddenLines, "more line")}</p>\n");
        }

        page.Append("</article>\n");
    }

    static void Skipped(StringBuilder page, ReviewResult review)
    {
        if (review.Skipped.IsEmpty)
        {
            return;
        }

        page.Append("<h2>Skipped</h2>\n<ul class=\"card skipped\">\n");
        foreach (var skipped in review.Skipped)
        {
            page.Append($"<li><code>{Text(skipped.Project)}</code> {Text(skipped.Reason)}</li>\n");
        }

        page.Append("</ul>\n");
    }

    static string Link(RuleInfo rule) => rule.HelpLink is { } link && (link.StartsWith("https://", StringComparison.Ordinal) || link.StartsWith("http://", StringComparison.Ordinal))
        ? $"<a class=\"id\" href=\"{Text(link)}\">{Text(rule.Id)}</a>"
        : $"<span class=\"id\">{Text(rule.Id)}</span>";

    static string Plural(string noun, int count) => count == 1 ? noun : noun + "s";

    /// <summary>Text in which HTML means nothing, neither between tags nor inside a quoted attribute.</summary>
    static string Text(string text) => WebUtility.HtmlEncode(new string([.. text.Select(c => c is '\n' or '\r' or '\t' ? c : CodeFrame.Visible(c))]));

    static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
