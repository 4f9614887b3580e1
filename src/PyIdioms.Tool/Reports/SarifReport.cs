using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Reports;

/// <summary>The review as one SARIF 2.1.0 run: paths relative to the reviewed root, each rule once, each finding with a fingerprint.</summary>
static class SarifReport
{
    const string Root = "SRCROOT";

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ReviewResult review)
    {
        var index = review.Rules.Select((rule, number) => (rule.Id, number)).ToDictionary(StringComparer.Ordinal);
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = ToolVersion.Name,
                        ["version"] = ToolVersion.Text,
                        ["semanticVersion"] = ToolVersion.Text,
                        ["informationUri"] = ToolVersion.Home,
                        ["rules"] = Array(review.Rules.Select(Rule)),
                    },
                },
                ["invocations"] = new JsonArray(Invocation(review)),
                ["originalUriBaseIds"] = new JsonObject { [Root] = new JsonObject { ["uri"] = FolderUri(review.Root) } },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = Array(review.Findings.Select(finding => Result(finding, review.SourceOf(finding.Path), index))),
            }),
        }.ToJsonString(Indented) + "\n";
    }

    static JsonObject Rule(RuleInfo rule)
    {
        var json = new JsonObject { ["id"] = rule.Id };
        if (rule.Title.Length > 0)
        {
            json["shortDescription"] = Message(rule.Title);
        }

        if (rule.HelpLink is { Length: > 0 })
        {
            json["helpUri"] = rule.HelpLink;
        }

        json["defaultConfiguration"] = new JsonObject { ["level"] = SarifLevel.Of(rule.DefaultSeverity) };
        if (rule.Category.Length > 0)
        {
            json["properties"] = new JsonObject { ["category"] = rule.Category, ["tags"] = new JsonArray(rule.Category) };
        }

        return json;
    }

    static JsonObject Invocation(ReviewResult review)
    {
        var exitCode = review.ToExitCode(Severity.Suggestion, exitZero: false);
        return new()
        {
            ["executionSuccessful"] = review.IsComplete,
            ["exitCode"] = exitCode,
            ["exitCodeDescription"] = exitCode switch { ExitCode.Clean => "no findings", ExitCode.Findings => "findings", _ => "analysis incomplete" },
            ["startTimeUtc"] = Time(review.Started),
            ["endTimeUtc"] = Time(review.Started + review.Duration),
            ["toolExecutionNotifications"] = Array(review.Failures.Select(failure => Notification("error", "incomplete", $"{failure.Subject}: {failure.Reason}" + string.Concat(failure.Details.Select(line => $"\n{line}"))))
                .Concat(review.Skipped.Select(skipped => Notification("note", "skipped", $"{skipped.Project} was skipped: {skipped.Reason}.")))),
        };
    }

    static JsonObject Notification(string level, string id, string text) =>
        new() { ["descriptor"] = new JsonObject { ["id"] = id }, ["level"] = level, ["message"] = Message(text) };

    static JsonObject Result(Finding finding, SourceFile source, Dictionary<string, int> index)
    {
        var json = new JsonObject
        {
            ["ruleId"] = finding.RuleId,
            ["ruleIndex"] = index.TryGetValue(finding.RuleId, out var number) ? number : -1,
            ["level"] = SarifLevel.Of(finding.Severity),
            ["message"] = Message(finding.Message),
        };
        if (finding.Path.Length > 0)
        {
            json["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = PathUri(finding.Path), ["uriBaseId"] = Root },
                    ["region"] = Region(finding.Region, source),
                },
            });
        }

        json["partialFingerprints"] = new JsonObject { [Fingerprint.Recipe] = finding.Fingerprint };
        var frameworks = finding.Frameworks.Where(framework => framework.Length > 0).ToArray();
        if (frameworks.Length > 0)
        {
            json["properties"] = new JsonObject { ["frameworks"] = Array(frameworks.Select(framework => (JsonNode)framework)) };
        }

        return json;
    }

    static JsonObject Region(Region region, SourceFile source)
    {
        var json = new JsonObject { ["startLine"] = region.StartLine, ["startColumn"] = region.StartColumn, ["endLine"] = region.EndLine, ["endColumn"] = region.EndColumn };
        if (region.StartLine <= source.Lines.Length)
        {
            json["snippet"] = Message(source.Line(region.StartLine));
        }

        return json;
    }

    static JsonObject Message(string text) => new() { ["text"] = text };

    static JsonArray Array(IEnumerable<JsonNode> nodes) => [.. nodes];

    static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>A relative path as a relative address: each part percent-encoded.</summary>
    public static string PathUri(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    static string FolderUri(string folder)
    {
        var path = folder.Replace('\\', '/');
        var text = new StringBuilder("file://");
        text.Append(path.StartsWith('/') ? "" : "/");
        return text.AppendJoin('/', path.TrimEnd('/').Split('/').Select((part, number) => number == 0 && part.EndsWith(':') ? part : Uri.EscapeDataString(part))).Append('/').ToString();
    }
}
