namespace PyIdioms;

/// <summary>The rest of a chain, as an asynchronous link sees it.</summary>
/// <remarks>Handbook, Design Patterns, "Chain of Responsibility", <c>_pass_to_next</c>. A link takes it as a type parameter: <c>HandleAsync&lt;TNext&gt;(Request request, TNext next, CancellationToken cancel) where TNext : IAsyncNext&lt;Request, Response&gt;</c>.</remarks>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResponse">What is answered.</typeparam>
public interface IAsyncNext<in TRequest, TResponse>
{
    /// <summary>Asks the next link.</summary>
    /// <param name="request">The request, or another.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The answer; null where no link has one.</returns>
    ValueTask<TResponse?> HandleAsync(TRequest request, CancellationToken cancel = default);
}
