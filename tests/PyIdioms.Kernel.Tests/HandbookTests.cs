using PyIdioms.Kernel.Rules;

namespace PyIdioms.Kernel.Tests;

public class HandbookTests
{
    [Fact]
    public void ChaptersAreNumberedFromOneWithoutGaps() =>
        Assert.Equal(Enumerable.Range(1, 12), Handbook.Sections.Select(section => section.Number));

    [Fact]
    public void FoldersAndTitlesAreUnique()
    {
        Assert.Equal(12, Handbook.Sections.Select(section => section.Folder).Distinct().Count());
        Assert.Equal(12, Handbook.Sections.Select(section => section.Title).Distinct().Count());
    }

    [Theory, InlineData("PYI0101", "Internals"), InlineData("PYI0304", "Async"), InlineData("PYI1299", "Design")]
    public void TheIdNamesTheChapter(string id, string folder) => Assert.Equal(folder, Handbook.SectionOf(id).Folder);

    [Theory, InlineData("PYI0001"), InlineData("PYI1301")]
    public void ThereIsNoOtherChapter(string id) => Assert.ThrowsAny<Exception>(() => Handbook.SectionOf(id));

    [Fact]
    public void PagesFollowFromIds()
    {
        Assert.Equal(Handbook.Home + "rules/PYI0304.md", Handbook.PageOf("PYI0304"));
        Assert.Equal(Handbook.Home + "generators/Builder.md#pyg0203", Handbook.PageOfGenerator("Builder", "PYG0203"));
    }
}
