using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>Polynomials with the coefficient of the lowest power first. Pairs of terms are summed side by side (Estrin), which is shorter than one after another.</summary>
static class Polynomial<O, V> where O : ILaneMath<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Line(V x, double a, double b) => O.Fma(x, O.Of(b), O.Of(a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V x2, double a, double b, double c, double d) => O.Fma(x2, Line(x, c, d), Line(x, a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V x2, double a, double b, double c, double d, double e) => O.Fma(x2, O.Fma(x2, O.Of(e), Line(x, c, d)), Line(x, a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V x2, double a, double b, double c, double d, double e, double f) => O.Fma(x2, O.Fma(x2, Line(x, e, f), Line(x, c, d)), Line(x, a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V x2, V x4, double a, double b, double c, double d, double e, double f, double g, double h) =>
        O.Fma(x4, Of(x, x2, e, f, g, h), Of(x, x2, a, b, c, d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V x2, V x4, double a, double b, double c, double d, double e, double f, double g, double h, double i, double j) =>
        O.Fma(x4, Of(x, x2, e, f, g, h, i, j), Of(x, x2, a, b, c, d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V x2, V x4, double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k) =>
        O.Fma(x4, O.Fma(x4, O.Fma(x2, O.Of(k), Line(x, i, j)), Of(x, x2, e, f, g, h)), Of(x, x2, a, b, c, d));
}
