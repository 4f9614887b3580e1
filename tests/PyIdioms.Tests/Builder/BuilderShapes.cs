using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms.Tests.Builder;

/// <summary>Types of every shape, each with a builder: that they compile is half of the test.</summary>
static partial class Shapes
{
    [Builder] public sealed partial record Query([LiteralString] string Table)
    {
        public ImmutableArray<string> Where { get; init; } = [];
        public int? Limit { get; init; }
        public string Order { get; init; } = "id";
    }

    [Builder] public sealed partial record Person([MinLen(1)] string Name, [Gt(0)] int Age, [Email] string? Email = null, bool Active = true);

    [Builder] public partial class Plain
    {
        public int Number { get; set; } = 7;
        public string? Text { get; init; }
        public required string Title { get; init; }
        public List<string> Tags { get; init; } = ["default"];
    }

    [Builder] public sealed partial class Primary(string name, int size = 3)
    {
        public string Name => name;
        public int Size { get; } = size;
    }

    [Builder] public partial class Chosen
    {
        public Chosen() => How = "default";
        [Builder] public Chosen(string how) => How = "chosen " + how;
        public string How { get; }
    }

    [Builder] public sealed partial class Hidden
    {
        Hidden(int inside) => Inside = inside;
        public int Inside { get; }
    }

    [Builder] public partial struct Point
    {
        public int X { get; set; }
        public int Y { get; set; }
    }

    [Builder] public readonly partial struct Fixed(int a)
    {
        public int A { get; } = a;
        public int B { get; init; } = 5;
    }

    [Builder] public partial record struct Pair<TLeft, TRight>(TLeft Left, TRight Right) where TRight : notnull;

    [Builder] public readonly partial record struct Money(decimal Amount, string Currency = "EUR");

    [Builder] public sealed partial record @class(int @int, string @event = "e") { public bool @is { get; init; } }

    [Builder] public partial class Fields
    {
        public int Plain;
        public required string Needed;
        internal long Internal = 4;
        public readonly int ReadOnly = 9;
    }

    [Builder] public abstract partial record Shape
    {
        public required string Name { get; init; }
        public ImmutableArray<string> Labels { get; init; } = [];
    }

    [Builder] public partial record Circle(double Radius) : Shape;

    [Builder] public sealed partial record Ring(double Radius, double Inner) : Circle(Radius) { public string Colour { get; init; } = "black"; }

    [Builder] public abstract partial class Entity<TKey>
    {
        public required TKey Id { get; init; }
        public List<TKey> Links { get; } = [];
    }

    [Builder] public sealed partial class User : Entity<int> { public string Email { get; set; } = ""; }

    public abstract class Middle<T> : Entity<T> { public T? Last { get; init; } }

    [Builder] public sealed partial class Deep : Middle<string> { public int Depth { get; init; } = 1; }

    [Builder] public sealed partial record Everything
    {
        public int[] Array { get; init; } = [];
        public List<int> List { get; init; } = [];
        public IList<int> IList { get; init; } = [];
        public ICollection<int> ICollection { get; init; } = [];
        public IEnumerable<int> IEnumerable { get; init; } = [];
        public IReadOnlyList<int> IReadOnlyList { get; init; } = [];
        public IReadOnlyCollection<int> IReadOnlyCollection { get; init; } = [];
        public HashSet<int> HashSet { get; init; } = [];
        public ISet<int> ISet { get; init; } = new HashSet<int>();
        public IReadOnlySet<int> IReadOnlySet { get; init; } = new HashSet<int>();
        public SortedSet<int> SortedSet { get; init; } = [];
        public LinkedList<int> LinkedList { get; init; } = new();
        public Queue<int> Queue { get; init; } = new();
        public Stack<int> Stack { get; init; } = new();
        public Dictionary<string, int> Dictionary { get; init; } = [];
        public IDictionary<string, int> IDictionary { get; init; } = new Dictionary<string, int>();
        public IReadOnlyDictionary<string, int> IReadOnlyDictionary { get; init; } = new Dictionary<string, int>();
        public SortedDictionary<string, int> SortedDictionary { get; init; } = [];
        public SortedList<string, int> SortedList { get; init; } = [];
        public ImmutableArray<int> ImmutableArray { get; init; } = [];
        public ImmutableList<int> ImmutableList { get; init; } = [];
        public IImmutableList<int> IImmutableList { get; init; } = ImmutableList<int>.Empty;
        public ImmutableHashSet<int> ImmutableHashSet { get; init; } = [];
        public ImmutableSortedSet<int> ImmutableSortedSet { get; init; } = [];
        public ImmutableQueue<int> ImmutableQueue { get; init; } = [];
        public ImmutableStack<int> ImmutableStack { get; init; } = [];
        public ImmutableDictionary<string, int> ImmutableDictionary { get; init; } = ImmutableDictionary<string, int>.Empty;
        public ImmutableSortedDictionary<string, int> ImmutableSortedDictionary { get; init; } = ImmutableSortedDictionary<string, int>.Empty;
        public FrozenSet<int> FrozenSet { get; init; } = FrozenSet<int>.Empty;
        public FrozenDictionary<string, int> FrozenDictionary { get; init; } = FrozenDictionary<string, int>.Empty;
        public ConcurrentBag<int> ConcurrentBag { get; init; } = [];
        public ConcurrentQueue<int> ConcurrentQueue { get; init; } = [];
        public ConcurrentDictionary<string, int> ConcurrentDictionary { get; init; } = [];
        public Collection<int> Collection { get; init; } = [];
        public ObservableCollection<int> ObservableCollection { get; init; } = [];
        public ReadOnlyCollection<int> ReadOnlyCollection { get; init; } = new([]);
        public int[][] Jagged { get; init; } = [];
        public int[,] Square { get; init; } = new int[1, 1];
        public List<int>? Maybe { get; init; }
        public ImmutableArray<int>? MaybeArray { get; init; }
        public ReadOnlyMemory<byte> Memory { get; init; }
        public List<object> Objects { get; init; } = [];
        public List<int?> Nullables { get; init; } = [];
        public List<(int Id, string? Name)> Tuples { get; init; } = [];
    }

    [Builder] public sealed partial class Comparers
    {
        public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "*/*" };
        public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);
        public List<string> Log { get; } = ["begun"];
    }

    [Builder] public sealed partial record People(ImmutableArray<string> Children, [Singular("Sheep")] params string[] Flock)
    {
        public List<string> Categories { get; init; } = [];
        public List<string> Addresses { get; init; } = [];
        public List<string> Status { get; init; } = [];
        public List<int> Indices { get; init; } = [];
        public Dictionary<string, int> Scores { get; init; } = [];
    }

    [Builder] public sealed partial record Taken(int Build, int Check, string Tag, ImmutableArray<string> Tags, int TryBuild = 2) { public int ToStrings { get; init; } }

    [Builder] public sealed partial record Documented(string Name)
    {
        public readonly partial struct Builder
        {
            public Builder Anonymous() => Called("nobody");
            public Builder Called(string name) => Name(name);
            public Builder Twice(int number) => Number(2 * number);
            public Builder Odd(int odd) => this with { __Odd = odd + 1, __set0 = __set0 | 4 };
        }

        public int Number { get; init; }
        public int Odd { get; init; }
    }

    [Builder] public sealed partial record Own(string Name)
    {
        public static string For(int number) => $"mine {number}";
        public string ToBuilder() => "mine";
    }

    [Builder] public sealed partial class Both
    {
        [SetsRequiredMembers] public Both(string name) => Name = name;
        public required string Name { get; init; }
        public string? More { get; init; }
    }

    [Builder] public sealed partial class Twofold(string name)
    {
        public required string Name { get; init; } = name;
    }

    [Builder] public sealed partial record Valid([MinLen(2)] ImmutableArray<string> Columns, [Range(1, 3)] int Level)
    {
        [MaxLen(3)] public List<int> Numbers { get; init; } = [];
        [Interval(1, 10)] public int? Size { get; init; }
        [Regex("[a-z]+")] public string Word { get; init; } = "NOT LOWER";
        [MinLen(1)] public ImmutableArray<int> Some { get; init; } = [];
    }

    [Builder] public sealed partial record Dyn(dynamic Value, nint Native, (int Left, string? Right) Both, Func<int, Task<string?>>? Call = null, DayOfWeek Day = DayOfWeek.Friday, char C = '\'', double D = double.NaN, decimal M = 1.5m, string S = "a\"b\n", object? O = null, int? N = 4);

    [Builder] internal partial class Internals
    {
        internal required string Name { get; init; }
        private protected int Ignored { get; set; }
        public int Open { get; internal set; } = 3;
        public int Started { get; private init; } = 4;
    }

    private enum Mood { Good, Bad }

    [Builder] private sealed partial record Secretive(Mood Mood);

    internal static string TellMood() => Secretive.For(Mood.Bad).Build().ToString();

    [Builder] public sealed partial record Inner
    {
        [Builder] public sealed partial record Core(int Depth) { public int More { get; init; } }

        public Core? Value { get; init; }
    }

    public static partial class Generic<T> where T : class
    {
        [Builder] public sealed partial record Box<TSelf>(T Value, TSelf Self) { public List<T> Items { get; init; } = []; }

        [Builder] public partial class Open<TSelf> { public TSelf? Me { get; init; } }
    }

    public partial interface IHolder
    {
        [Builder] public sealed partial record Held(int Number);
    }

    [Builder] public sealed partial class Spans(string name, params ReadOnlySpan<int> numbers)
    {
        readonly int[] all = numbers.ToArray();
        public string Name { get; } = name;
        public int Sum() => all.Sum();
    }

    [Builder] public sealed partial class Many
    {
        public int P01 { get; init; } = 1; public int P02 { get; init; } public int P03 { get; init; } public int P04 { get; init; } public int P05 { get; init; } public int P06 { get; init; } public int P07 { get; init; } public int P08 { get; init; } public int P09 { get; init; } public int P10 { get; init; }
        public int P11 { get; init; } public int P12 { get; init; } public int P13 { get; init; } public int P14 { get; init; } public int P15 { get; init; } public int P16 { get; init; } public int P17 { get; init; } public int P18 { get; init; } public int P19 { get; init; } public int P20 { get; init; }
        public int P21 { get; init; } public int P22 { get; init; } public int P23 { get; init; } public int P24 { get; init; } public int P25 { get; init; } public int P26 { get; init; } public int P27 { get; init; } public int P28 { get; init; } public int P29 { get; init; } public int P30 { get; init; }
        public int P31 { get; init; } public int P32 { get; init; } = 32; public required int P33 { get; init; } public int P34 { get; init; } = 34;
    }

    public sealed class Bag : Collection<string>;

    public sealed class Table : Dictionary<string, int>;

    [Builder] public sealed partial record Customs { public Bag Bag { get; init; } = []; public Table Table { get; init; } = []; }

    [Builder] public partial class Settings
    {
        [Obsolete("old")] public int Old { get; set; }
        [Obsolete("gone", error: true)] public int Gone { get; set; }
        public int this[int index] { get => index; set { } }
        public static int Shared { get; set; }
        public event EventHandler? Changed;
        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
        public virtual int Level { get; set; } = 2;
    }

    [Builder] public sealed partial record Renamed(string id) { public int Id { get; } = id.Length; }

    [Builder] public partial record Base(int A) { public virtual string Text { get; init; } = "base"; }

    [Builder] public sealed partial record Derived(int A, int B) : Base(A) { public override string Text { get; init; } = "derived"; }

    [Builder] public sealed partial record Narrow() : Base(1) { public new long A { get; init; } }

    [Builder] public partial class InParameters
    {
        public InParameters(in DateTime at, Guid? id = null, CancellationToken ct = default) => (At, Id) = (at, id);
        public DateTime At { get; }
        public Guid? Id { get; }
    }

    [Builder]
    public sealed partial record Parted(int First);

    public sealed partial record Parted { public int Second { get; init; } = 2; }

    public sealed partial record Parted { public int Third { get; init; } = 3; }
}

[Builder]
internal sealed partial record TopLevel<T>(T Value) where T : struct, Enum;

[Builder]
internal sealed partial class Throwing
{
    public Throwing(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
    }

    public int Size { get; }
}
