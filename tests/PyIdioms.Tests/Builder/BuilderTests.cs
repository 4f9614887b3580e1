using static PyIdioms.Tests.Builder.Shapes;

namespace PyIdioms.Tests.Builder;

/// <summary>A builder gives objects what was said, and leaves the rest as their types say it.</summary>
public class BuilderTests
{
    [Fact]
    public void AsTheHandbookHasIt()
    {
        var query = Query.For("users").Where("active = 1").Where("age > 18").Order("name").Limit(50).Build();

        Assert.Equal(("users", "name", 50), (query.Table, query.Order, query.Limit));
        Assert.Equal(["active = 1", "age > 18"], query.Where);
    }

    [Fact]
    public void WhatIsNotSetStaysAsTheTypeSaysIt()
    {
        var query = Query.For("t").Build();
        Assert.Equal(("id", (int?)null), (query.Order, query.Limit));
        Assert.Empty(query.Where);

        var plain = new Plain.Builder().Title("a").Build();
        Assert.Equal((7, null), (plain.Number, plain.Text));
        Assert.Equal(["default"], plain.Tags);
        Assert.Equal(["x"], new Plain.Builder().Title("a").Tag("x").Build().Tags);
        Assert.Empty(new Plain.Builder().Title("a").Tags([]).Build().Tags);

        Assert.Equal(("n", 3), Pair(Primary.For("n").Build()));
        Assert.Equal(("n", 9), Pair(Primary.For("n").Size(9).Build()));
        Assert.Equal("EUR", Money.For(1).Build().Currency);
        Assert.Equal(5, Fixed.For(1).Build().B);
        Assert.Equal((4L, 9, 0), (new Fields.Builder().Needed("n").Build().Internal, new Fields.Builder().Needed("n").Build().ReadOnly, new Fields.Builder().Needed("n").Build().Plain));

        static (string, int) Pair(Primary made) => (made.Name, made.Size);
    }

    [Fact]
    public void EachRequiredPartIsRequired()
    {
        var one = new Ring.Builder().Name("r").Radius(1);
        Assert.False(one.TryBuild(out _));
        Assert.Equal("Inner", Assert.Single(one.Check()).Parameter);
        Assert.Single(Assert.Throws<ExceptionGroup>(() => one.Build()).Exceptions);
        Assert.True(one.Inner(2).TryBuild(out _));
    }

    [Fact]
    public void NullIsAValueThatCanBeSet()
    {
        Assert.Null(Query.For("t").Limit(5).Limit(null).Build().Limit);
        Assert.Null(Person.For("a", 1).Email(null).Build().Email);
    }

    /// <summary>Python's builder changes and is shared after branching.</summary>
    [Fact]
    public void BranchesShareNothing()
    {
        var common = Query.For("t").Where("a").Limit(1);
        var (left, right) = (common.Where("b").Limit(2), common.Where("c"));

        Assert.Equal(["a"], common.Build().Where);
        Assert.Equal(["a", "b"], left.Build().Where);
        Assert.Equal(["a", "c"], right.Build().Where);
        Assert.Equal((1, 2, 1), (common.Build().Limit, left.Build().Limit, right.Build().Limit));
        Assert.NotSame(common.Build(), common.Build());
        Assert.Equal(common.Build().Table, common.Build().Table);
    }

    [Fact]
    public void TheConstructorIsTheMarkedOne()
    {
        Assert.Equal("chosen a", Chosen.For("a").Build().How);
        Assert.Equal(3, Hidden.For(3).Build().Inside);
        Assert.Equal(7, new Plain { Title = "still public" }.Number);
        Assert.Equal("n", Both.For("n").Build().Name);
        Assert.Equal("n", Twofold.For("n").Build().Name);
        var at = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        Assert.Equal((at, null), (InParameters.For(at).Build().At, InParameters.For(at).Build().Id));
        Assert.Equal(6, Spans.For("s").Number(1).Numbers(2, 3).Build().Sum());
    }

    [Fact]
    public void AnObjectGoesBackIntoABuilder()
    {
        var query = Query.For("users").Where("a").Limit(5).Build();
        Assert.Equivalent(query, query.ToBuilder().Build());
        Assert.Equal(["a", "b"], query.ToBuilder().Where("b").Build().Where);
        Assert.Equal(["b"], query.ToBuilder().ClearWhere().Where("b").Build().Where);
        Assert.Equal("orders", query.ToBuilder().Table("orders").Build().Table);

        Assert.Null(new Everything().ToBuilder().Build().Maybe);
        Assert.Null(new Everything().ToBuilder().Build().MaybeArray);
        Assert.Equal((1, 2), (new Point { X = 1, Y = 2 }.ToBuilder().Build().X, new Point { X = 1, Y = 2 }.ToBuilder().Build().Y));
        Assert.Equal("A", new Renamed("A").id);
    }

    [Fact]
    public void KeywordsGenericsAndNestedTypes()
    {
        Assert.Equal(new @class(1, "x") { @is = true }, @class.For(1).@event("x").@is(true).Build());
        Assert.Equal(new Pair<int, string>(1, "b"), Pair<int, string>.For(1, "b").Build());
        Assert.Equal(3, Inner.Core.For(3).More(4).Build().Depth);
        Assert.Equal(["i"], Generic<string>.Box<int>.For("v", 2).Item("i").Build().Items);
        Assert.Equal(7, new Generic<string>.Open<int>.Builder().Me(7).Build().Me);
        Assert.Equal(5, IHolder.Held.For(5).Build().Number);
        Assert.Equal(DayOfWeek.Friday, TopLevel<DayOfWeek>.For(DayOfWeek.Friday).Build().Value);
        Assert.Equal(new GlobalShape("a") { Size = 2 }, GlobalShape.For("a").Size(2).Build());
        Assert.Equal("Secretive { Mood = Bad }", TellMood());
        Assert.Equal(new Parted(1) { Second = 2, Third = 9 }, Parted.For(1).Third(9).Build());
        Assert.Equal((1, 2, DayOfWeek.Friday, '\'', 1.5m, "a\"b\n"), Dyn.For(1, 2, (3, null)).Build() is var d ? ((int)d.Value, (int)d.Native, d.Day, d.C, d.M, d.S) : default);
    }

    [Fact]
    public void NamesThatAreTaken()
    {
        var taken = Taken.For(1, 2, "t").WithTryBuild(3).WithBuild(4).WithCheck(5).Tags("a", "b").ToStrings(6).Build();
        Assert.Equal((4, 5, "t", 3, 6), (taken.Build, taken.Check, taken.Tag, taken.TryBuild, taken.ToStrings));
        Assert.Equal(["a", "b"], taken.Tags);
        Assert.Equal(("mine 1", "mine"), (Own.For(1), new Own("a").ToBuilder()));
        Assert.Equal("b", new Own.Builder().Name("b").Build().Name);
    }

    [Fact]
    public void MoreThanThirtyTwoParts()
    {
        var many = new Many.Builder().P33(33).P34(0).P01(5).Build();
        Assert.Equal((5, 0, 32, 33, 0), (many.P01, many.P02, many.P32, many.P33, many.P34));
        Assert.Equal("P33", Assert.Single(new Many.Builder().P34(1).P01(1).Check()).Parameter);
    }

    [Fact]
    public void WhatIsHiddenStaysHidden()
    {
        Assert.Equal((3, 8), (new Internals.Builder().Name("n").Started(8).Build().Open, new Internals.Builder().Name("n").Started(8).Build().Started));
        Assert.Null(typeof(Internals.Builder).GetMethod("Open"));
        Assert.Null(typeof(Internals.Builder).GetMethod("Ignored"));
        Assert.Null(typeof(Settings.Builder).GetMethod("Gone"));
        Assert.Null(typeof(Settings.Builder).GetMethod("Shared"));
        Assert.Equal(9, new Settings.Builder().Level(9).Build().Level);
    }

    [Fact]
    public void UsersExtendTheBuilder()
    {
        var made = new Documented.Builder().Anonymous().Twice(4).Odd(2).Build();
        Assert.Equal(("nobody", 8, 3), (made.Name, made.Number, made.Odd));
    }
}
