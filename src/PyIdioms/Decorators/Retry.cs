using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace PyIdioms;

partial class RetryAttribute : IDecorator, IAsyncDecorator
{
    ResiliencePipeline? pipeline;

    ResiliencePipeline Pipeline => pipeline ??= Build();

    /// <summary>Runs the method until it succeeds or the attempts are used up.</summary>
    public unsafe TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        // Polly's callbacks cannot capture a ref struct. Both locals stay on this stack while Execute runs, on this thread, so their addresses hold.
        scoped var held = call;
        TResult result = default!;
        var frame = new Frame<TCall, TResult>((nint)Unsafe.AsPointer(ref held), (nint)Unsafe.AsPointer(ref result));
        Pipeline.Execute(static (frame, _) => frame.Run(), frame, call.CancellationToken);
        return result;
    }

    /// <summary>Runs the method until its task succeeds or the attempts are used up.</summary>
    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncCall<TResult> =>
        Pipeline.ExecuteAsync(static (call, _) => call.InvokeAsync(), call, call.CancellationToken);

    ResiliencePipeline Build()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
        if (Attempts == 1) return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Attempts - 1,
            Delay = TimeSpan.FromSeconds(Delay),
            MaxDelay = MaxDelay > 0 ? TimeSpan.FromSeconds(MaxDelay) : null,
            UseJitter = Jitter,
            BackoffType = Backoff switch
            {
                Backoff.Linear => DelayBackoffType.Linear,
                Backoff.Exponential => DelayBackoffType.Exponential,
                _ => DelayBackoffType.Constant,
            },
            ShouldHandle = failed => new(failed.Outcome.Exception is { } error && IsWorthRetrying(error, failed.Context.CancellationToken)),
        }).Build();
    }

    bool IsWorthRetrying(Exception error, CancellationToken caller)
    {
        if (error is OperationCanceledException && caller.IsCancellationRequested) return false;
        return On.Length == 0 || Array.Exists(On, type => type.IsInstanceOfType(error));
    }

    /// <summary>Addresses of a call and of the place for its result, both on the stack of the thread that runs it.</summary>
    readonly unsafe struct Frame<TCall, TResult>(nint call, nint result)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        public void Run() => Unsafe.AsRef<TResult>((void*)result) = Unsafe.AsRef<TCall>((void*)call).Invoke();
    }
}
