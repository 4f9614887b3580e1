using static PyIdioms.Tests.Builder.Shapes;

namespace PyIdioms.Tests.Builder;

/// <summary>Fluent members are of the most derived builder, through bases and generic bases too: Python's Self.</summary>
public class BuilderInheritanceTests
{
    static T Labelled<T>(T builder) where T : Shape.IBuilder<T> => builder.Name("made").Label("a").Labels("b", "c");

    static T Linked<T, TKey>(T builder, TKey key) where T : Entity<TKey>.IBuilder<T> => builder.Id(key).Link(key);

    [Fact]
    public void PartsOfTheBaseComeWithTheDerivedBuilder()
    {
        Circle.Builder circle = Circle.For(2).Name("c").Label("x");
        Ring.Builder ring = Ring.For(2, 1).Name("r").Colour("red").Label("x");

        Assert.Equal(("c", 2.0), (circle.Build().Name, circle.Build().Radius));
        Assert.Equal(("r", 2.0, 1.0, "red"), (ring.Build().Name, ring.Build().Radius, ring.Build().Inner, ring.Build().Colour));
        Assert.Equal(("text", 1, 2), Derived.For(1, 2).Text("text").Build() is var d ? (d.Text, d.A, d.B) : default);
        Assert.Equal("derived", Derived.For(1, 2).Build().Text);
        Assert.Equal((5L, 1), new Narrow.Builder().A(5).Build() is var n ? (n.A, ((Base)n).A) : default);
    }

    [Fact]
    public void CodeOverAnyBuilderKeepsItsType()
    {
        var ring = Labelled(Ring.For(2, 1)).Colour("red").Build();
        Assert.Equal(("made", "red"), (ring.Name, ring.Colour));
        Assert.Equal(["a", "b", "c"], ring.Labels);

        var user = Linked(new User.Builder(), 7).Email("a@b").Build();
        Assert.Equal((7, "a@b"), (user.Id, user.Email));
        Assert.Equal([7], user.Links);
        Assert.Equal("last", Linked(new Deep.Builder(), "k").Last("last").Depth(3).Build().Last);
    }

    /// <summary>A type that hides a part of its base with another type has no builder that could stand for the base's.</summary>
    [Fact]
    public void WhatDoesNotFitIsNoBuilderOfTheBase()
    {
        Assert.Contains(typeof(Ring.Builder).GetInterfaces(), i => i.Name.StartsWith("IBuilder", StringComparison.Ordinal));
        Assert.Empty(typeof(Narrow.Builder).GetInterfaces());
    }
}
