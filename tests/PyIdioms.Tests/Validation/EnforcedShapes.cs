using System.Diagnostics.CodeAnalysis;

namespace PyIdioms.Tests.Validation;

[Flags]
enum Access { Read = 1, Write = 2, Run = 4 }

enum Sparse : sbyte { Low = -5, One = 1, Two, Three, High = 100 }

/// <summary>Functions with declarations that the compiler does not enforce.</summary>
static partial class Enforced
{
    [EnforceTypes] public static partial double Sqrt([Union<double, int>] object n);
    static double SqrtCore(object n) => Math.Sqrt(Convert.ToDouble(n, System.Globalization.CultureInfo.InvariantCulture));

    [EnforceTypes] public static partial string Greet([Union<string>] object name, [Union<int>] object age);
    static string GreetCore(object name, object age) => $"{name}:{age}";

    [EnforceTypes] [return: Union<int>] public static partial object Bad(bool wrong);
    static object BadCore(bool wrong) => wrong ? "text" : 1;

    [EnforceTypes] public static partial string Nulls(string a, string? b, [AllowNull] string c, [DisallowNull] string? d, List<string?> e);
    static string NullsCore(string a, string? b, [AllowNull] string c, [DisallowNull] string? d, List<string?> e) => b ?? a;

    [EnforceTypes] public static partial int Enums(Size a, Access b, Sparse? c);
    static int EnumsCore(Size a, Access b, Sparse? c) => (int)a;

    [EnforceTypes] public static partial int Constrained([Gt(0)] int a, [MaxLen(2)] string b, PositiveInt c, [System.ComponentModel.DataAnnotations.Range(1, 2)] int d, [Union<int, (int, int), string>] object? e, PositiveInt? f = null);
    static int ConstrainedCore(int a, string b, PositiveInt c, int d, object? e, PositiveInt? f) => a;

    [EnforceTypes] public static partial T Generic<T>(T a, [Union<int, string>] T b) where T : notnull;
    static T GenericCore<T>(T a, T b) where T : notnull => a;

    [EnforceTypes] public static partial Task<string> LaterAsync(string? text);
    static async Task<string> LaterAsyncCore(string? text)
    {
        await Task.Yield();
        return text!;
    }

    [EnforceTypes] public static partial ValueTask<Size> ReadyAsync(int value);
    static ValueTask<Size> ReadyAsyncCore(int value) => new((Size)value);

    [Noted("outer"), EnforceTypes, Retry(2)] public static partial string Retried(string? text);
    static string RetriedCore(string? text) => text!;

    [EnforceTypes, Noted("inner")] public static partial ReadOnlySpan<char> Spans(ReadOnlySpan<char> a, [MinLen(1)] Span<int> b, in string c);
    static ReadOnlySpan<char> SpansCore(ReadOnlySpan<char> a, Span<int> b, in string c) => a;

    [EnforceTypes] public static partial IAsyncEnumerable<string> Stream(string text);
    static async IAsyncEnumerable<string> StreamCore(string text)
    {
        await Task.Yield();
        yield return text;
    }

    [EnforceTypes, Validated] public static partial int Both(string a, [Gt(0)] int b);
    static int BothCore(string a, int b) => b;

    [EnforceTypes] public static partial int Literally([Literal("GET", "POST")] string a, [Literal(200, 404)] int b, [Literal("a", 1)] object c, [Literal(1, 2)] long? d, [Literal("x")] string? e, [Literal(Size.Small)] Size f, [Literal("a", "b")] List<string> g, [Literal('y', 'n')] char h = 'y');
    static int LiterallyCore(string a, int b, object c, long? d, string? e, Size f, List<string> g, char h) => b;

    [EnforceTypes] public static partial dynamic Dynamic([Union<int, string>] dynamic a);
    static dynamic DynamicCore(dynamic a) => a;
}
