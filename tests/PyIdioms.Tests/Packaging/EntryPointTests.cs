#pragma warning disable PYI1102 // Clashes and misfits are what is tried here.
using PyIdioms;
using PyIdioms.Tests.Data;
using PyIdioms.Tests.Packaging;

[assembly: EntryPoint("tests.plugins", "counted", typeof(EntryPointTests.Counted))]
[assembly: EntryPoint("tests.plugins", "made", typeof(EntryPointTests), nameof(EntryPointTests.Create))]
[assembly: EntryPoint("tests.plugins", "held", typeof(EntryPointTests), nameof(EntryPointTests.Held))]
[assembly: EntryPoint("tests.plugins", "flaky", typeof(EntryPointTests.Flaky))]
[assembly: EntryPoint("tests.commands", "twice", typeof(EntryPointTests), nameof(EntryPointTests.Twice))]
[assembly: EntryPoint("tests.commands", "twice", typeof(EntryPointTests), nameof(EntryPointTests.Thrice))]

namespace PyIdioms.Tests.Packaging;

/// <summary>What assemblies offer is found by group and name, and made when it is loaded.</summary>
public class EntryPointTests
{
    public interface IPlugin
    {
        string Name { get; }
    }

    public sealed class Counted : IPlugin
    {
        public static int Made;

        public Counted() => Made++;

        public string Name => "counted";
    }

    public sealed class Flaky : IPlugin
    {
        static int attempts;

        public Flaky()
        {
            if (++attempts < 2) throw new TimeoutException();
        }

        public string Name => "flaky";
    }

    public static IPlugin Create() => new Counted();

    public static IPlugin Held { get; } = new Counted();

    public static int Twice(int n) => 2 * n;

    public static int Thrice(int n) => 3 * n;

    [Fact]
    public void AGroupIsInTheOrderInWhichItIsWritten()
    {
        var group = EntryPoints.Group<IPlugin>("tests.plugins");
        Assert.Equal(["counted", "made", "held", "flaky"], group.Select(point => point.Name));
        Assert.Equal("counted = PyIdioms.Tests.Packaging.EntryPointTests.Counted", group[0].ToString());
        Assert.Equal("PyIdioms.Tests.Packaging.EntryPointTests:Create", group["made"].Value);
        Assert.Equal("PyIdioms.Tests", group["made"].Assembly);
        Assert.Null(group.Find("other"));
        Assert.Throws<KeyNotFoundException>(() => group["other"]);
        Assert.Empty(EntryPoints.Group<IPlugin>("tests.none"));
        Assert.Empty(EntryPoints.Group<IPlugin>("Tests.Plugins"));
        Assert.Contains("tests.commands", EntryPoints.Groups);
    }

    [Fact]
    public void EachIsMadeOnceWhenItIsLoaded()
    {
        var before = Counted.Made;
        var point = EntryPoints.Group<IPlugin>("tests.plugins")["counted"];
        var first = point.Load();
        Assert.Same(first, EntryPoints.Group<IPlugin>("tests.plugins")["counted"].Load());
        Assert.Equal(before + 1, Counted.Made);
        var made = EntryPoints.Group<IPlugin>("tests.plugins")["made"].Load();
        Assert.Same(made, EntryPoints.Group<IPlugin>("tests.plugins")["made"].Load());
        Assert.NotSame(made, EntryPoints.Group<Func<IPlugin>>("tests.plugins")["made"].Load()());
        Assert.Same(Held, EntryPoints.Group<IPlugin>("tests.plugins")["held"].Load());
    }

    [Fact]
    public void AFailureIsNotKept()
    {
        var point = EntryPoints.Group<IPlugin>("tests.plugins")["flaky"];
        Assert.Throws<TimeoutException>(() => point.Load());
        Assert.Equal("flaky", point.Load().Name);
    }

    /// <summary>Python's <c>entry_points</c> has both, and a look by name finds the first.</summary>
    [Fact]
    public void OfTwoWithOneNameTheFirstIsFound()
    {
        var group = EntryPoints.Group<Func<int, int>>("tests.commands");
        Assert.Equal([6, 9], group.Select(point => point.Load()(3)));
        Assert.Equal(6, group["twice"].Load()(3));
        Assert.Contains("Entry point 'twice' of 'tests.commands' is System.Func", Assert.Throws<ImportException>(() => EntryPoints.Group<IPlugin>("tests.commands")[0].Load()).Message);
    }

    public static IEnumerable<TheoryDataRow<string>> Values() => Truth.Of("imports", "entry_points").GetProperty("parse").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    [Theory, MemberData(nameof(Values))]
    public void AValueIsReadAsPythonReadsIt(string json)
    {
        var truth = System.Text.Json.JsonDocument.Parse(json).RootElement;
        Check(truth.GetProperty("value").GetString()!, truth.TryGetProperty("error", out _) ? null
            : (truth.GetProperty("module").GetString()!, truth.GetProperty("attr").GetString(), string.Join(",", truth.GetProperty("extras").EnumerateArray().Select(e => e.GetString()))));
    }

    /// <summary>Further texts, and what CPython 3.11 makes of them.</summary>
    [Theory]
    [InlineData("a:b [x]\n", "a", "b", "x")]
    [InlineData("a [x-y z]", "a", null, "x,y,z")]
    [InlineData("a: b", "a", "b", "")]
    [InlineData("a\n", "a", null, "")]
    [InlineData("a:b.c [q]  ", "a", "b.c", "q")]
    [InlineData("ä.b²:c", "ä.b²", "c", "")]
    [InlineData("a:b \u001c[x]", "a", "b", "x")]
    public void AnotherValueIsReadAsPythonReadsIt(string text, string module, string? attr, string extras) => Check(text, (module, attr, extras));

    [Fact]
    public void ValuesAreEqualInAllTheirParts()
    {
        string[] texts = ["a", "b", "a:b", "a:c", "a:b [x]", "a:b [y]", "a:b [x,y]", "a [x]"];
        foreach (var text in texts)
        {
            Assert.Equal([text], texts.Where(other => EntryPointValue.Parse(other) == EntryPointValue.Parse(text)));
            Assert.Equal(EntryPointValue.Parse(text).GetHashCode(), EntryPointValue.Parse(text).GetHashCode());
        }
    }

    [Theory]
    [InlineData("a:b[")]
    [InlineData("a:b []x")]
    [InlineData("")]
    [InlineData("a:")]
    [InlineData("a:b [x\ny]")]
    [InlineData("a:b ] [")]
    public void WhatPythonRefusesIsRefused(string text) => Check(text, null);

    static void Check(string text, (string Module, string? Attr, string Extras)? expected)
    {
        Assert.Equal(expected, EntryPointValue.TryParse(text) is { } value ? (value.Module, value.Attr, string.Join(",", value.Extras)) : null);
        if (expected is null) Assert.Throws<FormatException>(() => EntryPointValue.Parse(text));
        else Assert.Equal(EntryPointValue.Parse(text), EntryPointValue.Parse(EntryPointValue.Parse(text).ToString()));
    }
}
