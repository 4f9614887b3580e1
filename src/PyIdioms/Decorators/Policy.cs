using Polly;

namespace PyIdioms;

partial class PolicyAttribute : IDecorator<TimeProvider?>, IAsyncDecorator<TimeProvider?>
{
    readonly Pipelines pipelines;

    private protected PolicyAttribute() => pipelines = new(Add);

    /// <summary>Runs the method in the pipeline.</summary>
    public virtual TResult Around<TCall, TResult>(scoped ref TCall call, TimeProvider? need)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct => pipelines.Run<TCall, TResult>(ref call, need);

    /// <summary>Runs the method in the pipeline until its task has ended.</summary>
    public virtual ValueTask<TResult> AroundAsync<TCall, TResult>(TCall call, TimeProvider? need) where TCall : struct, IAsyncCall<TResult> =>
        pipelines.RunAsync<TCall, TResult>(call, need);

    /// <summary>Adds what the attribute asks for.</summary>
    private protected abstract void Add(ResiliencePipelineBuilder builder);
}
