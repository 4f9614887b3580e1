namespace PyIdioms;

/// <summary>A decorator that supplies the first parameter of the method's body: <c>Callable[Concatenate[T, P], R]</c> becomes <c>Callable[P, R]</c>.</summary>
/// <typeparam name="T">The type of the parameter that callers do not see: a connection, a request, a prefix.</typeparam>
/// <remarks>
/// Handbook, Type System Mastery, "Concatenate"; PEP 612. The <c>Core</c> of a method that is declared <c>Load(int id)</c> is <c>LoadCore(T first, int id)</c>.
/// Where several decorators supply one, the decorator nearest to the method supplies the first.
/// </remarks>
public interface IConcatenate<T>
{
    /// <summary>Runs in place of the method; <c>call.Invoke(first)</c> runs the method.</summary>
    TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, IConcatenateCall<T, TResult>, allows ref struct
        where TResult : allows ref struct;
}

/// <summary><see cref="IConcatenate{T}"/> for methods that return a task.</summary>
/// <inheritdoc cref="IConcatenate{T}"/>
public interface IAsyncConcatenate<T>
{
    /// <summary>Runs in place of the method; <c>await call.InvokeAsync(first)</c> runs the method.</summary>
    ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncConcatenateCall<T, TResult>;
}

/// <summary>A pending call that lacks its first argument.</summary>
/// <typeparam name="T">The argument that the decorator supplies.</typeparam>
/// <typeparam name="TResult">What the method returns; <see cref="Unit"/> for <see langword="void"/>.</typeparam>
public interface IConcatenateCall<T, TResult> : ICall where TResult : allows ref struct
{
    /// <summary>Runs the decorators inside this one and the method's body with a first argument. May be called any number of times.</summary>
    TResult Invoke(T first);
}

/// <summary>A pending call of a method that returns a task, that lacks its first argument.</summary>
/// <inheritdoc cref="IConcatenateCall{T, TResult}"/>
public interface IAsyncConcatenateCall<T, TResult> : ICall
{
    /// <inheritdoc cref="IConcatenateCall{T, TResult}.Invoke"/>
    ValueTask<TResult> InvokeAsync(T first);
}
