namespace PyIdioms;

/// <summary>A decorator that observes a call: it runs before and after, and cannot change what happens. Works on every signature.</summary>
/// <typeparam name="TState">What <see cref="OnEnter"/> hands to <see cref="OnExit"/>: a time stamp, a span, a scope.</typeparam>
/// <remarks>
/// The hooks are written into the method itself as <c>try</c>/<c>finally</c>: no call object, no delegate. They run for ref returns, spans,
/// pointers, async methods (around the whole task) and async streams (around each enumeration), and when the method throws.
/// </remarks>
public interface IHooks<TState>
{
    /// <summary>Runs before the method. An exception leaves the decorated method before its body starts.</summary>
    TState OnEnter(in CallSite site);

    /// <summary>Runs after the method, however it ends.</summary>
    /// <param name="site">The decorated method.</param>
    /// <param name="state">What <see cref="OnEnter"/> returned.</param>
    /// <param name="error">What the method threw, or null.</param>
    void OnExit(in CallSite site, ref TState state, Exception? error);
}

/// <summary><see cref="IHooks{TState}"/> that need something of the decorated method: a logger, a clock, a connection.</summary>
/// <typeparam name="TState">What <see cref="OnEnter"/> hands to <see cref="OnExit"/>.</typeparam>
/// <typeparam name="TNeed">
/// What they need. It is the method's argument of that type, else the field, property or primary constructor parameter of its class. With none there, or two,
/// the decorator is refused, unless <c>TNeed</c> is nullable: <c>IHooks&lt;long, ILogger?&gt;</c> gets null then.
/// </typeparam>
public interface IHooks<TState, TNeed>
{
    /// <inheritdoc cref="IHooks{TState}.OnEnter"/>
    TState OnEnter(in CallSite site, TNeed need);

    /// <inheritdoc cref="IHooks{TState}.OnExit"/>
    void OnExit(in CallSite site, ref TState state, Exception? error);
}
