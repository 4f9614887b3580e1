using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Profiling;

/// <summary>Sizes are what making the objects allocated; each object counts once.</summary>
[Collection(nameof(GcScopeTests))]
public partial class DeepSizeTests
{
    static object? kept;

    /// <summary>Making it a second time allocates what it holds: the first time static things may be made too.</summary>
    static void SameAsAllocated(Func<object> make, long comparer = 0)
    {
        kept = make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        kept = make();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(allocated - comparer, DeepSize.Of(kept));
    }

    static string Text(int length) => new('x', length);

    [Fact]
    public void SizesAreThoseAllocated()
    {
        SameAsAllocated(() => new object());
        SameAsAllocated(() => Text(13));
        SameAsAllocated(() => new byte[13]);
        SameAsAllocated(() => new int[2, 3]);
        SameAsAllocated(() => new string[2, 2] { { Text(1), Text(2) }, { Text(3), Text(4) } });
        SameAsAllocated(() => new object[] { 1, 2L, 3.0m, new object(), (1, Text(4)) });
        SameAsAllocated(() => new (int, string?, object?)[] { (1, Text(1), null), (2, null, new object()), (3, Text(5), 7) });
        SameAsAllocated(() => new string[][] { [Text(1)], [Text(2), Text(3)] });
        SameAsAllocated(() => Tuple.Create(1, Text(3), new object()));
        SameAsAllocated(() => new StringBuilder(100).Append('x', 300));
    }

    [Fact]
    public void CollectionsCountWithTheirStorage()
    {
        SameAsAllocated(() => new List<int>(100) { 1 });
        SameAsAllocated(() => new List<string>(4) { Text(3), Text(4) });
        SameAsAllocated(() => new Dictionary<int, string>(5) { [1] = Text(4), [2] = Text(40) });
        SameAsAllocated(() => new Dictionary<string, (string, object)>(5) { [Text(1)] = (Text(4), new object()) });
        SameAsAllocated(() => new HashSet<string>(5) { Text(1), Text(2) });
        SameAsAllocated(() => { var set = new SortedSet<long>(); set.Add(1); set.Add(2); return set; });
        SameAsAllocated(() => { var queue = new Queue<object>(8); queue.Enqueue(new object()); return queue; });
        SameAsAllocated(() => { var stack = new Stack<string>(8); stack.Push(Text(5)); return stack; });
        SameAsAllocated(() => { var list = new LinkedList<string>(); list.AddLast(Text(1)); list.AddLast(Text(2)); return list; });
        SameAsAllocated(() => new SortedDictionary<int, object>(Comparer<int>.Default) { [1] = new object(), [2] = new object() }, comparer: 24);
        SameAsAllocated(() => { var queue = new PriorityQueue<string, int>(4); queue.Enqueue(Text(1), 1); return queue; });
        SameAsAllocated(() => ImmutableArray.Create(Text(1), Text(2)));
        SameAsAllocated(() => { IReadOnlyList<string> list = [Text(1), Text(2)]; return list; });
        SameAsAllocated(() => { IReadOnlyList<string> list = [Text(1)]; return list; });
        SameAsAllocated(() => new { A = Text(1), B = 2 });
        var concurrent = new ConcurrentDictionary<int, string> { [1] = Text(1) };
        Assert.True(DeepSize.Of(concurrent) > DeepSize.Shallow(concurrent) + DeepSize.Of(Text(1)) + 500);
    }

    [Fact]
    public void EachObjectCountsOnce()
    {
        var shared = Text(10);
        Assert.Equal(DeepSize.Of(new object[3]) + DeepSize.Of(shared), DeepSize.Of(new object[] { shared, shared, shared }));
        var cycle = new Node();
        cycle.Next = cycle;
        Assert.Equal(new DeepSizeResult(DeepSize.Shallow(cycle), 1), DeepSize.Measure(cycle));
        Assert.Equal(default, DeepSize.Measure(null));
    }

    /// <summary>A list of Python's is one object, one of .NET two: itself and its array.</summary>
    [Fact]
    public void ObjectsAreThoseOfPython()
    {
        var python = Truth.Of("profiling", "deep_sizeof").GetProperty("distinct_objects");
        int Python(string name) => python.GetProperty(name).GetInt32();

        var cycle = new List<object>(1);
        cycle.Add(cycle);
        Assert.Equal(Python("self-cycle list") + 1, DeepSize.Measure(cycle).Objects);
        var one = new List<object> { new() };
        Assert.Equal(Python("[a,a] with one shared list of one") + 2, DeepSize.Measure(new List<object> { one, one }).Objects);
        // A dictionary has an array of entries and one of buckets.
        Assert.Equal(Python("dict two keys to one shared list") + 2 + 1, DeepSize.Measure(new Dictionary<string, List<object>> { ["a"] = one, ["b"] = one }).Objects);
    }

    [Fact]
    public void MarkedTypesAreFollowed()
    {
        SameAsAllocated(() => new Node { Next = new() { Name = Text(3) }, Pair = (1, Text(4)), Items = new(2) { new(), new() } });
        SameAsAllocated(() => new Derived { Next = new(), Own = Text(7) });
        SameAsAllocated(() => new Captured(Text(5)));
        SameAsAllocated(() => new Record(Text(1), new Record(Text(2), null)));
        SameAsAllocated(() => new Box<string>.Inner<Node>(Text(3), new Node { Name = Text(1) }));
        SameAsAllocated(() => (object)new Value { Text = Text(3), Next = new() });
        SameAsAllocated(() => new Holder { Value = new() { Text = Text(3), Next = new() { Name = Text(2) } } });
        SameAsAllocated(() => new Nodes { new() { Name = Text(1) } });
        SameAsAllocated(() => new Named { Text = Text(3) });
    }

    [Fact]
    public void OthersCountWithTheirOwnBytes()
    {
        var foreign = new MemoryStream(new byte[1000]);
        Assert.Equal(DeepSize.Shallow(foreign), DeepSize.Of(foreign));
        var (owner, node) = (new Node { Name = Text(100) }, new Node());
        node.Owner = owner;
        node.Handler = owner.ToString;
        Assert.Equal(DeepSize.Shallow(node) + DeepSize.Shallow(node.Handler), DeepSize.Of(node));
    }

    [Fact]
    public void ALongListIsNoStackOverflow()
    {
        Node? list = null;
        for (var i = 0; i < 1_000_000; i++) list = new() { Next = list };
        Assert.Equal((1_000_000 * DeepSize.Shallow(list!), 1_000_000), DeepSize.Measure(list) is var (bytes, objects) ? (bytes, objects) : default);
    }

    [Fact]
    public void TheCollectorMayMoveThings()
    {
        var churn = new Thread(() =>
        {
            for (var collection = 0; collection < 500; collection++)
            {
                kept = new byte[5000];
                GC.Collect(0);
            }
        });
        churn.Start();
        do
        {
            var nodes = Enumerable.Range(0, 200).Select(n => new Node { Pair = (n, Text(3)), Items = [new()] }).ToArray();
            Assert.Equal(1 + 200 * 5, DeepSize.Measure(nodes).Objects);
        }
        while (churn.IsAlive);
    }

    [DeepSize]
    public partial class Node
    {
        public string? Name { get; set; }
        public Node? Next { get; set; }
        public (int, string?) Pair;
        public List<Node>? Items;
        public Func<string?>? Handler;
        [DeepSize(Follow = false)] public Node? Owner { get; set; }
        public static Node Shared { get; } = new();
    }

    [DeepSize]
    public sealed partial class Derived : Node
    {
        public string? Own { get; set => field = value?.Trim(); }
    }

    [DeepSize]
    public partial class Captured(string text)
    {
        public int Length => text.Length;
    }

    [DeepSize]
    public sealed partial record Record(string Text, Record? Next);

    static partial class Holders
    {
        [DeepSize]
        public partial class Unused;
    }

    public partial class Box<T>
    {
        [DeepSize]
        public partial class Inner<U>(T first, U second)
        {
            readonly T first = first;
            public U Second => second;
            public override string ToString() => $"{first}";
        }
    }

    [DeepSize]
    public partial struct Value
    {
        public string? Text { get; set; }
        public Node? Next;
    }

    [DeepSize]
    public sealed partial class Holder
    {
        public Value Value { get; set; }
    }

    [DeepSize]
    public sealed partial class Nodes : List<Node>;

    [DeepSize]
    public sealed partial class Named : Unmarked
    {
        public int Number { get; set; }
    }

    public class Unmarked
    {
        public string? Text { get; set; }
    }
}
