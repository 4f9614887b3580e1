using System.Buffers;
using System.Text.Json;

namespace PyIdioms.Tests.StreamEvents;

/// <summary>What is written is read again, by this version and by others, and bytes that are no event are refused in one way.</summary>
public class StreamEventTests
{
    internal static byte[] Write<T>(T value) where T : IStreamEvent<T>
    {
        var output = new ArrayBufferWriter<byte>();
        T.Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    static T Read<T>(byte[] bytes) where T : IStreamEvent<T> => T.Read(bytes);

    static T Again<T>(T value) where T : IStreamEvent<T> => Read<T>(Write(value));

    /// <summary>Records compare their lists by reference, so as JSON.</summary>
    static string Json<T>(T value) => JsonSerializer.Serialize(value, new JsonSerializerOptions { IncludeFields = true });

    static readonly Primitives Least = new(
        false, 0, sbyte.MinValue, '\0', short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, float.NegativeInfinity, double.Epsilon, decimal.MinValue, "",
        Guid.Empty, DateTime.MinValue, DateTimeOffset.MinValue, TimeSpan.MinValue, DateOnly.MinValue, TimeOnly.MinValue, 0, Rights.All, []);

    static readonly Primitives Most = new(
        true, 255, sbyte.MaxValue, '\uffff', short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, float.Pi, double.MaxValue, 1.10m, "grün 🌲\0",
        Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new(DateTime.MaxValue.Ticks, DateTimeKind.Local), new(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-839)), TimeSpan.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue,
        (Colour)77, Rights.None, [1, 2, 255]);

    [Fact]
    public void Primitives_come_back()
    {
        foreach (var value in new[] { Least, Most })
        {
            var again = Again(value);
            Assert.Equal(value with { Raw = again.Raw }, again);
            Assert.Equal(value.Raw, again.Raw);
            Assert.Equal((value.At.Kind, value.Off.Offset, value.M.Scale), (again.At.Kind, again.Off.Offset, again.M.Scale));
        }
    }

    public static TheoryData<Nullables> NullableValues() =>
    [
        new Nullables(null, null, null, null, [], null, null, null, null),
        new Nullables(-1, "", Colour.Green, 1m, [1, null, 3], ["a", null, ""], [], new(1, -2), new("s", "c") { Country = "x", Note = null }),
    ];

    [Theory, MemberData(nameof(NullableValues))]
    public void Nullables_come_back(Nullables value) => Assert.Equal(Json(value), Json(Again(value)));

    [Fact]
    public void Collections_come_back()
    {
        var value = new Collections(
            [1, -2, 300], ["a", "b"], [new(1, 2), new(3, 4)], Enumerable.Range(1, 3).Select(static n => (long)n), ["x", "y"], new() { ["k"] = [1], ["l"] = [] },
            new Dictionary<Colour, Address?> { [Colour.Red] = null, [Colour.Green] = new("s", "c") { Country = "d" } }, [1.5, 2.5], [[1], [], [2, 3]], [(1, "one"), (2, "two")], new("p", 9), new([new(5, 6)], new(7, 8)));
        var again = Again(value);
        Assert.Equal(Json(value with { Longs = [.. value.Longs] }), Json(again));
        Assert.IsType<List<Point>>(again.Points);
        Assert.Empty(Again(value with { Doubles = default }).Doubles);
    }

    [Fact]
    public void Trees_come_back()
    {
        var value = new Tree(1, new(2, null, []), [new(3, new(4, null, []), []), new(5, null, [])]);
        Assert.Equal(Json(value), Json(Again(value)));
    }

    [Fact]
    public void Bases_keywords_and_structs_come_back()
    {
        var value = new Outer.@event(3) { @class = "c", seen = 9 };
        Assert.Equal(value, Again(value));
        Assert.Equal(new Small(-5), Again(new Small(-5)));
        Assert.Equal(new Open(4), Again(new Open(4)));
        Assert.Equal("derived", Name<Outer.@event>());
    }

    static string Name<T>() where T : IStreamEvent<T> => T.Name;

    [Fact]
    public void Small_values_take_few_bytes()
    {
        Assert.Equal([1, 9], Write(new Small(-5)));
        Assert.Equal([1, 84, 5, 4, (byte)'n', (byte)'a', (byte)'m', (byte)'e'], Write(new Old(42, new("name"))));
    }

    [Fact]
    public void A_newer_reader_reads_older_events()
    {
        var read = Read<Newer>(Write(new Old(1, new("p"))));
        Assert.Equal((1, "p", 5, "nothing", null, 7), (read.Id, read.Part.Name, read.Part.Weight, read.Note, read.Size, read.Rank));
        Assert.Equal(["new"], read.Tags);
    }

    [Fact]
    public void An_older_reader_reads_newer_events()
    {
        var read = Read<Old>(Write(new Newer(1, new("p", 9), "note", 3) { Rank = 2, Tags = ["a", "b"] }));
        Assert.Equal(new Old(1, new("p")), read);
    }

    /// <summary>Every version in between: the bytes that end after each member.</summary>
    [Fact]
    public void Members_are_missing_from_the_end()
    {
        var whole = Write(new Newer(1, new("p", 9), "note", 3) { Rank = 2, Tags = ["t"] });
        Assert.Equal(Json(new Newer(1, new("p", 9), "note", 3) { Rank = 2, Tags = ["t"] }), Json(Read<Newer>(whole)));
        Assert.Equal(Json(new Newer(1, new("p", 9), "note", 3) { Rank = 2 }), Json(Read<Newer>(whole[..^3])));
        Assert.Equal(Json(new Newer(1, new("p", 9), "note", 3)), Json(Read<Newer>(whole[..^4])));
        Assert.Equal(Json(new Newer(1, new("p", 9), "note")), Json(Read<Newer>(whole[..^6])));
        Assert.Throws<StreamEventException>(() => Read<Newer>(whole[..^5]));
    }

    /// <summary>A nested record begins with its length, which takes another byte from 128 and from 16384 on.</summary>
    [Fact]
    public void Records_of_every_length_come_back()
    {
        foreach (var length in Enumerable.Range(110, 40).Concat(Enumerable.Range(16_370, 30))) Assert.Equal(length, Again(new Old(1, new(new('x', length)))).Part.Name.Length);
    }

    [Fact]
    public void Sixty_four_records_stand_in_one_another()
    {
        var tree = new Tree(0, null, []);
        for (var i = 1; i <= 64; i++) tree = new(i, tree, []);
        var bytes = Write(tree);
        Assert.Equal(bytes, Write(Read<Tree>(bytes)));
        Assert.Throws<StreamEventException>(() => Write(new Tree(65, tree, [])));
    }

    /// <summary>Other programs, and those of next year, read these bytes: members of the base first.</summary>
    [Fact]
    public void Bytes_are_a_contract()
    {
        Assert.Equal([1, 6, .. new byte[16], 1, 1, (byte)'c', 18], Write(new Outer.@event(3) { Id = Guid.Empty, @class = "c", seen = 9 }));
        Assert.Equal([1, 1, 10, 1, 2, 4], Write(new Unique([5], new() { [1] = 2 })));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 10, 10, 0 }, "A key stands there twice")]
    [InlineData(new byte[] { 1, 1, 10, 2, 2, 4, 2, 6 }, "A key stands there twice")]
    public void What_is_there_once_is_not_read_twice(byte[] bytes, string message) => Assert.Equal(message, Assert.Throws<StreamEventException>(() => Read<Unique>(bytes)).Message);

    [Fact]
    public void A_truth_value_is_zero_or_one() => Assert.Equal("A byte 2 where true or false should stand", Assert.Throws<StreamEventException>(() => Read<Primitives>([1, 2])).Message);

    /// <summary>A reader takes the exception that is thrown at once for unreadable bytes; one of a handler is in its task.</summary>
    [Fact]
    public async Task A_handler_may_fail_as_a_reader_does()
    {
        var bus = new HandingBus();
        var handed = new PyIdioms.StreamEvents().Add<Small>().Named("small")!.HandAsync(bus, Write(new Small(1)), TestContext.Current.CancellationToken).AsTask();
        Assert.Equal("of a handler", (await Assert.ThrowsAsync<StreamEventException>(() => handed)).Message);
        Assert.Throws<StreamEventException>(() => { _ = new PyIdioms.StreamEvents().Add<Small>().Named("small")!.HandAsync(bus, new byte[] { 1 }, TestContext.Current.CancellationToken); });
    }

    [Fact]
    public void A_name_and_a_type_belong_to_each_other()
    {
        var events = new PyIdioms.StreamEvents().Add<Old>();
        var clash = Assert.Throws<ArgumentException>(() => events.Add<Newer>());
        Assert.Equal($"The name 'old' belongs to {typeof(Old)} already; {typeof(Newer)} needs another", clash.Message);
        Assert.Equal($"{typeof(Old)} is there already", Assert.Throws<ArgumentException>(() => events.Add(new Renamed())).Message);
        Assert.Equal((1, typeof(Old)), (events.Count, events.Named("old")!.Type));
        Assert.Null(events.Named("renamed"));
    }

    sealed class Renamed : IEventSerializer<Old>
    {
        public string Name => "renamed";

        public void Write(IBufferWriter<byte> output, in Old value) => throw new NotSupportedException();

        public Old Read(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();
    }

    [Fact]
    public void What_cannot_be_carried_is_said()
    {
        Assert.Equal("value.Name is null, which its declaration forbids", Assert.Throws<StreamEventException>(() => Write(new Old(1, new(null!)))).Message);
        Assert.Equal("A PyIdioms.Tests.StreamEvents.OldPart is null, which its declaration forbids", Assert.Throws<StreamEventException>(() => Write(new Old(1, null!))).Message);
        Assert.StartsWith("value.Name has half a surrogate pair", Assert.Throws<StreamEventException>(() => Write(new Old(1, new("\ud800")))).Message);
        Assert.Contains("Wider stands where", Assert.Throws<StreamEventException>(() => Write<Open>(new Wider(1, 2))).Message);
        var deep = new Tree(0, null, []);
        for (var i = 0; i < 100; i++) deep = new(i, deep, []);
        Assert.Contains("in a circle", Assert.Throws<StreamEventException>(() => Write(deep)).Message);
    }

    [Fact]
    public void Refused_values_are_refused_as_bytes()
    {
        var error = Assert.Throws<StreamEventException>(() => Read<Picky>([1, 1]));
        Assert.StartsWith("No 'picky' can be made of what was read: age ('-1')", error.Message);
        Assert.IsType<ArgumentOutOfRangeException>(error.InnerException);
    }

    [Theory]
    [InlineData(new byte[0], "The event ends where 1 more bytes should stand")]
    [InlineData(new byte[] { 2, 0 }, "The event has the format 2")]
    [InlineData(new byte[] { 1, 2, 255, 255, 255, 255, 15 }, "The event ends 0 bytes after a length of 4294967295")]
    [InlineData(new byte[] { 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2 }, "A number has more than 64 bits")]
    [InlineData(new byte[] { 1, 255, 255, 255, 255, 31 }, "The number -4294967296 where -2147483648 to 2147483647 can stand")]
    [InlineData(new byte[] { 1, 2, 2, 1, 255 }, "Bytes that are no UTF-8")]
    public void Bytes_that_lie_are_refused(byte[] bytes, string message) => Assert.StartsWith(message, Assert.Throws<StreamEventException>(() => Read<Old>(bytes)).Message);

    /// <summary>A count is bounded by the bytes that follow, a depth by 64.</summary>
    [Fact]
    public void Lengths_that_lie_cost_nothing()
    {
        Assert.Throws<StreamEventException>(() => Read<Collections>([1, 255, 255, 255, 255, 7]));

        byte[] nested = [];
        for (var i = 0; i < 1000; i++) nested = [0, 1, (byte)(nested.Length | 0x80), (byte)(nested.Length >> 7), .. nested];
        Assert.Contains("More than 64 records", Assert.Throws<StreamEventException>(() => Read<Tree>([1, .. nested])).Message);
    }

    /// <summary>Whatever becomes of the bytes on the way: an event, or the one exception.</summary>
    [Fact]
    public void Broken_bytes_are_an_event_or_the_exception()
    {
        var random = new Random(7);
        byte[][] samples = [Write(Least), Write(Most), Write(new Tree(1, new(2, null, []), [new(3, null, [])])), .. NullableValues().Select(static row => Write(row.Data))];
        var (read, refused) = (0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var bytes = samples[random.Next(samples.Length)].ToList();
            for (var edits = random.Next(1, 4); edits > 0 && bytes.Count > 1; edits--)
            {
                var at = random.Next(1, bytes.Count);
                switch (random.Next(4))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes.RemoveAt(at); break;
                    case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                    default: bytes.RemoveRange(at, bytes.Count - at); break;
                }
            }
            byte[] broken = [.. bytes];
            foreach (var attempt in new Action[] { () => Read<Primitives>(broken), () => Read<Tree>(broken), () => Read<Nullables>(broken), () => Read<Collections>(broken) })
            {
                try
                {
                    attempt();
                    read++;
                }
                catch (StreamEventException)
                {
                    refused++;
                }
            }
        }
        Assert.True(read > 1000 && refused > 1000, $"{read} read, {refused} refused");
    }
}
