using System.Runtime.CompilerServices;

namespace PyIdioms.Benchmarks.Ufunc;

/// <summary>Functions of arrays, and the loops that they replace.</summary>
static partial class Subjects
{
    [Ufunc] public static double Add(double x, double y) => x + y;

    [Ufunc] public static double Times(double x, double y) => x * y;

    [Ufunc] public static double Root(double x) => Math.Sqrt(x);

    [Ufunc] public static bool Passed(double x) => x >= 60;

    [Ufunc] public static double Clipped(double x, double low, double high) => x < low ? low : x > high ? high : x;

    [Ufunc(FastMath = true)] public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    [Ufunc(FastMath = true)] public static double Bell(double x, double mean, double width) => Math.Exp(-0.5 * (x - mean) * (x - mean) / (width * width)) / (width * 2.5066282746310002);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddByHand(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = x[i] + y[i];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void TimesByHand(ReadOnlySpan<double> x, double y, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = x[i] * y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void RootByHand(ReadOnlySpan<double> x, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = Math.Sqrt(x[i]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void PassedByHand(ReadOnlySpan<double> x, Span<bool> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = x[i] >= 60;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ClippedByHand(ReadOnlySpan<double> x, double low, double high, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = Clipped(x[i], low, high);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void LogisticByHand(ReadOnlySpan<double> x, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = Logistic(x[i]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BellByHand(ReadOnlySpan<double> x, double mean, double width, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = Bell(x[i], mean, width);
    }

    /// <summary>A row, or a column whose step is 0, with every row of a matrix.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddToRows(ReadOnlySpan<double> matrix, ReadOnlySpan<double> other, int width, bool isColumn, Span<double> o)
    {
        for (var row = 0; row < matrix.Length / width; row++)
        {
            for (var i = 0; i < width; i++) o[row * width + i] = matrix[row * width + i] + (isColumn ? other[row] : other[i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void WhereByHand(ReadOnlySpan<bool> mask, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> o)
    {
        for (var i = 0; i < o.Length; i++) o[i] = mask[i] ? x[i] : y[i];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int[] PlacesByHand(ReadOnlySpan<bool> mask)
    {
        var found = new List<int>();
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i]) found.Add(i);
        }
        return [.. found];
    }
}
