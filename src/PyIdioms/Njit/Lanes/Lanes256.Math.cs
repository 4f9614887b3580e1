using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256;

namespace PyIdioms.Lanes;

/// <remarks>Functions: docs/njit-math.md says how far from the exact values they may be.</remarks>
public static partial class Lanes256
{
    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x) => Exponential.Exp<Doubles256, Vector256<double>>(x);

    /// <summary>The natural logarithm of each lane: NaN below zero, -∞ at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x) => Logarithm.Log<Doubles256, Vector256<double>>(x);

    /// <summary>The sine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sin(Vector256<double> x) => Sine.Sin<Doubles256, Vector256<double>>(x);

    /// <summary>The cosine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Cos(Vector256<double> x) => Sine.Cos<Doubles256, Vector256<double>>(x);

    /// <summary>The tangent of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Tan(Vector256<double> x) => Tangent.Tan<Doubles256, Vector256<double>>(x);

    /// <summary>The hyperbolic tangent of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Tanh(Vector256<double> x) => HyperbolicTangent.Tanh<Doubles256, Vector256<double>>(x);

    /// <summary>The error function of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Erf(Vector256<double> x) => ErrorFunction.Erf<Doubles256, Vector256<double>>(x);

    /// <summary>Each lane to the power of one of <paramref name="y"/>; what is special is as in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Pow(Vector256<double> x, Vector256<double> y) => Power.Pow<Doubles256, Vector256<double>>(x, y);

    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x) => SingleExponential.Exp<Singles256, Vector256<float>>(x);

    /// <summary>The natural logarithm of each lane: NaN below zero, -∞ at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x) => SingleLogarithm.Log<Singles256, Vector256<float>>(x);

    /// <summary>The sine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) => SingleSine.Sin<Singles256, Vector256<float>>(x);

    /// <summary>The cosine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) => SingleSine.Cos<Singles256, Vector256<float>>(x);

    /// <summary>The tangent of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tan(Vector256<float> x) => V.Narrow(Tan(V.WidenLower(x)), Tan(V.WidenUpper(x)));

    /// <summary>The hyperbolic tangent of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x) => V.Narrow(Tanh(V.WidenLower(x)), Tanh(V.WidenUpper(x)));

    /// <summary>The error function of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x) => V.Narrow(Erf(V.WidenLower(x)), Erf(V.WidenUpper(x)));

    /// <summary>Each lane to the power of one of <paramref name="y"/>; what is special is as in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Pow(Vector256<float> x, Vector256<float> y) => V.Narrow(Pow(V.WidenLower(x), V.WidenLower(y)), Pow(V.WidenUpper(x), V.WidenUpper(y)));
}
