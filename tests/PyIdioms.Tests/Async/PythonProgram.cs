using System.Text.Json;
using System.Text.Json.Nodes;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Async;

sealed class ValueError(string message, Exception? cause = null) : Exception(message, cause);

sealed class TypeError(string message) : Exception(message);

/// <summary>Python shows the key as a literal.</summary>
sealed class KeyError(string key, Exception? cause = null) : Exception($"'{key}'", cause);

/// <summary>What a program of the reference logged and how it ended, for the same program here.</summary>
sealed class PythonProgram(VirtualClock clock)
{
    readonly List<string> log = [];

    public VirtualClock Clock => clock;

    public void Log(string line) => log.Add(line);

    public IReadOnlyList<string> Lines => log;

    /// <summary>A delay of its own would go on on the pool; awaited here it goes on on the loop.</summary>
    public async Task Sleep(double seconds, CancellationToken cancel = default) => await Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancel);

    /// <summary>A task that says when it starts and ends, when it is cancelled, and what it raises.</summary>
    public async Task<int> Child(string name, double seconds, CancellationToken cancel, Exception? raises = null, int gives = 0)
    {
        Log($"{name}:start");
        try
        {
            await Sleep(seconds, cancel);
        }
        catch (OperationCanceledException)
        {
            Log($"{name}:cancelled");
            throw;
        }
        if (raises is not null)
        {
            Log($"{name}:raise");
            throw raises;
        }
        Log($"{name}:end");
        return gives;
    }

    public static IEnumerable<TheoryDataRow<string>> Ids(string section, string? part = null, string file = "async") => CasesOf(file, section, part).EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetProperty("id").GetString()!));

    /// <summary>Runs the program on an event loop and holds it against the reference.</summary>
    /// <param name="section">The section of the file.</param>
    /// <param name="part">The part of the section, if it has some.</param>
    /// <param name="id">The case.</param>
    /// <param name="run">The program.</param>
    /// <param name="file">Who was asked.</param>
    /// <param name="anyOrder">Whether the reference throws dice for the order.</param>
    public static void Holds(string section, string? part, string id, Func<PythonProgram, Task<object?>> run, string file = "async", bool anyOrder = false)
    {
        var expected = CasesOf(file, section, part).EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        EventLoop.Run(async clock =>
        {
            var program = new PythonProgram(clock) { WithMessages = part is null };
            JsonObject result;
            try
            {
                result = new() { ["ok"] = JsonSerializer.SerializeToNode(await run(program)) };
            }
            catch (Exception failure)
            {
                result = new() { ["raised"] = program.Shown(failure) };
            }
            if (expected.TryGetProperty("log", out var log)) Assert.Equal(Ordered(log.EnumerateArray().Select(l => l.GetString()!)), Ordered(program.log));
            if (expected.TryGetProperty("result", out var given)) Assert.Equal(Plain(given), result.ToJsonString());
            if (expected.TryGetProperty("got", out var got)) Assert.Equal(new JsonObject { ["ok"] = JsonNode.Parse(got.GetRawText()) }.ToJsonString(), result.ToJsonString());
        });

        IEnumerable<string> Ordered(IEnumerable<string> lines) => anyOrder ? lines.Order(StringComparer.Ordinal) : lines;
    }

    static JsonElement CasesOf(string file, string section, string? part) => part is null ? Truth.Of(file, section) : Truth.Of(file, section).GetProperty(part);

    /// <summary>Types alone: .NET has messages of its own where Python has none, and none of this is about messages but the children of the first section.</summary>
    static string Plain(JsonElement given) => JsonNode.Parse(given.GetRawText()) switch
    {
        JsonObject { Count: 1 } all when all.ContainsKey("raised_type") => new JsonObject { ["raised"] = all["raised_type"]!.DeepClone() }.ToJsonString(),
        JsonObject all when all["raised"] is { } raised => new JsonObject { ["raised"] = Named(raised) }.ToJsonString(),
        var all => all!.ToJsonString(),
    };

    static JsonNode Named(JsonNode raised) => raised switch
    {
        JsonArray pair => pair[0]!.GetValue<string>() is "ValueError" or "TypeError" or "KeyError" ? $"{pair[0]}:{pair[1]}" : pair[0]!.DeepClone(),
        JsonObject group => new JsonObject { ["group"] = group["group"]!.DeepClone(), ["children"] = new JsonArray([.. group["children"]!.AsArray().Select(c => Named(c!))]) },
        _ => raised.GetValue<string>(),
    };

    JsonNode Shown(Exception failure) => failure switch
    {
        ExceptionGroup group => new JsonObject { ["group"] = nameof(ExceptionGroup), ["children"] = new JsonArray([.. group.Exceptions.Select(Shown)]) },
        TimeoutException => "TimeoutError",
        OperationCanceledException => "CancelledError",
        BrokenResourceException => "Broken",
        ObjectDisposedException => "Closed",
        InvalidOperationException or NotSupportedException => "RuntimeError",
        SemaphoreFullException or ArgumentOutOfRangeException => "ValueError",
        EndOfStreamException => "EndOfStream",
        _ when failure.GetType().Name == "WouldBlock" => "WouldBlock",
        ValueError or TypeError or KeyError => WithMessages ? $"{failure.GetType().Name}:{failure.Message}" : failure.GetType().Name,
        _ => throw new InvalidOperationException("No Python for it", failure),
    };

    public bool WithMessages { get; init; }
}
