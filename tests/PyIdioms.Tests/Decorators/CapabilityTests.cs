using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Decorators;

/// <summary>What decorators get beside the call: what they need of the class, arguments, a switch, another token.</summary>
public partial class CapabilityTests
{
    [Fact]
    public void ANeedIsMetByAFieldAPropertyAParameterOrThePrimaryConstructor()
    {
        var field = new OnField();
        field.Run(7);
        Assert.Equal([">Run", "id=7:Int32", "<Run"], field.Notes);

        List<string> notes = [];
        new OnConstructor(notes).Run();
        OnField.Static(notes, "hush");
        new Inherited().Run(notes, 2.5m);
        Assert.Equal([">Run", "<Run", ">Static", "password=***:String", "<Static", ">Run", "amount=2.5:Decimal", "<Run"], notes.Where(n => !n.StartsWith("notes=", StringComparison.Ordinal)));
        var derived = new Inherited();
        Assert.Throws<InvalidOperationException>(derived.Fail);
        Assert.Equal([">Fail", "<Fail:no"], derived.Notes);
    }

    [Fact]
    public async Task NeedsAreMetInsideOfOtherDecoratorsAndAcrossAwaits()
    {
        List<string> notes = [];
        var service = new OnConstructor(notes);
        Assert.Equal(3, await service.AddAsync(1, 2));
        Assert.Equal([">AddAsync", "a=1:Int32", "b=2:Int32", "core", "<AddAsync"], notes);
        notes.Clear();
        await foreach (var item in service.Items(2)) notes.Add($"item {item}");
        Assert.Equal([">Items", "count=2:Int32", "item 0", "item 1", "<Items"], notes);
        notes.Clear();
        Assert.Equal(2, await service.SpanAsync([1, 2], out var first));
        Assert.Equal(1, first);
        Assert.Equal([">SpanAsync", "<SpanAsync"], notes);
    }

    [Fact]
    public void AnOptionalNeedMayBeMissing()
    {
        var seen = Seen.Start();
        Assert.Equal(4, Bare.Twice(2));
        Assert.Empty(seen); // off without a list
        new OnField().Tagged(5, "x", secret: "s");
        new OnField().Uninteresting(5);
        Assert.Equal(["Tagged>list", "Tagged.order.id=5", "Tagged.name=x", "Tagged<", "Uninteresting>list", "Uninteresting<"], seen);
    }

    [Fact]
    public async Task HooksThatAreOffCostNothingAndSeeNothing()
    {
        var seen = Seen.Start();
        var service = new Switches();
        foreach (var on in (bool[])[false, true])
        {
            SwitchedAttribute.Turn(on);
            service.Run();
            Assert.Equal(5, service.Add(2, 3));
            Assert.Equal(5, await service.AddAsync(2, 3));
            await service.RunAsync();
            Assert.Equal(5, await service.MixedAsync(2, 3));
            Assert.Equal(6, service.Mixed(2, 3));
            Assert.Equal(5, await service.InnerAsync(2, 3));
            if (!on)
            {
                Assert.Equal(["watch>MixedAsync", "watch<MixedAsync", "watch>Mixed", "watch<Mixed", "wrap>InnerAsync", "wrap<InnerAsync"], seen);
                var pending = service.RunAsync();
                Assert.Same(Switches.Done, pending);
                await pending;
                seen.Clear();
            }
        }
        Assert.Equal([
            "switched>Run", "switched<Run", "a>Add", "b>Add", "b<Add", "a<Add", "switched>AddAsync", "switched<AddAsync", "switched>RunAsync", "switched<RunAsync",
            "switched>MixedAsync", "watch>MixedAsync", "watch<MixedAsync", "switched<MixedAsync", "switched>Mixed", "watch>Mixed", "watch<Mixed", "switched<Mixed",
            "wrap>InnerAsync", "switched>InnerAsync", "switched<InnerAsync", "wrap<InnerAsync"], seen);
    }

    [Fact]
    public async Task ACallMayRunWithAnotherToken()
    {
        var service = new OnField();
        Assert.True(service.IsCancelled(1, CancellationToken.None));
        Assert.True(await service.IsCancelledAsync());
        Assert.Equal(3, service.NotCancellable([1, 2, 3]));
        Assert.Equal(["can", "can", "cannot"], service.Notes);
    }

    partial class OnField
    {
        public readonly List<string> Notes = [];

        [Note] public partial void Run(int id, CancellationToken cancel = default);
        void RunCore(int id, CancellationToken cancel) { }

        [Note] public static partial void Static(List<string> notes, string password);
        static void StaticCore(List<string> notes, string password) { }

        [Tag] public partial void Tagged([Mark("order.id")] int id, [Mark] string name, string secret);
        void TaggedCore(int id, string name, string secret) { }

        [Tag] public partial void Uninteresting([Mark] int id);
        void UninterestingCore(int id) { }

        [Cancelled] public partial bool IsCancelled(int id, CancellationToken cancel);
        bool IsCancelledCore(int id, CancellationToken cancel) => cancel.IsCancellationRequested;

        [Cancelled] public partial Task<bool> IsCancelledAsync(CancellationToken cancel = default);
        async Task<bool> IsCancelledAsyncCore(CancellationToken cancel)
        {
            await Task.Yield();
            return cancel.IsCancellationRequested;
        }

        [Cancelled] public partial int NotCancellable(ReadOnlySpan<int> items);
        int NotCancellableCore(ReadOnlySpan<int> items) => items.Length;
    }

    class Notebook
    {
        protected internal List<string> Notes { get; } = [];
    }

    partial class Inherited : Notebook
    {
        [Note] public partial void Run(List<string> notes, decimal amount);
        void RunCore(List<string> notes, decimal amount) { }

        [Note] public partial void Fail();
        void FailCore() => throw new InvalidOperationException("no");
    }

    partial class OnConstructor(List<string> notes)
    {
        [Note] public partial void Run();
        void RunCore() { }

        [Wrap, Note] public partial Task<int> AddAsync(int a, int b);
        async Task<int> AddAsyncCore(int a, int b)
        {
            await Task.Yield();
            notes.Add("core");
            return a + b;
        }

        [Note] public partial IAsyncEnumerable<int> Items(int count, CancellationToken cancel = default);
        async IAsyncEnumerable<int> ItemsCore(int count, [EnumeratorCancellation] CancellationToken cancel)
        {
            for (var i = 0; i < count; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }

        [Note] public partial Task<int> SpanAsync(ReadOnlySpan<int> items, out int first);
        Task<int> SpanAsyncCore(ReadOnlySpan<int> items, out int first)
        {
            first = items[0];
            return Task.FromResult(items.Length);
        }
    }

    static partial class Bare
    {
        [Tag] public static partial int Twice([Mark] int n);
        static int TwiceCore(int n) => 2 * n;
    }

    partial class Switches
    {
        public static readonly Task Done = Task.Delay(0);

        [Switched] public partial void Run();
        void RunCore() { }

        [Switched("a"), Switched("b")] public partial int Add(int a, int b);
        int AddCore(int a, int b) => a + b;

        [Switched] public partial Task<int> AddAsync(int a, int b);
        Task<int> AddAsyncCore(int a, int b) => Task.FromResult(a + b);

        [Switched] public partial Task RunAsync();
        Task RunAsyncCore() => Done;

        [Switched, Watch] public partial ValueTask<int> MixedAsync(int a, int b);
        ValueTask<int> MixedAsyncCore(int a, int b) => new(a + b);

        [Switched, Watch] public partial int Mixed(int a, int b);
        int MixedCore(int a, int b) => a * b;

        [Wrap, Switched] public partial Task<int> InnerAsync(int a, int b);
        Task<int> InnerAsyncCore(int a, int b) => Task.FromResult(a + b);
    }
}
