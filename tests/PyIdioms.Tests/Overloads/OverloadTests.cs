using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Overloads;

/// <summary>What Python's overloaded functions return, the generated ones return, typed.</summary>
public class OverloadTests
{
    /// <summary>Of the letters Python and .NET think alike but for ß: its capital is one letter here, and SS there.</summary>
    [Fact]
    public void ProcessAsInPython()
    {
        foreach (var one in Truth.Of("shapes", "overload_process").EnumerateArray())
        {
            var (given, expected) = (one.GetProperty("in"), one.GetProperty("out"));
            switch (one.GetProperty("type").GetString())
            {
                case "str": Assert.Equal(expected.GetString(), AssertType.Is<string>(Subjects.Process(given.GetString()!))); break;
                case "int": Assert.Equal(expected.GetInt32(), AssertType.Is<int>(Subjects.Process(given.GetInt32()))); break;
                default:
                    var list = AssertType.Is<List<string>>(Subjects.Process(given.EnumerateArray().Select(e => e.GetString()!).ToList()));
                    Assert.Equal(expected.EnumerateArray().Select(e => e.GetString()!.Replace("SS", "ß", StringComparison.Ordinal).Replace("I", "I", StringComparison.Ordinal)), list.Select(s => s.Replace("ı", "I", StringComparison.Ordinal)));
                    break;
            }
        }
    }

    /// <summary>dict.get: a key that is there with null is there.</summary>
    [Fact]
    public void OptionalArguments()
    {
        var connection = new Connection(new() { ["a"] = "1", ["n"] = null });
        Assert.Equal("1", connection.Get("a"));
        Assert.Equal(5, connection.Get("b", 5));
        Assert.Null(connection.Get("n", 5));
        Assert.Null(connection.Get("b"));
    }

    [Fact]
    public void ByNameBeforePlace()
    {
        using var source = new CancellationTokenSource();
        Assert.Equal(("k", null, source.Token), Subjects.Ask("k", source.Token));
        Assert.Equal(("k", 5, default(CancellationToken)), Subjects.Ask("k", 5));
    }

    [Fact]
    public async Task Asynchronous()
    {
        Assert.Equal(84, await Subjects.ProcessAsync(42));
        Assert.Equal("HELLO", await Subjects.ProcessAsync("hello"));
        await Subjects.ProcessAsync(1.5);
    }

    [Fact]
    public void GenericCoresAreCalledWithTheTypesOfTheSignature()
    {
        Assert.Equal(typeof(int), Subjects.TypeOf(1));
        Assert.Equal(typeof(string), Subjects.TypeOf("a"));
        Assert.Equal(typeof(DateTime), Subjects.TypeOf(DateTime.UnixEpoch));
    }

    [Fact]
    public void NothingIsAllocatedForReferencesAndOverAGenericCore()
    {
        var list = new List<string>();
        for (var i = 0; i < 30_000; i++) Work(list);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Work(list);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500);

        static void Work(List<string> list)
        {
            _ = Subjects.Same("text");
            _ = Subjects.Same(list);
            _ = Subjects.Double(21);
            _ = Subjects.Double(1.5);
        }
    }
}
