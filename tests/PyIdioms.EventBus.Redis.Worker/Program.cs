using PyIdioms;
using PyIdioms.EventBusWorker;
using StackExchange.Redis;

var settings = WorkerSettings.Of(args);
using var ledger = new Ledger(settings.Ledger, settings.Count);
await using var connection = await ConnectionMultiplexer.ConnectAsync(settings.Configuration);
var consumer = new RedisEventConsumer(connection, new LedgerBus(ledger, settings), new()
{
    Stream = settings.Stream,
    Group = WorkerSettings.Group,
    Events = new StreamEvents().Add<Numbered>(),
    Concurrency = settings.Concurrency,
    MaxInHand = settings.MaxInHand,
    MaxDeliveries = 100,
    RedeliverAfter = TimeSpan.FromMilliseconds(settings.RedeliverAfter),
    TrimInterval = settings.TrimInterval > 0 ? TimeSpan.FromMilliseconds(settings.TrimInterval) : null,
});
using var stop = new CancellationTokenSource();
var running = consumer.RunAsync(stop.Token);
Console.WriteLine("reads");

// Its starter closes the input to stop it, or has died.
var asked = Console.In.ReadToEndAsync();
await Task.WhenAny(asked, running);
await stop.CancelAsync();
await running;
