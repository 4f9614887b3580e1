namespace PyIdioms;

/// <summary>Makes a class a chain of responsibility: a request goes from link to link until one answers it.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Chain of Responsibility". On a partial class whose fields, properties or methods are marked <c>[Link(1)]</c>, <c>[Link(2)]</c>, …; it gets <c>Handle</c>, or <c>HandleAsync</c> where a link is
/// asynchronous, and a constructor for the links where it has none. A request that no link answers goes to <c>HandleCore</c>, if there is one; otherwise the answer is null.
/// </remarks>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResponse">What is answered: a class, or a nullable value (<c>int?</c>). Null is no answer.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ChainAttribute<TRequest, TResponse> : Attribute;
