namespace PyIdioms;

/// <summary>An <see cref="IDecorator"/> that sees the arguments of whatever method it decorates, as a value tuple.</summary>
public interface IArgsDecorator
{
    /// <summary>Runs in place of the method; <c>call.Args</c> are the arguments.</summary>
    TResult Around<TCall, TArgs, TResult>(scoped ref TCall call) where TCall : struct, ICall<TArgs, TResult>;
}

/// <summary>An <see cref="IDecorator"/> for methods of one signature.</summary>
/// <typeparam name="TArgs">The arguments: <c>(int a, string b)</c>, <c>ValueTuple&lt;int&gt;</c> for one, <see cref="ValueTuple"/> for none.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for <see langword="void"/>.</typeparam>
public interface IArgsDecorator<TArgs, TResult>
{
    /// <inheritdoc cref="IArgsDecorator.Around"/>
    TResult Around<TCall>(scoped ref TCall call) where TCall : struct, ICall<TArgs, TResult>;
}

/// <summary><see cref="IArgsDecorator"/> for methods that return a task.</summary>
public interface IAsyncArgsDecorator
{
    /// <inheritdoc cref="IArgsDecorator.Around"/>
    ValueTask<TResult> AroundAsync<TCall, TArgs, TResult>(TCall call) where TCall : struct, IAsyncCall<TArgs, TResult>;
}

/// <summary><see cref="IArgsDecorator{TArgs, TResult}"/> for methods that return a task.</summary>
/// <inheritdoc cref="IArgsDecorator{TArgs, TResult}"/>
public interface IAsyncArgsDecorator<TArgs, TResult>
{
    /// <inheritdoc cref="IArgsDecorator.Around"/>
    ValueTask<TResult> AroundAsync<TCall>(TCall call) where TCall : struct, IAsyncCall<TArgs, TResult>;
}
