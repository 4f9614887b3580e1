using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;

namespace PyIdioms.Lanes;

/// <remarks>Functions: docs/njit-math.md says how far from the exact values they may be.</remarks>
public static partial class Lanes128
{
    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exp(Vector128<double> x) => Exponential.Exp<Doubles128, Vector128<double>>(x);

    /// <summary>The natural logarithm of each lane: NaN below zero, -∞ at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Log(Vector128<double> x) => Logarithm.Log<Doubles128, Vector128<double>>(x);

    /// <summary>The sine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sin(Vector128<double> x) => Sine.Sin<Doubles128, Vector128<double>>(x);

    /// <summary>The cosine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Cos(Vector128<double> x) => Sine.Cos<Doubles128, Vector128<double>>(x);

    /// <summary>The tangent of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Tan(Vector128<double> x) => Tangent.Tan<Doubles128, Vector128<double>>(x);

    /// <summary>The hyperbolic tangent of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Tanh(Vector128<double> x) => HyperbolicTangent.Tanh<Doubles128, Vector128<double>>(x);

    /// <summary>The error function of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Erf(Vector128<double> x) => ErrorFunction.Erf<Doubles128, Vector128<double>>(x);

    /// <summary>Each lane to the power of one of <paramref name="y"/>; what is special is as in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Pow(Vector128<double> x, Vector128<double> y) => Power.Pow<Doubles128, Vector128<double>>(x, y);

    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> x) => SingleExponential.Exp<Singles128, Vector128<float>>(x);

    /// <summary>The natural logarithm of each lane: NaN below zero, -∞ at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Log(Vector128<float> x) => SingleLogarithm.Log<Singles128, Vector128<float>>(x);

    /// <summary>The sine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sin(Vector128<float> x) => SingleSine.Sin<Singles128, Vector128<float>>(x);

    /// <summary>The cosine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cos(Vector128<float> x) => SingleSine.Cos<Singles128, Vector128<float>>(x);

    /// <summary>The tangent of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tan(Vector128<float> x) => V.Narrow(Tan(V.WidenLower(x)), Tan(V.WidenUpper(x)));

    /// <summary>The hyperbolic tangent of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x) => V.Narrow(Tanh(V.WidenLower(x)), Tanh(V.WidenUpper(x)));

    /// <summary>The error function of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Erf(Vector128<float> x) => V.Narrow(Erf(V.WidenLower(x)), Erf(V.WidenUpper(x)));

    /// <summary>Each lane to the power of one of <paramref name="y"/>; what is special is as in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y) => V.Narrow(Pow(V.WidenLower(x), V.WidenLower(y)), Pow(V.WidenUpper(x), V.WidenUpper(y)));
}
