namespace PyIdioms.Tests.Security;

/// <summary>The escape hatch hands the text on, and only with a reason.</summary>
public class LiteralStringTests
{
    [Fact]
    public void TheTextIsUnchanged()
    {
        var text = string.Concat("select ", 1.ToString());
        Assert.Same(text, LiteralString.Trusted(text, "made of a number"));
        Assert.Equal("", LiteralString.Trusted("", "nothing at all"));
    }

    [Fact]
    public void AReasonIsNeeded()
    {
        Assert.Throws<ArgumentException>("reason", () => LiteralString.Trusted("x", ""));
        Assert.Throws<ArgumentException>("reason", () => LiteralString.Trusted("x", " "));
        Assert.Throws<ArgumentNullException>("reason", () => LiteralString.Trusted("x", null!));
        Assert.Throws<ArgumentNullException>("value", () => LiteralString.Trusted(null!, "none"));
    }

    [Fact]
    public void TheAttributeStandsWhereTextDoes()
    {
        var usage = (AttributeUsageAttribute)Attribute.GetCustomAttribute(typeof(LiteralStringAttribute), typeof(AttributeUsageAttribute))!;
        Assert.Equal(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field, usage.ValidOn);
        var trusted = typeof(LiteralString).GetMethod(nameof(LiteralString.Trusted))!;
        Assert.True(trusted.ReturnParameter.IsDefined(typeof(LiteralStringAttribute), false));
        Assert.False(trusted.GetParameters()[0].IsDefined(typeof(LiteralStringAttribute), false));
    }
}
