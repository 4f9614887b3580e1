using System.Globalization;

namespace PyIdioms.EventBusWorker;

/// <summary>What a worker is started with.</summary>
/// <param name="Configuration">Its Redis.</param>
/// <param name="Stream">The stream; the group is called <c>workers</c>.</param>
/// <param name="Ledger">The file of the ledger.</param>
/// <param name="Count">How many events it is for.</param>
/// <param name="Worker">The worker's number, from 1.</param>
public sealed record WorkerSettings(string Configuration, string Stream, string Ledger, int Count, ushort Worker)
{
    public const string Group = "workers";

    public int Concurrency { get; init; } = 1;
    public int MaxInHand { get; init; } = 1000;

    /// <summary>In milliseconds.</summary>
    public int RedeliverAfter { get; init; } = 1000;

    /// <summary>In milliseconds; 0 for never.</summary>
    public int TrimInterval { get; init; }

    /// <summary>How long each event takes, in milliseconds.</summary>
    public int Delay { get; init; }

    public string[] ToArguments() => [Configuration, Stream, Ledger, .. new[] { Count, Worker, Concurrency, MaxInHand, RedeliverAfter, TrimInterval, Delay }.Select(static n => n.ToString(CultureInfo.InvariantCulture))];

    public static WorkerSettings Of(string[] arguments)
    {
        var numbers = arguments[3..].Select(static text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new(arguments[0], arguments[1], arguments[2], numbers[0], (ushort)numbers[1])
        {
            Concurrency = numbers[2],
            MaxInHand = numbers[3],
            RedeliverAfter = numbers[4],
            TrimInterval = numbers[5],
            Delay = numbers[6],
        };
    }
}
