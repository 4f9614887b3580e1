namespace PyIdioms;

/// <summary>What events are emitted to: a bus of this process, or one that reaches other machines.</summary>
/// <remarks>Handbook 12.1 (Observer).</remarks>
public interface IEventBus
{
    /// <summary>Hands an event to everyone who handles it.</summary>
    /// <param name="event">What has happened.</param>
    /// <param name="cancel">Stops waiting for handlers; it is given to those that ask for it.</param>
    /// <returns>Done when every handler is.</returns>
    ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull;
}
