using System.Threading.RateLimiting;
using Polly;
using Polly.RateLimiting;

namespace PyIdioms;

partial class RateLimitAttribute : IDecorator, IAsyncDecorator
{
    const int Segments = 10;

    Pipelines? pipelines;

    Pipelines Pipelines => pipelines ??= new(Add);

    /// <summary>Runs the method when it is its turn.</summary>
    /// <exception cref="RateLimiterRejectedException">There were too many calls, and there is no place to wait.</exception>
    public TResult Around<TCall, TResult>(scoped ref TCall call)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct => Pipelines.Run<TCall, TResult>(ref call, null);

    /// <inheritdoc cref="Around"/>
    public ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call) where TCall : struct, IAsyncCall<TResult> => Pipelines.RunAsync<TCall, TResult>(call, null);

    void Add(ResiliencePipelineBuilder builder)
    {
        // The method's, and so the process's: it is never disposed of.
        var limiter = new SlidingWindowRateLimiter(new()
        {
            PermitLimit = Calls,
            Window = TimeSpan.FromSeconds(Per),
            SegmentsPerWindow = Segments,
            QueueLimit = Queue,
        });
        builder.AddRateLimiter(limiter);
    }
}
