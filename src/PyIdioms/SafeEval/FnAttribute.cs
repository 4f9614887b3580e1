namespace PyIdioms;

/// <summary>A method that expressions of its <see cref="SafeEvalAttribute"/> class may call.</summary>
/// <remarks>
/// Handbook, CPython Internals, "exec / eval / compile". Arguments are converted to the types of the parameters; what does not fit is an error that names the function and the
/// argument. Without a name of its own it has that of the method in Python's spelling: <c>TaxRate</c> is <c>tax_rate</c>.
/// </remarks>
/// <param name="name">What expressions call it.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FnAttribute(string? name = null) : Attribute
{
    /// <summary>What expressions call it; null for the name of the method in Python's spelling.</summary>
    public string? Name => name;
}
