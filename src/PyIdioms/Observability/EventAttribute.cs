namespace PyIdioms;

/// <summary>Declares a log event: a partial method that logs what happened, its parameters as keys.</summary>
/// <remarks>
/// Handbook, Observability, "structlog". The logger is the method's parameter of type <c>BoundLogger</c> or <c>ILogger</c>, else a member of its class.
/// A parameter of an exception type is what was thrown; cancellation tokens are left out; what is named like a secret is logged as <c>***</c>.
/// Below the level a call is one question to the logger, and nothing is allocated.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class EventAttribute : Attribute
{
    /// <summary>The number of the event; 0 unless set.</summary>
    public int Id { get; set; }

    /// <summary>The name of the event; the method's unless set.</summary>
    public string? Name { get; set; }
}
