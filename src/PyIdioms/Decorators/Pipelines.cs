using System.Runtime.CompilerServices;
using Polly;

namespace PyIdioms;

/// <summary>The Polly pipeline of one decorated method: one, and one more for each clock that its instances bring.</summary>
/// <param name="add">Adds the strategies.</param>
sealed class Pipelines(Action<ResiliencePipelineBuilder> add)
{
    readonly Lock gate = new();
    readonly ConditionalWeakTable<TimeProvider, ResiliencePipeline> byClock = [];
    ResiliencePipeline? plain;

    /// <summary>Runs a call of a method that is not async.</summary>
    public unsafe TResult Run<TCall, TResult>(scoped ref TCall call, TimeProvider? clock)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        // Polly's callbacks cannot capture a ref struct. Both locals stay on this stack while Execute runs, on this thread, so their addresses hold.
        scoped var held = call;
        TResult result = default!;
        var frame = new Frame<TCall, TResult>((nint)Unsafe.AsPointer(ref held), (nint)Unsafe.AsPointer(ref result));
        For(clock).Execute(static (frame, token) => frame.Run(token), frame, call.CancellationToken);
        return result;
    }

    /// <summary>Runs a call of a method that returns a task.</summary>
    public ValueTask<TResult> RunAsync<TCall, TResult>(TCall call, TimeProvider? clock) where TCall : struct, IAsyncCall<TResult> =>
        For(clock).ExecuteAsync(static (call, token) => call.InvokeAsync(token), call, call.CancellationToken);

    ResiliencePipeline For(TimeProvider? clock)
    {
        if (clock is not null) return byClock.GetValue(clock, Build);
        if (plain is { } known) return known;
        // One method has one pipeline: a breaker that was built twice would count twice.
        lock (gate) return plain ??= Build(null);
    }

    ResiliencePipeline Build(TimeProvider? clock)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        add(builder);
        return builder.Build();
    }

    /// <summary>Addresses of a call and of the place for its result, both on the stack of the thread that runs it.</summary>
    readonly unsafe struct Frame<TCall, TResult>(nint call, nint result)
        where TCall : struct, ICall<TResult>, allows ref struct
        where TResult : allows ref struct
    {
        public void Run(CancellationToken token) => Unsafe.AsRef<TResult>((void*)result) = Unsafe.AsRef<TCall>((void*)call).Invoke(token);
    }
}
