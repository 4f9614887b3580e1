using System.Collections.Immutable;
using System.Text.Json;

namespace PyIdioms.Tool.Findings;

/// <summary>Everything one compilation logged in the compiler's SARIF 2.1.</summary>
sealed record CompilerLog(ImmutableArray<RawFinding> Findings, ImmutableArray<RuleInfo> Rules)
{
    /// <summary>Reads a log. Relative addresses are resolved against <paramref name="projectFolder"/>.</summary>
    /// <exception cref="JsonException">The file is not a whole SARIF log.</exception>
    public static CompilerLog Read(Stream sarif, string projectFolder)
    {
        using var document = JsonDocument.Parse(sarif);
        var findings = ImmutableArray.CreateBuilder<RawFinding>();
        var rules = ImmutableArray.CreateBuilder<RuleInfo>();
        try
        {
            foreach (var run in document.RootElement.GetProperty("runs").EnumerateArray())
            {
                if (run.GetProperty("tool").GetProperty("driver").TryGetProperty("rules", out var descriptors))
                {
                    rules.AddRange(descriptors.EnumerateArray().Select(ReadRule));
                }

                if (run.TryGetProperty("results", out var results))
                {
                    findings.AddRange(results.EnumerateArray().Select(result => ReadFinding(result, projectFolder)));
                }
            }
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException("The log is not SARIF 2.1.", problem);
        }

        return new(findings.ToImmutable(), rules.ToImmutable());
    }

    static RuleInfo ReadRule(JsonElement rule) => new(
        Text(rule, "id") ?? "",
        Message(rule, "shortDescription") ?? Message(rule, "fullDescription") ?? "",
        rule.TryGetProperty("properties", out var properties) ? Text(properties, "category") ?? "" : "",
        SarifLevel.ToSeverity(rule.TryGetProperty("defaultConfiguration", out var configuration) ? Text(configuration, "level") : null),
        Text(rule, "helpUri"));

    static RawFinding ReadFinding(JsonElement result, string projectFolder)
    {
        string? file = null;
        var region = default(Region);
        if (result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0 &&
            locations[0].TryGetProperty("physicalLocation", out var place))
        {
            file = place.TryGetProperty("artifactLocation", out var artifact) ? FileOf(Text(artifact, "uri"), projectFolder) : null;
            region = place.TryGetProperty("region", out var span) ? ReadRegion(span) : default;
        }

        return new(
            Text(result, "ruleId") ?? "",
            SarifLevel.ToSeverity(Text(result, "level")),
            Message(result, "message") ?? "",
            file,
            region,
            result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0);
    }

    static Region ReadRegion(JsonElement span)
    {
        var startLine = Number(span, "startLine", 1);
        var startColumn = Number(span, "startColumn", 1);
        var endLine = Number(span, "endLine", startLine);
        return new(startLine, startColumn, endLine, Number(span, "endColumn", endLine == startLine ? startColumn : 1));
    }

    static string? FileOf(string? address, string projectFolder) => address switch
    {
        null or "" => null,
        _ when Uri.TryCreate(address, UriKind.Absolute, out var absolute) => absolute.IsFile ? Path.GetFullPath(absolute.LocalPath) : null,
        _ => Path.GetFullPath(Uri.UnescapeDataString(address), projectFolder),
    };

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static string? Message(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Text(value, "text") : null;

    static int Number(JsonElement element, string name, int otherwise) =>
        element.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : otherwise;
}
