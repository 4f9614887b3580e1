using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Specs;

/// <summary>Every page of rules, generators and runtime types, and every file of cases, is a test.</summary>
public class PageTests
{
    static readonly PageRunner Runner = new(Catalog.Shipped);

    /// <summary>All of them, or those whose path contains <c>PYIDIOMS_PAGES</c>: for a quick look at one rule.</summary>
    public static TheoryData<string> Pages() =>
    [
        .. new[] { "docs/rules", "docs/generators", "docs/runtime", "tests/PyIdioms.Specs/Cases" }
            .SelectMany(folder => Repository.Files(folder, "*.md"))
            .Where(static page => page.Contains(Environment.GetEnvironmentVariable("PYIDIOMS_PAGES") ?? "", StringComparison.Ordinal)),
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Holds(string page)
    {
        await using var redis = await NeededRedis.ForAsync(Repository.Read(page));
        var failures = await Runner.Run(Page.Of(page));
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }
}
