#pragma warning disable PYI0203 // what it reports is tried here
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Validation;

sealed record User(string Name, int Age, string Email);

enum Size { Small = 1, Large = 2 }

sealed class EvenAttribute(int offset = 0) : ValidationAttribute("{0} must be even")
{
    public override bool IsValid(object? value) => value is null || ((int)value + offset) % 2 == 0;
}

sealed class AskingAttribute : ValidationAttribute
{
    public override bool RequiresValidationContext => true;
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is "good" ? ValidationResult.Success : new($"{validationContext.DisplayName} is not good");
}

/// <summary>Validated methods of all shapes.</summary>
static partial class Forms
{
    public static int Runs;

    [Validated] public static partial User CreateUser([MaxLen(50)] string name, [Gt(0)] int age, [Email] string email = "a@b");
    static User CreateUserCore(string name, int age, string email)
    {
        Runs++;
        return new(name, age, email);
    }

    [Validated] public static partial int Numbers([Ge(-1)] uint a, [Lt(10_000_000_000)] int b, [Gt(0.5)] long c, [MultipleOf(0.5)] double d, [Ge(0.1)] decimal e, [Gt(0)] BigInteger f, [Interval(0, 1)] float g, [MultipleOf(3)] byte h,
        [Le("170141183460469231731687303715884105727")] Int128 i, [Gt(0)] nuint j, [Gt(0.25)] Half k, [Ge(-5)] nint l, [Lt(ulong.MaxValue)] ulong m, [Gt(0)] UInt128 n);
    static int NumbersCore(uint a, int b, long c, double d, decimal e, BigInteger f, float g, byte h, Int128 i, nuint j, Half k, nint l, ulong m, UInt128 n) => 14;

    [Validated] public static partial int Times([Ge("2020-01-01")] DateTime a, [Ge("2020-01-01T00:00:00Z")] DateTimeOffset b, [Le("2020-12-31")] DateOnly c, [Lt("12:00")] TimeOnly d, [Gt("00:00:01")] TimeSpan? e, [Ge('a')] char f, [Gt("b")] string g);
    static int TimesCore(DateTime a, DateTimeOffset b, DateOnly c, TimeOnly d, TimeSpan? e, char f, string g) => 7;

    [Validated] public static partial int Lengths([MinLen(1)] int[] a, [MaxLen(2)] IReadOnlyCollection<int> b, [Len(1, 2)] ReadOnlySpan<char> c, [MinLen(1)] Span<int> d, [MaxLen(1)] ImmutableArray<int> e, [Len(2)] string? f, [MaxLen(1)] Dictionary<int, int>? g, [MinLen(1)] ReadOnlyMemory<char> h, [MaxLen(2)] IEnumerable<int>? i = null);
    static int LengthsCore(int[] a, IReadOnlyCollection<int> b, ReadOnlySpan<char> c, Span<int> d, ImmutableArray<int> e, string? f, Dictionary<int, int>? g, ReadOnlyMemory<char> h, IEnumerable<int>? i) => a.Length;

    [Validated] public static partial string Texts([Regex("[a-z]+")] string a, [LowerCase] string b, [UpperCase] ReadOnlySpan<char> c, [IsDigit] string? d, [IsAscii] string e, [Regex("x?")] ReadOnlySpan<char> f);
    static string TextsCore(string a, string b, ReadOnlySpan<char> c, string? d, string e, ReadOnlySpan<char> f) => a;

    [Validated] public static partial int Others([Required] string? a, [Range(1, 5)] int b, [Even(1)] int c, [Asking] string d, [StringLength(3, MinimumLength = 2, ErrorMessage = "{0}?")] string e, [AllowedValues("x", 1)] object? f);
    static int OthersCore(string? a, int b, int c, string d, string e, object? f) => b;

    [Validated] public static partial void ByReference([Gt(0)] in int a, [Gt(0)] ref long b, out int c, [Gt(0)] ref readonly int d, params ReadOnlySpan<int> e);
    static void ByReferenceCore(in int a, ref long b, out int c, ref readonly int d, params ReadOnlySpan<int> e)
    {
        b++;
        c = a + d + e.Length;
    }

    [Validated] public static partial T Generic<T, TList>([Gt(0)] T value, [MinLen(1)] TList list, [Gt(0)] int? maybe) where TList : IReadOnlyList<T>;
    static T GenericCore<T, TList>(T value, TList list, int? maybe) where TList : IReadOnlyList<T> => list[0];

    [Validated] public static partial Task<int> LaterAsync([Gt(0)] int a, CancellationToken cancel = default);
    static async Task<int> LaterAsyncCore(int a, CancellationToken cancel)
    {
        await Task.Yield();
        return a;
    }

    [Validated] public static partial IAsyncEnumerable<int> Stream([Gt(0)] int a, CancellationToken cancel = default);
    static async IAsyncEnumerable<int> StreamCore(int a, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        yield return a;
    }

    [Validated] public static partial void Defaults([Gt(0)] int a = 1, string? b = null, Size c = Size.Large, decimal d = 0.5m, Size? e = Size.Small, DateTime f = default, char g = '\'', [Gt(0)] double @event = 2);
    static void DefaultsCore(int a, string? b, Size c, decimal d, Size? e, DateTime f, char g, double @event) { }

    [Validated] [return: Gt(0)] public static partial int Result([Gt(-5)] int a);
    static int ResultCore(int a) => a;

    [Validated] [return: MinLen(1)] public static partial ValueTask<string> ResultAsync(string a);
    static async ValueTask<string> ResultAsyncCore(string a)
    {
        await Task.Yield();
        return a;
    }

    [Validated] public static partial string Shout([MinLen(1)] this string text, [Gt(0)] int times);
    static string ShoutCore(string text, int times) => text + times;
}

/// <summary>Validated instance methods, alone and with other decorators.</summary>
partial class Desk
{
    public readonly List<string> Log = [];
    readonly int[] cells = new int[3];

    [Validated] public partial int Add([Gt(0)] int a);
    int AddCore(int a) => a + Log.Count;

    [Noted("timed"), Validated, Noted("inner")] public partial int Both([Gt(0)] int a);
    int BothCore(int a) => a;

    [Retry(3), Validated] public partial int Again([Gt(0)] int a);
    int AgainCore(int a)
    {
        Log.Add("run");
        return Log.Count < 3 ? throw new TimeoutException() : a;
    }

    [Validated, Retry(3)] [return: Lt(100)] public partial Task<int> AgainAsync([Gt(0)] int a);
    async Task<int> AgainAsyncCore(int a)
    {
        Log.Add("run");
        await Task.Yield();
        return Log.Count < 3 ? throw new TimeoutException() : a;
    }

    [Noted("outer"), Validated] public partial Task<int> NotedAsync([Gt(0)] int a);
    Task<int> NotedAsyncCore(int a) => Task.FromResult(a);

    [LruCache, Validated] public partial int Cached([Gt(0)] int a);
    int CachedCore(int a) => a + Log.Count;

    [Validated, Noted("stream")] public partial IAsyncEnumerable<int> Items([Gt(0)] int a);
    async IAsyncEnumerable<int> ItemsCore(int a)
    {
        await Task.Yield();
        yield return a;
    }

    [Validated, Noted("ref")] [return: Ge(0)] public partial ref int Cell([Interval(0, 2)] int at);
    ref int CellCore(int at) => ref cells[at];

    [Validated] public partial Task<int> SpanAsync([MinLen(1)] ReadOnlySpan<int> items);
    Task<int> SpanAsyncCore(ReadOnlySpan<int> items) => Task.FromResult(items.Length);
}

/// <summary>Writes down what happens to the desk's methods.</summary>
sealed class NotedAttribute(string name) : DecoratorAttribute, IHooks<int>
{
    [ThreadStatic] public static List<string>? Notes;

    public int OnEnter(in CallSite site)
    {
        Notes?.Add($"{name} in");
        return 0;
    }

    public void OnExit(in CallSite site, ref int state, Exception? error) => Notes?.Add($"{name} out {error?.GetType().Name}");
}

partial struct Meter<TUnit>
{
    public int Read;

    [Validated] public partial int Advance([Gt(0)] int by);
    int AdvanceCore(int by) => Read += by;

    [Validated] public readonly partial int Peek<T>([MaxLen(1)] T[] items);
    readonly int PeekCore<T>(T[] items) => Read;
}
