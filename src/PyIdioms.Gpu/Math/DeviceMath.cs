namespace PyIdioms.Gpu;

/// <summary>Functions of System.Math as devices compute them. They have none for doubles, and few bits of those for floats.</summary>
/// <remarks>Methods and coefficients are fdlibm's (Sun Microsystems, 1993, freely usable) unless it says otherwise. Nothing here may be an array, or throw.</remarks>
static partial class DeviceMath
{
    const double Ln2High = 6.93147180369123816490e-01;
    const double Ln2Low = 1.90821492927058770002e-10;

    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > 709.782712893384) return double.PositiveInfinity;
        if (x < -745.2) return 0;
        var n = Whole(x);
        return Scale(1 + Minus1(Rest(x, n)), (int)n);
    }

    public static double Log(double x)
    {
        if (x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (!(x < double.PositiveInfinity)) return x;
        var e = Split(x, out var f);
        var s = f / (2 + f);
        var half = 0.5 * f * f;
        return e * Ln2High - (half - (s * (half + LogSeries(s * s)) + e * Ln2Low) - f);
    }

    public static double Log2(double x)
    {
        if (!(x > 0) || !(x < double.PositiveInfinity)) return Log(x);
        var e = Split(x, out var f);
        return e + Log(1 + f) * 1.4426950408889634;
    }

    public static double Log10(double x)
    {
        if (!(x > 0) || !(x < double.PositiveInfinity)) return Log(x);
        var e = Split(x, out var f);
        // log10 2 in two parts, so that multiples of the first are exact.
        return e * 3.01029995663611771306e-01 + (e * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * Log(1 + f));
    }

    public static double Sinh(double x)
    {
        var size = Math.Abs(x);
        if (size > 22)
        {
            var root = Exp(0.5 * size);
            return Math.CopySign(0.5 * root * root, x);
        }
        var t = ExpMinus1(size);
        return Math.CopySign(0.5 * (t + t / (t + 1)), x);
    }

    public static double Cosh(double x)
    {
        var root = Exp(0.5 * Math.Abs(x));
        if (Math.Abs(x) > 22) return 0.5 * root * root;
        var e = Exp(Math.Abs(x));
        return 0.5 * e + 0.5 / e;
    }

    public static double Tanh(double x)
    {
        var size = Math.Abs(x);
        if (size > 22) return Math.CopySign(1, x);
        var t = ExpMinus1(2 * size);
        return !(size >= 1) ? Math.CopySign(t / (t + 2), x) : Math.CopySign(1 - 2 / (t + 2), x);
    }

    public static double Cbrt(double x)
    {
        if (x == 0 || !(Math.Abs(x) < double.PositiveInfinity)) return x;
        var size = Math.Abs(x);
        var scale = 1.0;
        if (size < 1e-290)
        {
            size *= 2.037035976334486e90;
            scale = 7.888609052210118e-31;
        }
        else if (size > 1e290)
        {
            size *= 4.909093465297727e-91;
            scale = 1.2676506002282294e30;
        }
        // A third of the exponent, then steps that each triple the bits.
        var root = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(size) / 3 + 0x2A9F7893782DA1CE);
        for (var step = 0; step < 4; step++)
        {
            var cube = root * root * root;
            root -= root * (cube - size) / (2 * cube + size);
        }
        // Once more, with a root whose square is exact.
        root = High(root);
        var quotient = size / (root * root);
        root += root * ((quotient - root) / (root + root + quotient));
        return Math.CopySign(root * scale, x);
    }

    /// <summary>The multiple of ln 2 next to x.</summary>
    static double Whole(double x) => Math.Floor(x * 1.4426950408889634 + 0.5);

    static double Rest(double x, double n) => x - n * Ln2High - n * Ln2Low;

    /// <summary>e^x - 1 for x up to 44.</summary>
    static double ExpMinus1(double x)
    {
        if (double.IsNaN(x)) return x;
        var n = Whole(x);
        var power = PowerOf2((int)n);
        return power - 1 + power * Minus1(Rest(x, n));
    }

    /// <summary>e^r - 1 for r up to ln 2 / 2: the polynomial of our vectors.</summary>
    static double Minus1(double r)
    {
        var p = 0.5000000000000001 + r * (0.16666666666666669 + r * (0.04166666666662413 + r * (0.008333333333330062 + r * (0.0013888888917213717
            + r * (0.00019841269863053618 + r * (2.4801521295954376e-05 + r * (2.7557268459997064e-06 + r * (2.7620088445409746e-07 + r * 2.510038549551032e-08))))))));
        return r + r * r * p;
    }

    /// <summary>x * 2^n.</summary>
    static double Scale(double x, int n)
    {
        var half = n / 2;
        return x * PowerOf2(half) * PowerOf2(n - half);
    }

    static double PowerOf2(int n) => BitConverter.Int64BitsToDouble((long)(1023 + n) << 52);

    /// <summary>x = 2^e * (1 + f), where 1 + f is between √½ and √2.</summary>
    static int Split(double x, out double f)
    {
        var e = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 1.8014398509481984e16;
            e = -54;
        }
        // 0x3FE6A09E… is √½.
        var bits = BitConverter.DoubleToInt64Bits(x) - 0x3FE6A09E667F3BCD;
        e += (int)(bits >> 52);
        f = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) + 0x3FE6A09E667F3BCD) - 1;
        return e;
    }

    /// <summary>What is left of ln((1 + s) / (1 - s)) / s beyond 2.</summary>
    static double LogSeries(double z) =>
        z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01
            + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01))))));
}
