namespace PyIdioms.Tool.Findings;

/// <summary>How much a finding matters, as <c>.editorconfig</c> names it.</summary>
enum Severity
{
    Suggestion,
    Warning,
    Error,
}

/// <summary>Severities in SARIF's words.</summary>
static class SarifLevel
{
    public static Severity ToSeverity(string? level) => level switch
    {
        "error" => Severity.Error,
        "note" or "none" => Severity.Suggestion,
        _ => Severity.Warning,
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    /// <summary>The word that people read.</summary>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "suggestion",
    };
}
