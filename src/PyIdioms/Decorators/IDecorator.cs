namespace PyIdioms;

/// <summary>A decorator that decides whether, when and how often a method runs.</summary>
/// <remarks>Handbook, Type System Mastery, "ParamSpec"; PEP 612. For methods that return a task see <see cref="IAsyncDecorator"/>.</remarks>
public interface IDecorator
{
    /// <summary>Runs in place of the method; <c>call.Invoke()</c> runs the method.</summary>
    TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct;
}

/// <summary><see cref="IDecorator"/> for methods that return <see cref="Task"/>, <see cref="Task{T}"/>, <see cref="ValueTask"/> or <see cref="ValueTask{T}"/>.</summary>
public interface IAsyncDecorator
{
    /// <summary>Runs in place of the method; <c>await call.InvokeAsync()</c> runs the method.</summary>
    ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncCall<TResult>;
}

/// <summary><see cref="IDecorator"/> for methods that return <see cref="IAsyncEnumerable{T}"/>.</summary>
public interface IStreamDecorator
{
    /// <summary>Runs in place of the method; <c>call.Invoke()</c> starts the stream.</summary>
    IAsyncEnumerable<T> AroundStream<TCall, T>(TCall call) where TCall : struct, IStreamCall<T>;
}

/// <summary><see cref="IDecorator"/> that needs something of the decorated method.</summary>
/// <typeparam name="TNeed">What it needs: see <see cref="IHooks{TState, TNeed}"/>.</typeparam>
public interface IDecorator<TNeed>
{
    /// <inheritdoc cref="IDecorator.Around"/>
    TResult Around<TCall, TResult>(scoped ref TCall call, TNeed need)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct;
}

/// <summary><see cref="IAsyncDecorator"/> that needs something of the decorated method.</summary>
/// <inheritdoc cref="IDecorator{TNeed}"/>
public interface IAsyncDecorator<TNeed>
{
    /// <inheritdoc cref="IAsyncDecorator.AroundAsync"/>
    ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TNeed need) where TCall : struct, IAsyncCall<TResult>;
}
