namespace PyIdioms;

/// <summary>Makes an argument of a <c>[Traced]</c> method a tag of its span: <c>span.set_attribute("order.id", order_id)</c>.</summary>
/// <param name="name">The tag's name, as OpenTelemetry's conventions write them; the parameter's name unless given.</param>
public sealed class SpanTagAttribute(string? name = null) : ArgumentMarkAttribute(name);
