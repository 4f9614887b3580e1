using System.Collections.Immutable;

namespace PyIdioms.Kernel.Rules;

/// <summary>One chapter of the handbook: the folder its rules live in and the category they report under.</summary>
public sealed record Section(int Number, string Folder, string Title);

/// <summary>The twelve chapters. The first two digits of a rule's id name its chapter; everything else about a rule's place follows.</summary>
public static class Handbook
{
    /// <summary>Where the pages of rules and generators are read.</summary>
    public const string Home = "https://github.com/pyidioms/pyidioms/blob/main/docs/";

    public static ImmutableArray<Section> Sections { get; } =
    [
        new(1, "Internals", "Internals"),
        new(2, "Types", "Type system"),
        new(3, "Async", "Async"),
        new(4, "Performance", "Performance"),
        new(5, "Interop", "C interop"),
        new(6, "Exceptions", "Exceptions"),
        new(7, "Observability", "Observability"),
        new(8, "Patterns", "Pattern matching"),
        new(9, "Testing", "Testing"),
        new(10, "Security", "Security"),
        new(11, "Packaging", "Packaging"),
        new(12, "Design", "Design patterns"),
    ];

    /// <summary>The chapter of a rule, from its id: <c>PYI0301</c> is chapter 3.</summary>
    public static Section SectionOf(string ruleId) => Sections[int.Parse(ruleId.Substring(3, 2)) - 1];

    /// <summary>The page of a rule.</summary>
    public static string PageOf(string ruleId) => $"{Home}rules/{ruleId}.md";

    /// <summary>The page of a generator, and the section of it that explains one of its refusals.</summary>
    public static string PageOfGenerator(string generator, string id) => $"{Home}generators/{generator}.md#{id.ToLowerInvariant()}";
}
