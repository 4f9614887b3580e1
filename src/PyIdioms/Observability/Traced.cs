using System.Diagnostics;

namespace PyIdioms;

/// <summary>Runs each call in a span: <c>@tracer.start_as_current_span("process_order")</c>.</summary>
/// <param name="name">The span's name; <c>Type.Method</c> unless given.</param>
/// <remarks>
/// Handbook, Observability, "OpenTelemetry"; an <see cref="Activity"/>, which OpenTelemetry exports. While nobody listens a call goes straight to the body.
/// The span comes from the <see cref="ActivitySource"/> of the method's class where it has one, else from the source <see cref="SourceName"/>
/// (<c>AddSource(TracedAttribute.SourceName)</c>). Arguments marked with <see cref="SpanTagAttribute"/> become tags when all data is asked for; inside the body
/// <c>Activity.Current</c> is the span. An exception is recorded, and the status set to error unless the body has set it to OK; a cancellation leaves both alone.
/// </remarks>
public sealed class TracedAttribute(string? name = null) : DecoratorAttribute, IHooks<Activity?, ActivitySource?>, ISwitch<ActivitySource?>, IArguments<Activity?, SpanTagAttribute>
{
    /// <summary>The source of spans of methods whose class has none of its own.</summary>
    public const string SourceName = "PyIdioms";

    static readonly ActivitySource Shared = new(SourceName);

    string? name = name;

    /// <summary>The span's name; null for <c>Type.Method</c>.</summary>
    public string? Name => name;

    /// <summary>The span's kind; internal unless set.</summary>
    public ActivityKind Kind { get; set; }

    /// <summary>Whether an exception is added to the span as an event; it is unless set.</summary>
    public bool RecordException { get; set; } = true;

    /// <summary>Whether an exception sets the span's status to error; it does unless set.</summary>
    public bool SetStatusOnException { get; set; } = true;

    /// <summary>Whether anybody listens.</summary>
    public bool IsOn<TMethod>(ActivitySource? need) where TMethod : struct => (need ?? Shared).HasListeners();

    /// <summary>Starts the span.</summary>
    public Activity? OnEnter(in CallSite site, ActivitySource? need) => (need ?? Shared).StartActivity(name ??= ShortName(in site), Kind);

    /// <summary>Whether the listener wants tags.</summary>
    public bool WantsArguments(ref Activity? state) => state is { IsAllDataRequested: true };

    /// <summary>Adds a tag.</summary>
    public void OnArgument<T>(ref Activity? state, string name, T value) => state!.SetTag(name, value);

    /// <summary>Nothing is left to add.</summary>
    public void OnArgumentsShown(ref Activity? state) { }

    /// <summary>Ends the span.</summary>
    public void OnExit(in CallSite site, ref Activity? state, Exception? error)
    {
        if (state is null) return;
        if (error is not null and not OperationCanceledException && state.IsAllDataRequested) Record(state, error);
        state.Dispose();
    }

    void Record(Activity span, Exception error)
    {
        if (RecordException) span.AddException(error);
        if (SetStatusOnException && span.Status != ActivityStatusCode.Ok) span.SetStatus(ActivityStatusCode.Error, $"{error.GetType().Name}: {error.Message}");
    }

    static string ShortName(in CallSite site) => site.Type[(site.Type.LastIndexOf('.') + 1)..] + "." + site.Method;
}
