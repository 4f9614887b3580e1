using Polly;
using Polly.CircuitBreaker;

namespace PyIdioms;

partial class CircuitBreakerAttribute
{
    private protected override void Add(ResiliencePipelineBuilder builder) => builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
    {
        FailureRatio = FailureRatio,
        MinimumThroughput = MinimumThroughput,
        SamplingDuration = TimeSpan.FromSeconds(SamplingDuration),
        BreakDuration = TimeSpan.FromSeconds(BreakDuration),
        ShouldHandle = failed => new(Failures.Count(failed.Outcome.Exception, On, failed.Context.CancellationToken)),
    });
}
