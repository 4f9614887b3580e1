using System.Text;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Rules;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Docs;

/// <summary>What a mode (<c>PyIdiomsMode</c>) sets, as a global analyzer config below everything the user writes.</summary>
/// <remarks>What a generator refuses is no matter of taste: presets say nothing about it.</remarks>
public static class Preset
{
    /// <summary>Below every config a user writes: a global one is at 0 or 100 by default, an <c>.editorconfig</c> wins anyway.</summary>
    const int Level = -10;

    public static readonly IReadOnlyDictionary<string, string> Modes = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["none"] = "Every rule is off.",
        ["recommended"] = "Every rule is as its page says: nothing is set here.",
        ["strict"] = "Every rule is on, suggestions are warnings.",
        ["security"] = "The rules of the chapter Security are warnings, the others are off.",
        ["performance"] = "The rules of the chapter Performance are warnings, the others are off.",
        ["all"] = "Every rule is on, as its page says; the ones that ship off are warnings.",
    };

    public static string PathOf(string mode) => $"nuget/config/PyIdioms.{mode}.globalconfig";

    public static string Of(Catalog catalog, string mode)
    {
        var text = new StringBuilder($"# PyIdiomsMode {mode}: {Modes[mode]} Generated from the rules.\nis_global = true\nglobal_level = {Level}\n");
        foreach (var rule in RuleLaws.Rules(House.Here with { Catalog = catalog }))
        {
            if (Severity(rule, mode) is { } severity) text.Append($"dotnet_diagnostic.{rule.Id}.severity = {severity}\n");
        }
        return text.ToString();
    }

    /// <summary>The word for a rule; null leaves it as it is.</summary>
    static string? Severity(ReportedRule rule, string mode)
    {
        var chapter = Handbook.SectionOf(rule.Id).Folder;
        var (own, on) = (rule.Descriptor.DefaultSeverity, rule.Descriptor.IsEnabledByDefault);
        var warning = own == DiagnosticSeverity.Error ? "error" : "warning";
        return mode switch
        {
            "none" => "none",
            "recommended" => null,
            "strict" => warning,
            "security" => chapter == "Security" ? warning : "none",
            "performance" => chapter == "Performance" ? warning : "none",
            "all" => on && own == DiagnosticSeverity.Info ? "suggestion" : warning,
            _ => throw new ArgumentException($"'{mode}' is no mode", nameof(mode)),
        };
    }
}
