using Polly;
using Polly.CircuitBreaker;

namespace PyIdioms;

partial class CircuitBreakerAttribute : IDecorator<TimeProvider?>, IAsyncDecorator<TimeProvider?>
{
    Pipelines? pipelines;

    Pipelines Pipelines => pipelines ??= new(Add);

    /// <summary>Runs the method while the circuit is closed.</summary>
    /// <exception cref="BrokenCircuitException">The circuit is open.</exception>
    public TResult Around<TCall, TResult>(scoped ref TCall call, TimeProvider? need)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct => Pipelines.Run<TCall, TResult>(ref call, need);

    /// <inheritdoc cref="Around"/>
    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TimeProvider? need) where TCall : struct, IAsyncCall<TResult> => Pipelines.RunAsync<TCall, TResult>(call, need);

    void Add(ResiliencePipelineBuilder builder) => builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
    {
        FailureRatio = FailureRatio,
        MinimumThroughput = MinimumThroughput,
        SamplingDuration = TimeSpan.FromSeconds(SamplingDuration),
        BreakDuration = TimeSpan.FromSeconds(BreakDuration),
        ShouldHandle = failed => new(Failures.Count(failed.Outcome.Exception, On, failed.Context.CancellationToken)),
    });
}
