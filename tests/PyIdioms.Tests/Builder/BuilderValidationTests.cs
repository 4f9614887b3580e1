using static PyIdioms.Tests.Builder.Shapes;

namespace PyIdioms.Tests.Builder;

/// <summary>All that is missing or breaks a constraint leaves in one group, in the order of the parts.</summary>
public class BuilderValidationTests
{
    static (string?, string)[] Found(Action build) =>
        [.. Assert.Throws<ExceptionGroup>(build).Exceptions.Cast<ConstraintViolationException>().Select(static e => (e.ParamName, e.Constraint))];

    [Fact]
    public void EverythingThatIsWrongIsSaidAtOnce()
    {
        Assert.Equal([("Name", "MinLen(1)"), ("Age", "Gt(0)"), ("Email", "Email")], Found(() => Person.For("", 0).Email("nobody").Build()));
        Assert.Equal([("Name", "Required"), ("Age", "Required"), ("Email", "Email")], Found(() => new Person.Builder().Email("nobody").Build()));
        Assert.Equal([("Name", "Required"), ("Age", "Gt(0)")], Found(() => new Person.Builder().Age(-1).Build()));
        Assert.Equal("Name is required", Assert.Throws<ExceptionGroup>(() => new Person.Builder().Age(1).Build()).Exceptions[0].Message);
        Assert.Equal([("Name", "NotNull")], Found(() => Person.For(null!, 1).Build())[..1]);
        Assert.Equal([("Title", "Required")], Found(() => new Plain.Builder().Build()));
        Assert.Equal([("Name", "Required"), ("Radius", "Required")], [.. Found(() => new Circle.Builder().Build()).OrderBy(static f => f.Item1)]);
    }

    [Fact]
    public void TryAndCheckDoNotThrow()
    {
        Assert.False(new Person.Builder().Age(0).TryBuild(out var none));
        Assert.Null(none);
        Assert.Equal(["Name", "Age"], new Person.Builder().Age(0).Check().Select(static v => v.Parameter));
        Assert.True(Person.For("a", 1).TryBuild(out var person));
        Assert.Equal("a", person.Name);
        Assert.Empty(Person.For("a", 1).Check());
        Assert.False(default(Money.Builder).TryBuild(out var money));
        Assert.Equal(default, money);
    }

    /// <summary>What a type says itself is its author's word; a collection to which nobody added anything is empty, and that is looked at.</summary>
    [Fact]
    public void DefaultsAreNotChecked()
    {
        var good = Valid.For(2).Columns("a", "b").Some(1);
        Assert.Equal("NOT LOWER", good.Build().Word);
        Assert.Equal([("Columns", "MinLen(2)"), ("Level", "Range(1, 3)"), ("Some", "MinLen(1)")], Found(() => Valid.For(4).Build()));
        Assert.Equal([("Numbers", "MaxLen(3)"), ("Size", "Interval(Ge=1, Le=10)"), ("Word", "Regex(\"[a-z]+\")")], Found(() => good.Numbers(1, 2, 3, 4).Size(11).Word("No").Build()));
        Assert.Equal(10, good.Size(10).Word("yes").Build().Size);
    }

    [Fact]
    public void WhatTheConstructorThrowsComesOut()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Throwing.For(-1).Build());
        Assert.Throws<ArgumentOutOfRangeException>(() => Throwing.For(-1).TryBuild(out _));
    }
}
