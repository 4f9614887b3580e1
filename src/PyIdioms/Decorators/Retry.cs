using Polly;
using Polly.Retry;

namespace PyIdioms;

partial class RetryAttribute
{
    private protected override void Add(ResiliencePipelineBuilder builder)
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
