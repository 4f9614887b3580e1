using System.Threading.RateLimiting;
using Polly;

namespace PyIdioms;

partial class RateLimitAttribute
{
    const int Segments = 10;

    /// <inheritdoc/>
    public override TResult Around<TCall, TResult>(scoped ref TCall call, TimeProvider? need) => base.Around<TCall, TResult>(ref call, null);

    /// <inheritdoc/>
    public override ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TimeProvider? need) => base.AroundAsync<TCall, TResult>(call, null);

    /// <summary>The limiter is the method's, and so the process's: it is never disposed of, and its time is the system's.</summary>
    private protected override void Add(ResiliencePipelineBuilder builder) => builder.AddRateLimiter(new SlidingWindowRateLimiter(new()
    {
        PermitLimit = Calls,
        Window = TimeSpan.FromSeconds(Per),
        SegmentsPerWindow = Segments,
        QueueLimit = Queue,
    }));
}
