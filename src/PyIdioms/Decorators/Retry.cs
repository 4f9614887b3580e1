using Polly;
using Polly.Retry;

namespace PyIdioms;

partial class RetryAttribute : IDecorator<TimeProvider?>, IAsyncDecorator<TimeProvider?>
{
    Pipelines? pipelines;

    Pipelines Pipelines => pipelines ??= new(Add);

    /// <summary>Runs the method until it succeeds or the attempts are used up.</summary>
    public TResult Around<TCall, TResult>(scoped ref TCall call, TimeProvider? need)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct => Pipelines.Run<TCall, TResult>(ref call, need);

    /// <summary>Runs the method until its task succeeds or the attempts are used up.</summary>
    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TimeProvider? need) where TCall : struct, IAsyncCall<TResult> => Pipelines.RunAsync<TCall, TResult>(call, need);

    void Add(ResiliencePipelineBuilder builder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Attempts, 1);
        if (Attempts == 1) return;
        builder.AddRetry(new RetryStrategyOptions
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
            ShouldHandle = failed => new(Failures.Count(failed.Outcome.Exception, On, failed.Context.CancellationToken)),
        });
    }
}
