using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Specs;

/// <summary>Every page of rules and generators, and every file of cases, is a test.</summary>
public class PageTests
{
    static readonly PageRunner Runner = new(Catalog.Shipped);

    public static TheoryData<string> Pages() =>
    [
        .. Repository.Files("docs/rules", "*.md"), .. Repository.Files("docs/generators", "*.md"), .. Repository.Files("tests/PyIdioms.Specs/Cases", "*.md"),
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Holds(string page)
    {
        var failures = await Runner.Run(Page.Of(page));
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }
}
