namespace PyIdioms;

/// <summary>Makes a method of an <see cref="EventBusAttribute"/> class a handler of an event, of those derived from it, and of those that implement it.</summary>
/// <typeparam name="TEvent">The event: a class, a struct or an interface.</typeparam>
/// <remarks>
/// Handbook 12.1 (Observer). The method returns nothing, a <c>Task</c> or a <c>ValueTask</c>. It takes the event, services and a <c>CancellationToken</c>, or none of them. With several of these
/// it handles several events; one that fits several of them it still gets once.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnAttribute<TEvent> : Attribute where TEvent : notnull
{
    /// <summary>Its place among the handlers of the bus, lower ones first; 0 unless set. Handlers of the same place run as they are declared.</summary>
    public int Order { get; set; }
}
