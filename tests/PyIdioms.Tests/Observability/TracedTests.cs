using System.Diagnostics;

namespace PyIdioms.Tests.Observability;

/// <summary>[Traced] runs calls in spans, as OpenTelemetry's Python API does (truth.json, "otel").</summary>
public partial class TracedTests
{
    [Fact]
    public async Task ChildrenFinishFirst()
    {
        using var spans = new Spans(Orders.Source.Name);
        await new Orders().ProcessOrder("42");
        Assert.Equal(["validate_payment(payment.valid=True) in process_order", "save_to_db() in process_order", "process_order(order.id=42)"], spans.Finished);
    }

    [Fact]
    public void AnExceptionIsRecordedOnEverySpanThatItLeaves()
    {
        using var spans = new Spans(Orders.Source.Name);
        Assert.Throws<InvalidOperationException>(new Orders().Outer);
        Assert.Equal([
            "i() in o Error(InvalidOperationException: boom) exception[System.InvalidOperationException: boom +stack]",
            "o() Error(InvalidOperationException: boom) exception[System.InvalidOperationException: boom +stack]"], spans.Finished);
    }

    [Fact]
    public async Task SpansCoverTheAwait()
    {
        using var spans = new Spans(Orders.Source.Name);
        Assert.Equal(8, new Orders().Sync(4));
        Assert.Equal("deco-async", await new Orders().Async());
        Assert.Null(Activity.Current);
        Assert.Equal(["deco()", "deco-async()"], spans.Finished);
    }

    [Fact]
    public void RecordingMayBeTurnedOff()
    {
        using var spans = new Spans(Orders.Source.Name);
        Assert.Throws<InvalidOperationException>(new Orders().Quiet);
        Assert.Equal(["n()"], spans.Finished);
    }

    [Fact]
    public void WhatTheBodySaysStands()
    {
        using var spans = new Spans(Orders.Source.Name);
        Assert.Throws<InvalidOperationException>(new Orders().SaysOk);
        Assert.Throws<OperationCanceledException>(new Orders().Cancelled);
        Assert.Equal(["st() Ok() exception[System.InvalidOperationException: no +stack]", "c()"], spans.Finished);
    }

    [Fact]
    public async Task ATaskStartedWithASpanLeavesTheCallersContextAlone()
    {
        using var spans = new Spans(Orders.Source.Name);
        var pending = new Orders().Length("abc");
        Assert.Null(Activity.Current);
        Assert.Equal(3, await pending);
        Assert.Equal(["Orders.Length(text=abc)"], spans.Finished);
    }

    [Fact]
    public async Task AStreamIsASpanPerEnumeration()
    {
        using var spans = new Spans(Orders.Source.Name);
        var stream = new Orders().Items(2);
        Assert.Empty(spans.Finished);
        await foreach (var _ in stream) { }
        await foreach (var _ in stream) break;
        Assert.Equal(["Orders.Items(count=2)", "Orders.Items(count=2)"], spans.Finished);
    }

    [Fact]
    public void WithoutAListenerTheBodyRunsAlone()
    {
        Assert.Equal(8, new Orders().Sync(4));
        using var others = new Spans(TracedAttribute.SourceName);
        Assert.Equal(2, Shared(1));
        Assert.Equal(["TracedTests.Shared(n=1)"], others.Finished);
    }

    [Traced] private static partial int Shared([SpanTag] int n);
    static int SharedCore(int n) => n + 1;

    /// <summary>Keeps what spans of a source said when they ended.</summary>
    sealed class Spans : IDisposable
    {
        readonly ActivityListener listener;
        readonly AsyncLocal<bool> isMine = new() { Value = true };

        public List<string> Finished { get; } = [];

        public Spans(string source)
        {
            listener = new()
            {
                ShouldListenTo = s => s.Name == source,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => isMine.Value ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
                ActivityStopped = span => Finished.Add(Text(span)),
            };
            ActivitySource.AddActivityListener(listener);
        }

        static string Text(Activity span)
        {
            var text = $"{span.OperationName}({string.Join(", ", span.TagObjects.Select(t => $"{t.Key}={t.Value}"))})";
            if (span.Parent is { } parent) text += " in " + parent.OperationName;
            if (span.Status != ActivityStatusCode.Unset) text += $" {span.Status}({span.StatusDescription})";
            foreach (var e in span.Events)
            {
                var tags = e.Tags.ToDictionary();
                text += $" {e.Name}[{tags["exception.type"]}: {tags["exception.message"]}{(tags.ContainsKey("exception.stacktrace") ? " +stack" : "")}]";
            }
            return text;
        }

        public void Dispose() => listener.Dispose();
    }

    partial class Orders
    {
        public static readonly ActivitySource Source = new("PyIdioms.Tests.Orders");

        [Traced("process_order")] public partial Task ProcessOrder([SpanTag("order.id")] string id);
        async Task ProcessOrderCore(string id)
        {
            await Task.Yield();
            await ValidatePayment(id);
            await SaveToDb(id);
        }

        [Traced("validate_payment")] private partial Task<bool> ValidatePayment(string id);
        async Task<bool> ValidatePaymentCore(string id)
        {
            await Task.Yield();
            Activity.Current?.SetTag("payment.valid", true);
            return true;
        }

        [Traced("save_to_db")] private partial Task SaveToDb(string id);
        Task SaveToDbCore(string id) => Task.CompletedTask;

        [Traced("o")] public partial void Outer();
        void OuterCore() => Inner();

        [Traced("i")] private partial void Inner();
        void InnerCore() => throw new InvalidOperationException("boom");

        [Traced("deco")] public partial int Sync(int n);
        int SyncCore(int n) => 2 * n;

        [Traced("deco-async")] public partial Task<string> Async();
        async Task<string> AsyncCore()
        {
            await Task.Yield();
            return Activity.Current!.OperationName;
        }

        [Traced("n", RecordException = false, SetStatusOnException = false)] public partial void Quiet();
        void QuietCore() => throw new InvalidOperationException("boom");

        [Traced("st")] public partial void SaysOk();
        void SaysOkCore()
        {
            Activity.Current!.SetStatus(ActivityStatusCode.Ok);
            throw new InvalidOperationException("no");
        }

        [Traced("c")] public partial void Cancelled();
        void CancelledCore() => throw new OperationCanceledException();

        [Traced] public partial Task<int> Length([SpanTag] string text, ReadOnlySpan<char> rest = default);
        Task<int> LengthCore(string text, ReadOnlySpan<char> rest) => Delayed(text.Length);

        static async Task<int> Delayed(int n)
        {
            await Task.Yield();
            return n;
        }

        [Traced] public partial IAsyncEnumerable<int> Items([SpanTag] int count);
        async IAsyncEnumerable<int> ItemsCore(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }
}
