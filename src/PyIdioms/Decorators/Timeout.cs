using Polly;
using Polly.Timeout;

namespace PyIdioms;

partial class TimeoutAttribute : IDecorator<TimeProvider?>, IAsyncDecorator<TimeProvider?>, ICancels
{
    Pipelines? pipelines;

    Pipelines Pipelines => pipelines ??= new(builder => builder.AddTimeout(TimeSpan.FromSeconds(Seconds)));

    /// <summary>Runs the method with a token that ends with the time.</summary>
    /// <exception cref="TimeoutException">The method gave up because its time was over.</exception>
    public TResult Around<TCall, TResult>(scoped ref TCall call, TimeProvider? need)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        try
        {
            return Pipelines.Run<TCall, TResult>(ref call, need);
        }
        catch (TimeoutRejectedException e)
        {
            throw TimedOut(TCall.Site, e);
        }
    }

    /// <inheritdoc cref="Around"/>
    public async ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TimeProvider? need) where TCall : struct, IAsyncCall<TResult>
    {
        try
        {
            return await Pipelines.RunAsync<TCall, TResult>(call, need).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException e)
        {
            throw TimedOut(TCall.Site, e);
        }
    }

    TimeoutException TimedOut(CallSite site, TimeoutRejectedException e) => new($"{site.Name} took longer than {Seconds} s", e);
}
