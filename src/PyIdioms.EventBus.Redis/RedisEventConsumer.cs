using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PyIdioms.Consuming;
using StackExchange.Redis;

namespace PyIdioms;

/// <summary>Reads the events of a stream as one consumer of a group and hands them to a bus of this program: at least once each.</summary>
/// <remarks>
/// Handbook 12.1 (Observer). An event is acknowledged when its handlers have ended. If they fail, or the program dies, it is delivered again after
/// <see cref="RedisConsumerOptions.RedeliverAfter"/>, to whichever consumer of the group is there, and after
/// <see cref="RedisConsumerOptions.MaxDeliveries"/> tries it goes to the dead letters. The connection stays its owner's and is never blocked.
/// </remarks>
public sealed class RedisEventConsumer
{
    static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1);

    readonly IConnectionMultiplexer connection;
    readonly IEventBus handlers;
    readonly RedisConsumerOptions options;
    readonly ILogger logger;
    int isRunning;

    /// <summary>A consumer over a connection that the program has.</summary>
    /// <param name="connection">To Redis, 6.2 or later.</param>
    /// <param name="handlers">What gets the events. With <see cref="RedisConsumerOptions.Concurrency"/> above 1 it gets several at a time.</param>
    /// <param name="options">What is read.</param>
    /// <param name="logger">Hears of failures; nobody unless given.</param>
    /// <exception cref="ArgumentException">An option makes no sense, the message says which; or the handlers are a <see cref="RedisEventBus"/>, which would send what it gets.</exception>
    public RedisEventConsumer(IConnectionMultiplexer connection, IEventBus handlers, RedisConsumerOptions options, ILogger<RedisEventConsumer>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (handlers is RedisEventBus) throw new ArgumentException("A RedisEventBus handles nothing, it sends: give the bus that has the handlers", nameof(handlers));
        (this.connection, this.handlers, this.options, this.logger) = (connection, handlers, options, logger ?? NullLogger<RedisEventConsumer>.Instance);
        Name = options.Name ?? $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";
    }

    /// <summary>What Redis knows this consumer by.</summary>
    public string Name { get; }

    /// <summary>Reads and hands over until it is cancelled; then it reads no more, ends what is in hand, acknowledges that and returns.</summary>
    /// <param name="stop">Asks it to stop. Handlers get another token, which is cancelled after <see cref="RedisConsumerOptions.ShutdownTimeout"/>.</param>
    /// <remarks>While Redis is away it waits and tries again. Handlers that ignore their token are left behind one second after it was cancelled, and their events go to others.</remarks>
    /// <exception cref="RedisException">Redis refuses what no waiting mends: the key is no stream, permissions are missing.</exception>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref isRunning, 1) == 1) throw new InvalidOperationException($"The consumer {Name} runs already");
        try
        {
            await ConsumeAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref isRunning, 0);
        }
    }

    async Task ConsumeAsync(CancellationToken stop)
    {
        var database = connection.GetDatabase();
        var hand = new Hand(options.MaxInHand);
        var acknowledger = new Acknowledger(database, options, hand, logger);
        var handling = new Handling(database, handlers, options, hand, acknowledger, logger);
        var deliveries = Channel.CreateUnbounded<Delivery>(new() { SingleWriter = true });
        var intake = new Intake(database, options, Name, hand, deliveries.Writer, handling, logger);

        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abandon = new CancellationTokenSource();
        using var ended = new CancellationTokenSource();
        await using var bell = await BellHeard.ListenAsync(connection, options.Stream, intake.Wake).ConfigureAwait(false);
        var working = Task.WhenAll(Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(() => handling.RunAsync(deliveries.Reader, abandon.Token), CancellationToken.None)));
        var acknowledging = Task.Run(() => acknowledger.RunAsync(abandon.Token), CancellationToken.None);
        var keeping = new Upkeep(database, options, Name, hand, logger).RunAsync(ended.Token);
        var taking = intake.RunAsync(reading.Token);
        try
        {
            // The first to end is the one that was cancelled, or has failed.
            await (await Task.WhenAny(taking, working, acknowledging, keeping).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(false);
            await Quietly(taking).ConfigureAwait(false);
            deliveries.Writer.TryComplete();
            abandon.CancelAfter(options.ShutdownTimeout);
            await FinishAsync(working, acknowledger, acknowledging, abandon.Token).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await Quietly(keeping).ConfigureAwait(false);
            if (options.Name is null) await ForgetAsync(database).ConfigureAwait(false);
        }
    }

    async Task FinishAsync(Task working, Acknowledger acknowledger, Task acknowledging, CancellationToken abandon)
    {
        await EndAsync(working, abandon).ConfigureAwait(false);
        acknowledger.Complete();
        await EndAsync(acknowledging, abandon).ConfigureAwait(false);
        if (abandon.IsCancellationRequested) logger.Abandoned(options.ShutdownTimeout);
    }

    /// <summary>Waits for the end, and after the time for it is up one more moment.</summary>
    static async Task EndAsync(Task task, CancellationToken abandon)
    {
        await Quietly(task.WaitAsync(abandon)).ConfigureAwait(false);
        if (!task.IsCompleted) await Quietly(task.WaitAsync(LastMoment, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>A name of its own that nobody will use again; with events pending it stays, until they have gone to others.</summary>
    async Task ForgetAsync(IDatabase database)
    {
        try
        {
            var pending = await database.StreamPendingMessagesAsync(options.Stream, options.Group, 1, Name).ConfigureAwait(false);
            if (pending.Length == 0) await database.StreamDeleteConsumerAsync(options.Stream, options.Group, Name).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            logger.NotKept(error);
        }
    }

    static async Task Quietly(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
