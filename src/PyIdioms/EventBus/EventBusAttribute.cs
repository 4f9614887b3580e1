namespace PyIdioms;

/// <summary>Makes a partial class a bus: events that are emitted to it reach its methods with <see cref="OnAttribute{TEvent}"/>, one after another, by direct calls.</summary>
/// <remarks>
/// Handbook 12.1 (Observer). The class becomes an <c>IEventBus</c> with an <c>EmitAsync</c> for each event, and with <c>On</c> for handlers that come and go while the
/// program runs. What its handlers need besides the event is taken in its constructor, which is written unless there is one.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventBusAttribute : Attribute
{
    /// <summary>What becomes of the other handlers when one fails; the first failure stops unless set.</summary>
    public EmitPolicy Policy { get; set; }
}

/// <summary>What becomes of the other handlers of an event when one fails.</summary>
public enum EmitPolicy
{
    /// <summary>No further handler runs, and the exception leaves as it is: Python's <c>for handler in listeners: handler(event)</c>.</summary>
    FirstErrorStops,

    /// <summary>All of them run; what failed leaves in one <c>ExceptionGroup</c>, also where it is one exception.</summary>
    CollectAll,
}
