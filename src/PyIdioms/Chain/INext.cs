namespace PyIdioms;

/// <summary>The rest of a chain, as a link sees it.</summary>
/// <remarks>Handbook, Design Patterns, "Chain of Responsibility", <c>_pass_to_next</c>. A link takes it as a type parameter, so that the call is direct: <c>Handle&lt;TNext&gt;(Request request, TNext next) where TNext : INext&lt;Request, Response&gt;</c>.</remarks>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResponse">What is answered.</typeparam>
public interface INext<in TRequest, out TResponse>
{
    /// <summary>Asks the next link.</summary>
    /// <param name="request">The request, or another.</param>
    /// <returns>The answer; null where no link has one.</returns>
    TResponse? Handle(TRequest request);
}
