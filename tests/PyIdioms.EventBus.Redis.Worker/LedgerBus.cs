namespace PyIdioms.EventBusWorker;

/// <summary>Handles an event by noting it.</summary>
public sealed class LedgerBus(Ledger ledger, WorkerSettings settings) : IEventBus
{
    public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull
    {
        var number = ((Numbered)(object)@event).Number;
        if (settings.Delay > 0) return LaterAsync(number, cancel);
        ledger.Note(number, settings.Worker);
        return ValueTask.CompletedTask;
    }

    async ValueTask LaterAsync(int number, CancellationToken cancel)
    {
        await Task.Delay(settings.Delay, cancel);
        ledger.Note(number, settings.Worker);
    }
}
