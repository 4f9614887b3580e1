using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>Hands events to the bus and decides what becomes of them: acknowledged, tried again, or buried.</summary>
sealed class Handling(IDatabase database, IEventBus bus, RedisConsumerOptions options, Hand hand, Acknowledger acknowledger, ILogger logger)
{
    readonly TagList tags = [new("messaging.system", "redis"), new("messaging.destination.name", options.Stream), new("messaging.consumer.group.name", options.Group)];

    /// <summary>Handles one event after another until no more come.</summary>
    /// <param name="deliveries">Where they come from.</param>
    /// <param name="abandon">What handlers get; when it is cancelled nothing more is begun.</param>
    public async Task RunAsync(ChannelReader<Delivery> deliveries, CancellationToken abandon)
    {
        while (await deliveries.WaitToReadAsync(abandon).ConfigureAwait(false))
        {
            while (!abandon.IsCancellationRequested && deliveries.TryRead(out var delivery)) await HandleAsync(delivery, abandon).ConfigureAwait(false);
        }
    }

    public void Acknowledge(RedisValue id) => acknowledger.Add(id);

    async ValueTask HandleAsync(Delivery delivery, CancellationToken abandon)
    {
        Telemetry.Consumed.Add(1, tags);
        if (options.Events.Named(delivery.Name) is not { } type)
        {
            if (options.UnknownEvents == UnknownEvents.Skip) Acknowledge(delivery.Id);
            else await BuryAsync(delivery, $"'{delivery.Name}' is no event that the group knows").ConfigureAwait(false);
            return;
        }
        var start = Stopwatch.GetTimestamp();
        using var span = SpanOf(delivery);
        try
        {
            ValueTask handled;
            try
            {
                handled = type.HandAsync(bus, delivery.Data, abandon);
            }
            catch (StreamEventException error)
            {
                await BuryAsync(delivery, error.Message).ConfigureAwait(false);
                return;
            }
            await handled.ConfigureAwait(false);
            Acknowledge(delivery.Id);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            hand.Drop(delivery.Id);
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            await FailAsync(delivery, error).ConfigureAwait(false);
        }
        finally
        {
            Telemetry.Handled.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    async ValueTask FailAsync(Delivery delivery, Exception error)
    {
        logger.NotHandled(delivery.Name, delivery.Id, delivery.Count, error);
        if (delivery.Count >= options.MaxDeliveries) await BuryAsync(delivery, $"{error.GetType()}: {error.Message}").ConfigureAwait(false);
        else hand.Drop(delivery.Id);
    }

    /// <summary>Sends an event to the dead letters and acknowledges it then: a crash in between buries it twice, and loses nothing.</summary>
    public async ValueTask BuryAsync(Delivery delivery, string reason)
    {
        logger.Dead(delivery.Name, delivery.Id, reason);
        try
        {
            await database.StreamAddAsync(options.DeadLetterKey,
            [
                .. delivery.Entry.Values,
                new(Wire.Id, delivery.Id), new(Wire.Group, options.Group), new(Wire.Deliveries, delivery.Count.ToString(CultureInfo.InvariantCulture)), new(Wire.Reason, reason),
            ]).ConfigureAwait(false);
        }
        catch (Exception error) when (Wire.MayPass(error))
        {
            // It is still pending, and its next delivery one too many.
            logger.NotRead(error);
            hand.Drop(delivery.Id);
            return;
        }
        Telemetry.Dead.Add(1, tags);
        Acknowledge(delivery.Id);
    }

    Activity? SpanOf(Delivery delivery)
    {
        if (!Telemetry.Spans.HasListeners()) return null;
        ActivityContext.TryParse(delivery.TraceParent, null, isRemote: true, out var parent);
        return Telemetry.Spans.StartActivity("process " + options.Stream, ActivityKind.Consumer, parent)?.SetTag("messaging.message.id", delivery.Id.ToString());
    }
}
