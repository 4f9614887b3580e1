using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace PyIdioms.Lanes;

/// <remarks>Functions: docs/njit-math.md says how far from the exact values they may be.</remarks>
public static partial class Lanes512
{
    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x) => Exponential.Exp<Doubles512, Vector512<double>>(x);

    /// <summary>The natural logarithm of each lane: NaN below zero, -∞ at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x) => Logarithm.Log<Doubles512, Vector512<double>>(x);

    /// <summary>The sine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sin(Vector512<double> x) => Sine.Sin<Doubles512, Vector512<double>>(x);

    /// <summary>The cosine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Cos(Vector512<double> x) => Sine.Cos<Doubles512, Vector512<double>>(x);

    /// <summary>The tangent of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tan(Vector512<double> x) => Tangent.Tan<Doubles512, Vector512<double>>(x);

    /// <summary>The hyperbolic tangent of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Tanh(Vector512<double> x) => HyperbolicTangent.Tanh<Doubles512, Vector512<double>>(x);

    /// <summary>The error function of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x) => ErrorFunction.Erf<Doubles512, Vector512<double>>(x);

    /// <summary>Each lane to the power of one of <paramref name="y"/>; what is special is as in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pow(Vector512<double> x, Vector512<double> y) => Power.Pow<Doubles512, Vector512<double>>(x, y);

    /// <summary>e to the power of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => SingleExponential.Exp<Singles512, Vector512<float>>(x);

    /// <summary>The natural logarithm of each lane: NaN below zero, -∞ at zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => SingleLogarithm.Log<Singles512, Vector512<float>>(x);

    /// <summary>The sine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sin(Vector512<float> x) => SingleSine.Sin<Singles512, Vector512<float>>(x);

    /// <summary>The cosine of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Cos(Vector512<float> x) => SingleSine.Cos<Singles512, Vector512<float>>(x);

    /// <summary>The tangent of each lane, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tan(Vector512<float> x) => V.Narrow(Tan(V.WidenLower(x)), Tan(V.WidenUpper(x)));

    /// <summary>The hyperbolic tangent of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => V.Narrow(Tanh(V.WidenLower(x)), Tanh(V.WidenUpper(x)));

    /// <summary>The error function of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x) => V.Narrow(Erf(V.WidenLower(x)), Erf(V.WidenUpper(x)));

    /// <summary>Each lane to the power of one of <paramref name="y"/>; what is special is as in C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pow(Vector512<float> x, Vector512<float> y) => V.Narrow(Pow(V.WidenLower(x), V.WidenLower(y)), Pow(V.WidenUpper(x), V.WidenUpper(y)));
}
