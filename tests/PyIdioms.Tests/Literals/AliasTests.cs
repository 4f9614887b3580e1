using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Inner = PyIdioms.Tests.Literals.IHolder<int>.@struct.@event;

namespace PyIdioms.Tests.Literals;

/// <summary>An alias type has the listed values and no others, however one is made.</summary>
public class AliasTests
{
    [Fact]
    public void HasAMemberForEachValue()
    {
        Assert.Equal(["north", "south", "east", "west"], Direction.Values.Select(d => d.Value));
        Assert.Equal([Direction.North, Direction.South, Direction.East, Direction.West], Direction.Values);
        Assert.Equal([200, 201, 400, 401, 403, 404, 500], StatusCode.Values.Select(c => c.Value));
        Assert.Equal(404, StatusCode._404.Value);
        Assert.Equal([-1L, long.MinValue, long.MaxValue], [Far.Minus1.Value, Far.Minus9223372036854775808.Value, Far._9223372036854775807.Value]);
        Assert.Equal([(byte)1, (byte)255], Small.Values.Select(s => s.Value));
        Assert.Equal(ulong.MaxValue, Unsigned._18446744073709551615.Value);
        Assert.Equal(["a", "b"], Twice.Values.Select(t => t.Value));
    }

    [Fact]
    public void NamesFollowTheValues()
    {
        Assert.Equal(
            ["", "a", "A", "read-only", "class", "value", "state", "\"quoted\" <tag>", "ünï", "+", "2xx", "camelCase", "HTTP_OK"],
            new[] { Odd.Empty, Odd.a, Odd.A, Odd.ReadOnly, Odd.Class, Odd.value, Odd.State, Odd.QuotedTag, Odd.Ünï, Odd.Plus, Odd._2xx, Odd.CamelCase, Odd.HttpOk }.Select(o => o.Value));
        Assert.Equal(13, Odd.Values.Distinct().Count());
        Assert.Equal("found", Odd.A.Match(empty: "", a: "", A: "found", readOnly: "", @class: "", value: "", state: "", quotedTag: "", ünï: "", plus: "", _2xx: "", camelCase: "", httpOk: ""));
        Assert.Equal(3, Odd.State.Match(3, empty: s => 0, a: s => 0, A: s => 0, readOnly: s => 0, @class: s => 0, value: s => 0, state: s => s, quotedTag: s => 0, ünï: s => 0, plus: s => 0, _2xx: s => 0, camelCase: s => 0, httpOk: s => 0));
    }

    [Fact]
    public void MatchTakesTheOneThatStandsForTheValue()
    {
        Assert.Equal("^v><", string.Concat(Direction.Values.Select(d => d.Match(north: "^", south: "v", east: ">", west: "<"))));
        Assert.Equal([1, 2, 3, 4], Direction.Values.Select(d => d.Match(north: () => 1, south: () => 2, east: () => 3, west: () => 4)));
        Assert.Equal([10, 20, 30, 40], Direction.Values.Select(d => d.Match(10, north: static n => n, south: static n => n * 2, east: static n => n * 3, west: static n => n * 4)));
        Assert.Equal("only", Only.Values[0].Match("only"));
        Assert.Throws<InvalidOperationException>(() => Direction.South.Match<int>(north: () => 1, south: () => throw new InvalidOperationException(), east: () => 3, west: () => 4));
    }

    [Fact]
    public void SwitchRunsTheOneThatStandsForTheValue()
    {
        var ran = new StringBuilder();
        foreach (var d in Direction.Values)
        {
            d.Switch(north: () => ran.Append('n'), south: () => ran.Append('s'), east: () => ran.Append('e'), west: () => ran.Append('w'));
            d.Switch(ran, north: static r => r.Append('N'), south: static r => r.Append('S'), east: static r => r.Append('E'), west: static r => r.Append('W'));
        }
        Assert.Equal("nNsSeEwW", ran.ToString());
    }

    [Fact]
    public void ConstantsConvert()
    {
        Direction direction = "west";
        StatusCode code = 404;
        Assert.Equal(Direction.West, direction);
        Assert.True(direction == "west" && direction != "north" && code == 404);
        Assert.True(new Sign() == '+' && Sign.Minus != '+' && Sign.Minus.Equals((object)Sign.Minus) && Sign.Plus.GetHashCode() != Sign.Minus.GetHashCode());
        Assert.Equal(default, Direction.North);
        Assert.Equal("north", default(Direction).Value);
        Assert.Equal("l", Inner.L.Value);
    }

    [Fact]
    public void OthersThrow()
    {
        var wrong = Assert.Throws<ArgumentOutOfRangeException>(() => (Direction)Any("nrth"));
        Assert.StartsWith("Direction has no value 'nrth', did you mean 'north'? Its values are 'north', 'south', 'east', 'west'.", wrong.Message);
        Assert.Equal(("value", "nrth"), (wrong.ParamName, (string?)wrong.ActualValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => (Direction)Any("North"));
        Assert.Throws<ArgumentOutOfRangeException>(() => (StatusCode)Any(202));
        Assert.Throws<ArgumentNullException>(() => (Direction)Any((string)null!));
    }

    /// <summary>A value of which the compiler knows nothing.</summary>
    static T Any<T>(T value) => value;

    [Fact]
    public void ParsesItsValuesAlone()
    {
        Assert.Equal(Direction.East, Direction.Parse("east"));
        Assert.Equal(Direction.East, Direction.Parse("east".AsSpan(), CultureInfo.InvariantCulture));
        Assert.True(Direction.TryParse("south", out var south) && south == Direction.South);
        Assert.False(Direction.TryParse("South", out _) || Direction.TryParse(null, out _) || Direction.TryParse(" south", CultureInfo.InvariantCulture, out _) || Direction.TryParse("", out _));
        Assert.Equal("Direction has no value 'up'. Its values are 'north', 'south', 'east', 'west'.", Assert.Throws<FormatException>(() => Direction.Parse("up")).Message);
        Assert.Throws<ArgumentNullException>(() => Direction.Parse(null!));
        Assert.Equal(StatusCode._201, StatusCode.Parse("201"));
        Assert.Equal(StatusCode._201, StatusCode.Parse(201));
        Assert.False(StatusCode.TryParse(202, out _) || StatusCode.TryParse("200.0", out _) || StatusCode.TryParse("2e2", out _) || StatusCode.TryParse(" 200", out _));
        Assert.StartsWith("StatusCode has no value '440', did you mean '400'?", Assert.Throws<FormatException>(() => StatusCode.Parse("440")).Message);
        Assert.StartsWith("StatusCode has no value '440', did you mean '400'?", Assert.Throws<ArgumentOutOfRangeException>(() => StatusCode.Parse(440)).Message);
        Assert.True(Far.TryParse("-1", out var far) && far == Far.Minus1 && Sign.TryParse("-", out var sign) && sign == Sign.Minus && !Sign.TryParse("--", out _));
        Assert.Equal(Odd.Empty, Odd.Parse(""));
        Assert.Equal(Inner.R, Generic<Inner>("r"));
        static T Generic<T>(string text) where T : ISpanParsable<T> => T.Parse(text, null);
    }

    [Fact]
    public void SaysItsValue()
    {
        Assert.Equal("east 404 - -1 <y>", $"{Direction.East} {StatusCode._404} {Sign.Minus} {Far.Minus1} {Seen.Y}");
    }

    [Fact]
    public void GoesThroughJson()
    {
        var response = new Response(404, "GET", new() { ["west"] = '-', ["north"] = '+' }, [-1L, long.MaxValue]);
        const string Text = """{"Code":404,"Method":"GET","Ways":{"west":"-","north":"\u002B"},"All":[-1,9223372036854775807]}""";
        Assert.Equal(Text, JsonSerializer.Serialize(response));
        var read = JsonSerializer.Deserialize<Response>(Text)!;
        Assert.Equal((response.Code, response.Method), (read.Code, read.Method));
        Assert.Equal(response.Ways, read.Ways);
        Assert.Equal(response.All, read.All);
        Assert.Null(JsonSerializer.Deserialize<Response>("""{"Code":200,"Method":null,"Ways":{},"All":[]}""")!.Method);
        Assert.Equal(Unsigned._18446744073709551615, JsonSerializer.Deserialize<Unsigned>(JsonSerializer.Serialize(Unsigned._18446744073709551615)));
        Assert.Equal(Direction.North, JsonSerializer.Deserialize<Direction>("\"n\\u006frth\""));
        Assert.Equal("""["x","y"]""", JsonSerializer.Serialize([Seen.X, Seen.Y], LiteralJson.Default.SeenArray).Replace("\\u003C", "", StringComparison.Ordinal).Replace("\\u003E", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"nrth\"", "Direction has no value 'nrth', did you mean 'north'?")]
    [InlineData("\"North\"", "Direction has no value 'North', did you mean 'north'?")]
    [InlineData("1", "")]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    public void JsonRefusesTheRest(string json, string message) => Assert.Contains(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Direction>(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("202")]
    [InlineData("200.0")]
    [InlineData("2e2")]
    [InlineData("\"200\"")]
    [InlineData("99999999999999999999")]
    public void JsonRefusesOtherNumbers(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StatusCode>(json));

    [Fact]
    public void JsonRefusesOtherKeys()
    {
        Assert.Contains("did you mean 'west'", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<Direction, int>>("""{"wets":1}""")).Message, StringComparison.Ordinal);
        Assert.Equal(1, JsonSerializer.Deserialize<Dictionary<StatusCode, int>>("""{"404":1}""")![404]);
    }

    [Fact]
    public void LongJsonTextIsNoValueEither()
    {
        var text = new string('x', 5000);
        Assert.Contains(text, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Direction>($"\"{text}\"")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConvertsFromTextForWhoeverAsks()
    {
        var converter = TypeDescriptor.GetConverter(typeof(Direction));
        Assert.True(converter.CanConvertFrom(typeof(string)) && !converter.CanConvertFrom(typeof(int)));
        Assert.Equal(Direction.West, converter.ConvertFromInvariantString("west"));
        Assert.Equal("west", converter.ConvertToInvariantString(Direction.West));
        Assert.Throws<FormatException>(() => converter.ConvertFromInvariantString("wets"));
        Assert.True(converter.IsValid("west") && !converter.IsValid("wets"));
        Assert.Equal(Direction.Values.Select(d => (object)d), converter.GetStandardValues()!.Cast<object>());
        Assert.Equal(StatusCode._404, TypeDescriptor.GetConverter(typeof(StatusCode)).ConvertFrom(404));
        Assert.Equal(StatusCode._404, TypeDescriptor.GetConverter(typeof(StatusCode)).ConvertFromInvariantString("404"));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var text = "south".AsSpan();
        long sum = Count(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) sum += Count(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(101 * 14, sum);

        static int Count(ReadOnlySpan<char> text)
        {
            Direction d = "east";
            return d.Match(north: 1, south: 2, east: 3, west: 4) + Direction.Parse(text).Value.Length + (d == Direction.East ? 1 : 0) + (Direction.TryParse("nowhere", out _) ? 1 : 0)
                + d.Match(5, north: static n => n, south: static n => n, east: static n => n, west: static n => n) + (d.GetHashCode() == d.GetHashCode() ? 0 : 1);
        }
    }
}
