namespace PyIdioms;

/// <summary>Which decorated method is running: what Python's <c>func.__qualname__</c> says inside a wrapper.</summary>
/// <param name="type">Namespace and name of the type that declares the method.</param>
/// <param name="method">The method's name.</param>
/// <param name="flow">How hooks of the method stand to the flow of its caller.</param>
public readonly struct CallSite(string type, string method, CallFlow flow = CallFlow.Synchronous)
{
    /// <summary>Namespace and name of the type that declares the method.</summary>
    public string Type { get; } = type;

    /// <summary>The method's name.</summary>
    public string Method { get; } = method;

    /// <summary>How hooks of the method stand to the flow of its caller.</summary>
    public CallFlow Flow { get; } = flow;

    /// <summary>Type and method: <c>Shop.Orders.Place</c>.</summary>
    public string Name { get; } = type + "." + method;

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
