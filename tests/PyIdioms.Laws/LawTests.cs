namespace PyIdioms.Laws;

/// <summary>Every law holds here.</summary>
public class LawTests
{
    public static TheoryData<string> Laws() => [.. LawBook.All.Keys.Order()];

    [Theory, MemberData(nameof(Laws))]
    public void Holds(string law)
    {
        var broken = LawBook.All[law](House.Here).ToArray();
        Assert.True(broken.Length == 0, string.Join("\n", broken));
    }
}
