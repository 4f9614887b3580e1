namespace PyIdioms;

/// <summary>A pending call of a decorated method. The generator writes one struct per method that holds the arguments, typed.</summary>
public interface ICall
{
    /// <summary>The decorated method.</summary>
    static abstract CallSite Site { get; }

    /// <summary>Whether the method takes a cancellation token: what a decorator that ends calls early needs.</summary>
    static abstract bool IsCancellable { get; }

    /// <summary>The call's cancellation token: its last argument of that type, or none.</summary>
    CancellationToken CancellationToken { get; }
}

/// <summary>A pending call that returns a value: <c>Callable[..., R]</c>.</summary>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for <see langword="void"/>.</typeparam>
public interface ICall<TResult> : ICall where TResult : allows ref struct
{
    /// <summary>Runs the decorators inside this one and the method's body. May be called any number of times, each with the caller's arguments.</summary>
    TResult Invoke();

    /// <summary>Runs as <see cref="Invoke()"/> does, with a token in place of the caller's; a method that takes none does not see it.</summary>
    TResult Invoke(CancellationToken cancellationToken);
}

/// <summary>A pending call with its arguments in sight: <c>Callable[P, R]</c>.</summary>
/// <typeparam name="TArgs">The arguments as a value tuple named like the parameters, without the cancellation token.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for <see langword="void"/>.</typeparam>
public interface ICall<TArgs, TResult> : ICall<TResult>
{
    /// <summary>The arguments.</summary>
    TArgs Args { get; }
}

/// <summary>A pending call of a method that returns a task: <c>Callable[..., Awaitable[R]]</c>.</summary>
/// <typeparam name="TResult">The task's result; <see cref="Unit"/> for a task without one.</typeparam>
public interface IAsyncCall<TResult> : ICall
{
    /// <inheritdoc cref="ICall{TResult}.Invoke()"/>
    ValueTask<TResult> InvokeAsync();

    /// <inheritdoc cref="ICall{TResult}.Invoke(CancellationToken)"/>
    ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken);
}

/// <summary>A pending call of a method that returns a task, with its arguments in sight.</summary>
/// <inheritdoc cref="ICall{TArgs, TResult}"/>
public interface IAsyncCall<TArgs, TResult> : IAsyncCall<TResult>
{
    /// <summary>The arguments.</summary>
    TArgs Args { get; }
}

/// <summary>A pending call of a method that returns an async stream: <c>Callable[..., AsyncIterator[T]]</c>.</summary>
/// <typeparam name="T">The stream's items.</typeparam>
public interface IStreamCall<T> : ICall
{
    /// <inheritdoc cref="ICall{TResult}.Invoke()"/>
    IAsyncEnumerable<T> Invoke();

    /// <inheritdoc cref="ICall{TResult}.Invoke(CancellationToken)"/>
    IAsyncEnumerable<T> Invoke(CancellationToken cancellationToken);
}
