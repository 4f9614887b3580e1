using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace PyIdioms.TestKit.Pages;

/// <summary>What a code block of a page asks the runner to do.</summary>
public enum FenceKind
{
    /// <summary>Compile and review: the findings are exactly the claims.</summary>
    Reviewed,

    /// <summary>Review as above, and no finding may have a fix.</summary>
    Unfixable,

    /// <summary>The text of the reviewed block before it, after Fix All.</summary>
    Fixed,

    /// <summary>Lines that a generated file of the block before it contains.</summary>
    Generated,

    /// <summary>A program: review it as above and run it.</summary>
    Runs,

    /// <summary>What the program before it prints.</summary>
    Output,

    /// <summary>An additional file of the project that the next block stands for; it may have claims of its own.</summary>
    Additional,
}

/// <summary>A code block of a page.</summary>
public sealed record Fence(FenceKind Kind, string Section, int FirstLine, string Code)
{
    /// <summary>Which action of a fix made the text, from 1.</summary>
    public int Action { get; init; } = 1;

    /// <summary>Fix All alone gives this text: fixing one by one ends elsewhere.</summary>
    public bool Together { get; init; }

    /// <summary>What an additional file is called.</summary>
    public string FileName { get; init; } = "";

    public ImmutableSortedDictionary<string, string> EditorConfig { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableDictionary<string, ReportDiagnostic> Severities { get; init; } = ImmutableDictionary<string, ReportDiagnostic>.Empty;

    /// <summary>Reads the words after the backticks; null where the block is not for the runner.</summary>
    /// <exception cref="FormatException">A word has no meaning here.</exception>
    public static Fence? Read(string words, string section, int firstLine, string code)
    {
        if (words == "text output") return new(FenceKind.Output, section, firstLine, code);
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["text", "additional", var fileName]) return new(FenceKind.Additional, section, firstLine, code) { FileName = fileName };
        if (parts is ["cs" or "c#" or "C#", ..]) throw new FormatException("A block of C# is named csharp");
        if (parts is not ["csharp", .. var rest]) return null;

        var fence = new Fence(FenceKind.Reviewed, section, firstLine, code);
        var list = "";
        foreach (var word in rest)
        {
            fence = word switch
            {
                "fixed" => fence with { Kind = FenceKind.Fixed },
                "unfixable" => fence with { Kind = FenceKind.Unfixable },
                "generated" => fence with { Kind = FenceKind.Generated },
                "runs" => fence with { Kind = FenceKind.Runs },
                "together" when fence.Kind == FenceKind.Fixed => fence with { Together = true },
                _ when fence.Kind == FenceKind.Fixed && int.TryParse(word, out var action) && action > 0 => fence with { Action = action },
                "options" or "severity" or "properties" => fence,
                _ when list.Length > 0 && word.Split('=') is [var key, var value] => fence.Set(list, key, value),
                _ => throw new FormatException($"'{word}' means nothing after ```csharp"),
            };
            if (word is "options" or "severity" or "properties") list = word;
        }
        return fence;
    }

    Fence Set(string list, string key, string value) => list switch
    {
        "options" => this with { EditorConfig = EditorConfig.SetItem(key, value) },
        "properties" => this with { Properties = Properties.SetItem(key, value) },
        _ => this with { Severities = Severities.SetItem(key, SeverityOf(value)) },
    };

    static ReportDiagnostic SeverityOf(string word) => word switch
    {
        "none" => ReportDiagnostic.Suppress,
        "silent" => ReportDiagnostic.Hidden,
        "suggestion" => ReportDiagnostic.Info,
        "warning" => ReportDiagnostic.Warn,
        "error" => ReportDiagnostic.Error,
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{word}' is no severity: none, silent, suggestion, warning or error")),
    };
}
