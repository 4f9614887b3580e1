using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PyIdioms.Tests.Validation;

[JsonSerializable(typeof(KeptBox))]
partial class KeptContext : JsonSerializerContext;

sealed record KeptBox(Kept Kept);

/// <summary>A value of an [Annotated] type fulfils its constraints, whichever way it came in.</summary>
public class AnnotatedTests
{
    static string[] Broken(Action call)
    {
        var group = Assert.Throws<ExceptionGroup>(call);
        Assert.Equal("Validation failed", group.Message);
        return [.. group.Exceptions.Cast<ConstraintViolationException>().Select(e => $"{e.ParamName}: {e.Constraint}")];
    }

    [Fact]
    public void EveryWayInChecks()
    {
        Assert.Equal(5, new PositiveInt(5).Value);
        Assert.Equal(["Value: Gt(0)"], Broken(() => _ = new PositiveInt(0)));
        Assert.Equal(["Value: Gt(0)"], Broken(() => _ = (PositiveInt)(-1)));
        Assert.Equal(["Value: Gt(0)"], Broken(() => _ = new PositiveInt(5) with { Value = -1 }));
        Assert.Equal(7, (new PositiveInt(5) with { Value = 7 }).Value);
        Assert.Equal(["Value: MaxLen(5)", "Value: Regex(\"[a-z]+\")"], Broken(() => _ = new ShortText("ABCDEF")));
        Assert.Equal(["Value: NotNull"], Broken(() => _ = new ShortText(null!)));
        Assert.Null(new Maybe(null).Text);
        Assert.Equal(["Text: MinLen(1)"], Broken(() => _ = new Maybe("")));
        var level = new Level(3) { value = 4 };
        Assert.Equal(["value: Interval(Ge=0, Le=10)"], Broken(() => level.value = 11));
        Assert.Equal(["value: Interval(Ge=0, Le=10)"], Broken(() => _ = new Level(double.NaN)));
        Assert.Equal(4, level.value);
        Assert.Equal(["Value: Le(150)"], Broken(() => _ = new Age(new(151))));
        Assert.Equal(["event: Ge(\"2020-01-01\")"], Broken(() => _ = new Day(new(2019, 12, 31))));
        Assert.Equal(["All: MinLen(1)"], Broken(() => _ = new Items([])));
        Assert.Equal(["Values: MaxLen(2)"], Broken(() => _ = new Outer<int>.Few([1, 2, 3])));
        Assert.Equal(["Value: Present"], Broken(() => _ = new Outer<string?>.One(null)));
        Assert.Equal(["Value: Gt(0)"], Broken(() => _ = new Kept("")));
        Assert.Equal(0, default(PositiveInt).Value);
    }

    [Fact]
    public void AsksWithoutThrowing()
    {
        Assert.Empty(PositiveInt.Check(1));
        var violation = Assert.Single(PositiveInt.Check(-1));
        Assert.Equal(("Value", "Gt(0)", -1, "Value must be greater than 0"), (violation.Parameter, violation.Constraint, violation.Value, violation.Message));
        Assert.True(PositiveInt.TryCreate(1, out var one));
        Assert.Equal(new(1), one);
        Assert.False(PositiveInt.TryCreate(0, out _));
        Assert.False(ShortText.TryCreate("ABC", out var text));
        Assert.Null(text);
        Assert.Equal(["NotNull"], ShortText.Check(null!).Select(v => v.Constraint));
    }

    [Fact]
    public void Parses()
    {
        Assert.Equal(new(12), PositiveInt.Parse("12"));
        Assert.Equal(new(12), PositiveInt.Parse("12".AsSpan(), CultureInfo.InvariantCulture));
        Assert.True(PositiveInt.TryParse("12", out var twelve) && twelve.Value == 12);
        Assert.False(PositiveInt.TryParse("0", CultureInfo.InvariantCulture, out _) || PositiveInt.TryParse("x", out _) || PositiveInt.TryParse(null, out _) || PositiveInt.TryParse("-1".AsSpan(), null, out _));
        Assert.Throws<FormatException>(() => PositiveInt.Parse("x"));
        Assert.Throws<ArgumentNullException>(() => PositiveInt.Parse(null!));
        var wrong = Assert.Throws<FormatException>(() => PositiveInt.Parse("-1"));
        Assert.Equal("Value must be greater than 0", wrong.Message);
        Assert.IsType<ExceptionGroup>(wrong.InnerException);
        Assert.Equal(new("abc"), ShortText.Parse("abc"));
        Assert.False(ShortText.TryParse("ABC", out _));
        Assert.Equal(new Age(new(7)), Generic<Age>("7"));
        Assert.Equal(1.5, Generic<Level>("1.5").value);
        static T Generic<T>(string text) where T : ISpanParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void ConvertsAndCompares()
    {
        int plain = new PositiveInt(3);
        Assert.Equal(4, plain + new PositiveInt(1));
        string text = new ShortText("abc");
        Assert.Equal("abc", text);
        Assert.True(new PositiveInt(1) < new PositiveInt(2) && new PositiveInt(2) >= new PositiveInt(2) && new Day(new(2021, 1, 1)) > new Day(new(2020, 1, 1)));
        Assert.Equal([1, 2, 3], new[] { new PositiveInt(3), new PositiveInt(1), new PositiveInt(2) }.Order().Select(p => p.Value));
        Assert.True(new ShortText("a").CompareTo(new("b")) < 0 && new ShortText("a").CompareTo(null) > 0 && new ShortText("a") < new ShortText("b") && new ShortText("a") >= null);
        Assert.Equal(new PositiveInt(3), (PositiveInt)3);
        Assert.Equal("3", new PositiveInt(3).ToString());
        Assert.Equal("003", $"{new PositiveInt(3):D3}");
        Assert.Equal("<3>", new Kept(3).ToString());
        Assert.Equal("", new Maybe(null).ToString());
        var (value, _) = (new PositiveInt(3), 0);
        value.Deconstruct(out var inside);
        Assert.Equal(3, inside);
    }

    sealed record Order(PositiveInt Count, ShortText? Name, Dictionary<PositiveInt, Level>? Levels = null);

    [Fact]
    public void IsItsValueInJson()
    {
        var order = new Order(new(3), new("abc"), new() { [new(1)] = new(2.5) });
        const string Json = """{"Count":3,"Name":"abc","Levels":{"1":2.5}}""";
        Assert.Equal(Json, JsonSerializer.Serialize(order));
        var back = JsonSerializer.Deserialize<Order>(Json)!;
        Assert.Equal((order.Count, order.Name, 2.5), (back.Count, back.Name, back.Levels![new(1)].value));
        Assert.Null(JsonSerializer.Deserialize<Order>("""{"Count":3,"Name":null}""")!.Name);
        Assert.Contains("Value must be greater than 0", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Order>("""{"Count":0}""")).Message);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Order>("""{"Count":null}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Order>("""{"Count":1,"Levels":{"0":1}}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ShortText>("\"ABC\""));
        Assert.Equal([1, 2], JsonSerializer.Deserialize<Items>("[1,2]").All);
        Assert.Equal("""{"Kept":4}""", JsonSerializer.Serialize(new KeptBox(new(4)), KeptContext.Default.KeptBox));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Kept":0}""", KeptContext.Default.KeptBox));
        Assert.Equal(9, JsonSerializer.Deserialize("""{"Kept":9}""", KeptContext.Default.KeptBox)!.Kept.Value);
    }

    [Fact]
    public void HasATypeConverter()
    {
        var converter = TypeDescriptor.GetConverter(typeof(PositiveInt));
        Assert.Equal(new PositiveInt(5), converter.ConvertFromInvariantString("5"));
        Assert.Equal("5", converter.ConvertToInvariantString(new PositiveInt(5)));
        Assert.ThrowsAny<Exception>(() => converter.ConvertFromInvariantString("0"));
        Assert.False(converter.CanConvertFrom(typeof(DateTime)));
        Assert.IsNotType<AnnotatedTypeConverter>(TypeDescriptor.GetConverter(typeof(Items)));
    }

    [Fact]
    public void NeedsNothingAsAParameter()
    {
        Assert.Equal(7, Takes.Both(new(1), new(6), new("ab")));
        Assert.Equal(["big: Gt(5)", "text: MaxLen(2)"], Broken(() => Takes.Both(new(1), new(5), new("abc"))));
        Assert.True(new GtAttribute(0).IsValid(new PositiveInt(1)) && !new GtAttribute(1).IsValid(new PositiveInt(1)));
    }

    [Fact]
    public void CostsNothing()
    {
        static int Run(int n) => new PositiveInt(n).Value + (PositiveInt.TryCreate(n, out var made) ? made : 0);
        for (var i = 1; i < 50; i++) Run(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < 50; i++) Run(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
