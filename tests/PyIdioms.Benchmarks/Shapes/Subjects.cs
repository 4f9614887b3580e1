using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PyIdioms.Benchmarks.Shapes;

/// <summary>What is measured, generated and by hand. None is inlined into the loop but where it says so.</summary>
static partial class Subjects
{
    [MethodImpl(MethodImplOptions.NoInlining)] public static string SameByHand(string data) => data.Length > 9 ? "" : data;

    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial string Same(string data);
    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial List<string> Same(List<string> data);

    static object SameCore(object data) => data switch { string text => text.Length > 9 ? "" : text, List<string> list => list, _ => throw Never.Assert(data) };

    [MethodImpl(MethodImplOptions.NoInlining)] public static int TwiceByHand(int data) => data * 2;

    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial int Twice(int data);
    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial double Twice(double data);
    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial string Twice(string data);

    [MethodImpl(MethodImplOptions.AggressiveInlining)] static T TwiceCore<T>(T data) => data switch { int number => (T)(object)(number * 2), double number => (T)(object)(number * 2), string text => (T)(object)(text + text), _ => throw Never.Assert(data) };

    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial int TwiceBoxed(int data);
    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial string TwiceBoxed(string data);

    [MethodImpl(MethodImplOptions.NoInlining)] static object TwiceBoxedCore(object data) => data switch { int number => number * 2, string text => text + text, _ => throw Never.Assert(data) };

    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial int TwiceInlined(int data);
    [Overload, MethodImpl(MethodImplOptions.NoInlining)] public static partial string TwiceInlined(string data);

    [MethodImpl(MethodImplOptions.AggressiveInlining)] static object TwiceInlinedCore(object data) => data switch { int number => number * 2, string text => text + text, _ => throw Never.Assert(data) };

    [Variadic(2, 8)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Sum(int[] items1, int[] items2)
    {
        var total = 0;
        for (var i = 0; i < items1.Length; i++) total += items1[i] * items2[i];
        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int SumByHand(int[] items1, int[] items2, int[] items3)
    {
        var total = 0;
        for (var i = 0; i < items1.Length; i++) total += items1[i] * items2[i] * items3[i];
        return total;
    }

    [TypeGuard, MethodImpl(MethodImplOptions.NoInlining)] public static bool IsTexts(object value) => value is List<string> { Count: > 0 };

    [MethodImpl(MethodImplOptions.NoInlining)] public static int CountByHand(object value) => IsTexts(value) ? ((List<string>)value).Count : 0;
}

/// <summary>The handbook's event.</summary>
[MappingUnion]
public abstract partial record UiEvent
{
    [Case("type", "click")]
    public sealed partial record Click(int X, int Y) : UiEvent;

    [Otherwise("type")]
    public sealed partial record Other(string Type, IReadOnlyDictionary<string, object?> Rest) : UiEvent;

    public static UiEvent? MatchByHand(IReadOnlyDictionary<string, object?> mapping) =>
        mapping.TryGetValue("type", out var type) && type is "click" && mapping.TryGetValue("x", out var x) && x is int xs && mapping.TryGetValue("y", out var y) && y is int ys ? new Click(xs, ys) : null;

    public static UiEvent? MatchByHand(JsonElement mapping) =>
        mapping.TryGetProperty("type", out var type) && type.ValueEquals("click") && mapping.TryGetProperty("x", out var x) && x.TryGetInt32(out var xs) && mapping.TryGetProperty("y", out var y) && y.TryGetInt32(out var ys) ? new Click(xs, ys) : null;
}
