using System.ComponentModel;

namespace PyIdioms;

/// <summary>Runs a pending call through its interface without boxing it. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PendingCall
{
    /// <summary>Runs a call.</summary>
    public static TResult Run<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct => call.Invoke();

    /// <summary>Runs a call that returns a task.</summary>
    public static ValueTask<TResult> RunAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncCall<TResult> => call.InvokeAsync();

    /// <summary>Starts a call that returns an async stream.</summary>
    public static IAsyncEnumerable<T> RunStream<TCall, T>(TCall call) where TCall : struct, IStreamCall<T> => call.Invoke();
}
