using Polly;
using Polly.Timeout;

namespace PyIdioms;

partial class TimeoutAttribute : ICancels
{
    /// <summary>Runs the method with a token that ends with the time.</summary>
    /// <exception cref="TimeoutException">The method gave up because its time was over.</exception>
    public override TResult Around<TCall, TResult>(scoped ref TCall call, TimeProvider? need)
    {
        try
        {
            return base.Around<TCall, TResult>(ref call, need);
        }
        catch (TimeoutRejectedException e)
        {
            throw TimedOut(TCall.Site, e);
        }
    }

    /// <inheritdoc cref="Around"/>
    public override async ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TimeProvider? need)
    {
        try
        {
            return await base.AroundAsync<TCall, TResult>(call, need).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw TimedOut(TCall.Site, e);
        }
    }

    private protected override void Add(ResiliencePipelineBuilder builder) => builder.AddTimeout(TimeSpan.FromSeconds(Seconds));

    TimeoutException TimedOut(CallSite site, TimeoutRejectedException e) => new($"{site.Name} took longer than {Seconds} s", e);
}
