using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Decorators;

/// <summary>Every signature behaves as without its decorators, which see every call.</summary>
public partial class SignatureTests
{
    [Fact]
    public void HooksRunAroundTheBody()
    {
        var seen = Seen.Start();
        Assert.Equal(5, new Plain().Add(2, 3));
        Assert.Equal(["watch>Add", "core", "watch<Add"], seen);
    }

    [Fact]
    public void HooksSeeTheException()
    {
        var seen = Seen.Start();
        var error = Assert.Throws<InvalidOperationException>(() => new Plain().Fail());
        Assert.Equal(["watch>Fail", "watch<Fail:no"], seen);
        Assert.Equal("no", error.Message);
    }

    [Fact]
    public void TheLowestDecoratorRunsInnermost()
    {
        var seen = Seen.Start();
        new Plain().Stack(1);
        Assert.Equal(["a>Stack", "b>Stack", "c>Stack", "d>Stack", "core", "d<Stack", "c<Stack", "b<Stack", "a<Stack"], seen);
    }

    [Fact]
    public void ByReferenceArgumentsReachTheCaller()
    {
        Seen.Start();
        var (a, c) = (1, 5);
        new Plain().Refs(ref a, out var b, in c, in c);
        Assert.Equal((2, 15), (a, b));
        new Plain().RefsHooked(ref a, out b, in c);
        Assert.Equal((3, 10), (a, b));
    }

    [Fact]
    public void EachInvokeGetsTheCallersArguments()
    {
        Seen.Start();
        var a = 0;
        new Plain().Count(ref a, [1, 2]);
        Assert.Equal(4, a);
    }

    [Fact]
    public void SpansGoInAndOut()
    {
        var seen = Seen.Start();
        Assert.Equal("abc", new Plain().Trim("  abc ").ToString());
        Assert.Equal(6, new Plain().Sum(1, 2, 3));
        Assert.Equal(["wrap>Trim", "wrap<Trim", "wrap>Sum", "wrap<Sum"], seen);
    }

    [Fact]
    public void ReferencesComeBack()
    {
        var seen = Seen.Start();
        var plain = new Plain();
        ref var slot = ref plain.Slot(1);
        slot = 9;
        Assert.Equal(9, plain.Slots[1]);
        Assert.Equal(["watch>Slot", "watch<Slot"], seen);
    }

    [Fact]
    public unsafe void PointersGoInAndOut()
    {
        var seen = Seen.Start();
        var x = 41;
        Assert.Equal(42, *new Plain().Next(&x));
        Assert.Equal(43, new Plain().Peek(&x));
        Assert.Equal(["watch>Next", "watch<Next", "wrap>Peek", "wrap<Peek"], seen);
    }

    [Fact]
    public void StructsKeepWhatTheirMethodsChange()
    {
        Seen.Start();
        var counter = new Counter();
        Assert.Equal(2, counter.Bump(2));
        Assert.Equal(5, counter.BumpWrapped(3));
        Assert.Equal(5, counter.Value);
        Assert.Equal(5, counter.Read());
        Assert.Equal(3, new Window([1, 2, 3]).Length());
    }

    [Fact]
    public void GenericsKeepTheirConstraints()
    {
        var seen = Seen.Start();
        Assert.Equal("7", new Box<int>.Inner<string>().Describe(7, "x"));
        Assert.Equal("wrap>Describe", seen[0]);
        Assert.Equal(3, new Plain().LengthOf((ReadOnlySpan<char>)"abc"));
    }

    [Fact]
    public void InterfacesAndOverridesAreDecorated()
    {
        var seen = Seen.Start();
        Assert.Equal(105, ((IThing)new Thing()).Offset(5));
        Assert.Equal(7, ((Base)new Derived()).Twice(3));
        Assert.Equal(["watch>Offset", "watch<Offset", "derived>Twice", "base>Twice", "base<Twice", "derived<Twice"], seen);
    }

    [Fact]
    public void CallerInformationAndDefaultsComeFromTheCall()
    {
        Seen.Start();
        Assert.Equal(nameof(CallerInformationAndDefaultsComeFromTheCall) + ":x", new Plain().Who());
        Assert.Equal("ab!", "ab".Shout());
    }

    [Fact]
    public void ArgumentsAreATuple()
    {
        var seen = Seen.Start();
        new Plain().Shown(1, "b", default);
        new Plain().ShownNone();
        Assert.Equal(["(1, b)", "()"], seen);
    }

    [Fact]
    public void OneSignatureDecoratorsAreTyped()
    {
        Assert.Equal(3, Plain.AtLeastThree(1));
        Assert.Equal(5, Plain.AtLeastThree(5));
    }

    [Fact]
    public void ExplicitProtocolsAreCalledThroughTheInterface()
    {
        var seen = Seen.Start();
        new Plain().Explicit();
        Assert.Equal(["PyIdioms.Tests.Decorators.SignatureTests.Plain.Explicit"], seen);
    }

    [Fact]
    public void TheDecoratedMethodIsNotInTheStackTrace()
    {
        Seen.Start();
        var error = Assert.Throws<InvalidOperationException>(() => new Plain().FailWrapped());
        Assert.Contains("FailWrappedCore", error.StackTrace);
        Assert.DoesNotContain("FailWrappedCall", error.StackTrace);
        Assert.DoesNotContain("FailWrapped()", error.StackTrace);
    }

    public partial class Plain
    {
        public readonly int[] Slots = new int[4];

        [Watch] public partial int Add(int a, int b);
        int AddCore(int a, int b) { Seen.Add("core"); return a + b; }

        [Watch] public partial void Fail();
        void FailCore() => throw new InvalidOperationException("no");

        [Wrap, Watch] public partial void FailWrapped();
        void FailWrappedCore() => throw new InvalidOperationException("no");

        [Wrap("a"), Watch("b")]
        [Wrap("c")]
        [Watch("d")]
        internal partial int Stack(int x);
        static int Ignored => 0;
        int StackCore(int x) { Seen.Add("core"); return x; }

        [Wrap] public partial void Refs(ref int a, out int b, in int c, ref readonly int d);
        void RefsCore(ref int a, out int b, in int c, ref readonly int d) { b = c * 2 + d; a++; }

        [Watch, Watch] public partial void RefsHooked(ref int a, out int b, in int c);
        void RefsHookedCore(ref int a, out int b, in int c) { b = c * 2; a++; }

        [Twice] public partial void Count(ref int a, scoped Span<int> xs);
        void CountCore(ref int a, scoped Span<int> xs) => a += xs.Length;

        [Wrap] public partial ReadOnlySpan<char> Trim(ReadOnlySpan<char> text);
        ReadOnlySpan<char> TrimCore(ReadOnlySpan<char> text) => text.Trim();

        [Wrap] public partial int Sum(params ReadOnlySpan<int> xs);
        int SumCore(params ReadOnlySpan<int> xs) { var sum = 0; foreach (var x in xs) sum += x; return sum; }

        [Watch] public partial ref int Slot(int i);
        ref int SlotCore(int i) => ref Slots[i];

        [Watch] public unsafe partial int* Next(int* p);
        unsafe int* NextCore(int* p) { (*p)++; return p; }

        [Wrap] public unsafe partial int Peek(int* p);
        unsafe int PeekCore(int* p) => *p + 1;

        [Wrap] public partial int LengthOf<T>(T value) where T : allows ref struct;
        int LengthOfCore<T>(T value) where T : allows ref struct => typeof(T) == typeof(ReadOnlySpan<char>) ? 3 : 0;

        [Watch] public partial string Who([CallerMemberName] string who = "", string @class = "x");
        string WhoCore(string who, string @class) => who + ":" + @class;

        [ShowArgs] public partial void Shown(int a, string b, CancellationToken cancel);
        void ShownCore(int a, string b, CancellationToken cancel) { }

        [ShowArgs] public partial void ShownNone();
        void ShownNoneCore() { }

        [Clamp<int>("3")] public static partial int AtLeastThree(int x);
        static int AtLeastThreeCore(int x) => x;

        [Hidden] public partial void Explicit();
        void ExplicitCore() { }
    }

    partial struct Counter
    {
        public int Value;

        [Watch] public partial int Bump(int by);
        int BumpCore(int by) => Value += by;

        [Wrap] public partial int BumpWrapped(int by);
        int BumpWrappedCore(int by) => Value += by;

        [Wrap] public readonly partial int Read();
        readonly int ReadCore() => Value;
    }

    readonly ref partial struct Window(Span<int> items)
    {
        readonly Span<int> items = items;

        [Wrap] public partial int Length();
        int LengthCore() => items.Length;
    }

    partial class Box<T>
    {
        public partial class Inner<U> where U : class
        {
            [Wrap] public partial string? Describe<V>(V value, U other) where V : struct, IEquatable<V>;
            string? DescribeCore<V>(V value, U other) where V : struct, IEquatable<V> => value.ToString();
        }
    }

    partial interface IThing
    {
        [Watch] public partial int Offset(int x);
        private int OffsetCore(int x) => x + 100;
    }

    sealed class Thing : IThing;

    partial class Base
    {
        [Watch("base")] public virtual partial int Twice(int x);
        int TwiceCore(int x) => x * 2;
    }

    sealed partial class Derived : Base
    {
        [Wrap("derived")] public override partial int Twice(int x);
        int TwiceCore(int x) => base.Twice(x) + 1;
    }
}

static partial class Extensions
{
    [Wrap] public static partial string Shout(this string text);
    static string ShoutCore(this string text) => text + "!";
}
