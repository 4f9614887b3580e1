namespace PyIdioms.Gpu;

/// <summary>Functions of angles.</summary>
static partial class DeviceMath
{
    const double HalfPi = 1.5707963267948966;

    public static double Sin(double x)
    {
        if (x == 0) return x;
        var quadrant = Turn(x, out var r, out var tail);
        return Wave(quadrant, r, tail);
    }

    public static double Cos(double x)
    {
        var quadrant = Turn(x, out var r, out var tail);
        return Wave(quadrant + 1, r, tail);
    }

    public static double Tan(double x)
    {
        if (x == 0) return x;
        var quadrant = Turn(x, out var r, out var tail);
        return Wave(quadrant, r, tail) / Wave(quadrant + 1, r, tail);
    }

    public static double Atan(double x)
    {
        if (x == 0) return x;
        var size = Math.Abs(x);
        if (size < 0.4375) return x - x * Arc(x * x);
        if (size > 1e17) return Math.CopySign(HalfPi, x);
        var (high, low, t) = size < 0.6875 ? (4.63647609000806093515e-01, 2.26987774529616870924e-17, (2 * size - 1) / (2 + size))
            : size < 1.1875 ? (7.85398163397448278999e-01, 3.06161699786838301793e-17, (size - 1) / (size + 1))
            : size < 2.4375 ? (9.82793723247329054082e-01, 1.39033110312309984516e-17, (size - 1.5) / (1 + 1.5 * size))
            : (1.57079632679489655800e+00, 6.12323399573676603587e-17, -1 / size);
        return Math.CopySign(high - (t * Arc(t * t) - low - t), x);
    }

    public static double Asin(double x) => Atan2(x, Math.Sqrt((1 - x) * (1 + x)));

    public static double Acos(double x) => 2 * Atan2(Math.Sqrt(1 - x), Math.Sqrt(1 + x));

    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        var (high, wide) = (Math.Abs(y), Math.Abs(x));
        double angle;
        if (high == 0 && wide == 0) angle = 0;
        else if (high == wide) angle = HalfPi / 2;
        else angle = Atan(high / wide);
        // A negative zero is a negative side.
        if (BitConverter.DoubleToInt64Bits(x) < 0) angle = Math.PI - (angle - 1.2246467991473532e-16);
        return Math.CopySign(angle, y);
    }

    /// <summary>What is left of x by a whole multiple of a right angle, in two parts; the multiple.</summary>
    static int Turn(double x, out double r, out double tail)
    {
        var size = Math.Abs(x);
        var n = Math.Floor(x * 0.6366197723675814 + 0.5);
        if (size < 1e5)
        {
            // Parts of π / 2 of 33 bits: their multiples are exact.
            var near = x - n * 1.57079632673412561417e+00;
            var part = n * 6.07710050630396597660e-11;
            var rest = near - part;
            var lost = near - rest - part - n * 2.02226624879595063154e-21;
            r = rest + lost;
            tail = rest - r + lost;
        }
        else if (size < 1e15)
        {
            // Two doubles of π / 2, whose products are taken whole.
            var high = Product(n, HalfPi, out var highTail);
            var low = Product(n, 6.123233995736766e-17, out var lowTail);
            var near = x - high;
            var first = near - highTail;
            var firstLost = near - first - highTail;
            var second = first - low;
            var lost = first - second - low + firstLost - lowTail + n * 1.4973849048591833e-33;
            r = second + lost;
            tail = second - r + lost;
        }
        else
        {
            r = double.NaN;
            tail = 0;
            n = 0;
        }
        return (int)((long)n & 3);
    }

    /// <summary>A product and what it lost (Dekker's).</summary>
    static double Product(double x, double y, out double lost)
    {
        var product = x * y;
        var (xHigh, yHigh) = (High(x), High(y));
        var (xLow, yLow) = (x - xHigh, y - yHigh);
        lost = xHigh * yHigh - product + xHigh * yLow + xLow * yHigh + xLow * yLow;
        return product;
    }

    /// <summary>The first half of a number's bits.</summary>
    static double High(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & unchecked((long)0xFFFFFFFFF8000000));

    /// <summary>The sine of an angle that is some right angles further on.</summary>
    static double Wave(int quadrant, double r, double tail)
    {
        var z = r * r;
        double value;
        if ((quadrant & 1) == 0)
        {
            var s = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
            var cube = z * r;
            value = r - (z * (0.5 * tail - cube * s) - tail - cube * -1.66666666666666324348e-01);
        }
        else
        {
            var c = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07
                + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
            var half = 0.5 * z;
            var whole = 1 - half;
            value = whole + (1 - whole - half + (z * c - r * tail));
        }
        return (quadrant & 2) == 0 ? value : -value;
    }

    /// <summary>What the angle of a tangent falls short of it, relative to it.</summary>
    static double Arc(double z) =>
        z * (3.33333333333329318027e-01 + z * (-1.99999999998764832476e-01 + z * (1.42857142725034663711e-01 + z * (-1.11111104054623557880e-01 + z * (9.09088713343650656196e-02
            + z * (-7.69187620504482999495e-02 + z * (6.66107313738753120669e-02 + z * (-5.83357013379057348645e-02 + z * (4.97687799461593236017e-02 + z * (-3.65315727442169155270e-02
            + z * 1.62858201153657823623e-02))))))))));
}
