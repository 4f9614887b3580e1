namespace PyIdioms;

/// <summary>A link of a <c>[Chain]</c>: something that handles a request, or the method that does.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Chain of Responsibility". What a field or property holds has a method <c>Handle</c> or <c>HandleAsync</c> that takes the request: it answers, or returns null, and the next link is asked. One that
/// takes the next link as well, as <c>TNext next</c> with <c>where TNext : INext&lt;…&gt;</c>, decides for itself whether the next is asked, and with what.
/// </remarks>
/// <param name="order">Its place in the chain; the lowest is asked first.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter, Inherited = false)]
public sealed class LinkAttribute(int order) : Attribute
{
    /// <summary>Its place in the chain; the lowest is asked first.</summary>
    public int Order => order;
}
