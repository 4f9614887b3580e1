namespace PyIdioms;

/// <summary>Says that a method should not be called any more: callers get a compiler warning, and the first call a warning in the log.</summary>
/// <param name="message">What to call instead.</param>
/// <remarks>
/// PEP 702, <c>warnings.deprecated</c>. At build time this is <c>[Obsolete]</c>. At run time the warning is logged once per method: to the <c>ILogger</c> of
/// its class where it has one, else to <see cref="System.Diagnostics.Trace"/>, as Python's goes to <c>stderr</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed partial class DeprecatedAttribute(string message) : DecoratorAttribute
{
    /// <summary>What to call instead.</summary>
    public string Message { get; } = message;
}
