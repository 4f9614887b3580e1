namespace PyIdioms.Tests.Ufunc;

/// <summary>Functions of every kind, with their overloads.</summary>
static partial class Subjects
{
    const double Half = 0.5;
    static readonly double Rate = 0.25;

    [Ufunc] public static double Twice(double x) => 2 * x;

    [Ufunc] public static double Root(double x) => Math.Sqrt(Math.Abs(x)) + Half - Rate;

    [Ufunc(FastMath = true)] public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    [Ufunc] public static float Hypotenuse(float x, float y) => MathF.Sqrt(x * x + y * y);

    [Ufunc] public static double Minus(double x, double y) => x - y;

    [Ufunc] public static bool Passed(double grade) => grade >= 60;

    [Ufunc] public static bool Both(bool x, bool y) => x & !y;

    [Ufunc] public static double Either(bool which, double x, double y) => which ? x : y;

    [Ufunc] public static long Mixed(int x, byte y, long z) => x * 3L + y - z;

    [Ufunc] public static float Rounded(double x, float y) => (float)(x / 3) + y;

    [Ufunc] public static short Narrow(short x, short y) => (short)(x + y);

    [Ufunc] public static double Clipped(double x, double low, double high)
    {
        if (x < low) return low;
        if (x > high)
        {
            var most = high;
            return most;
        }
        else if (x == 0)
        {
            x = 1;
        }
        var result = x;
        return result;
    }

    /// <summary>How soon a point leaves the Mandelbrot set.</summary>
    [Ufunc] public static int Escape(double re, double im)
    {
        double x = 0, y = 0;
        var k = 0;
        while (k < 50 && x * x + y * y <= 4)
        {
            (x, y) = (x * x - y * y + re, 2 * x * y + im);
            k++;
        }
        return k;
    }

    [Ufunc] public static double Weighted(double a, double b, double c, double d) => a * b + c * d;

    /// <summary>Names that could be those of what is generated.</summary>
    [Ufunc] public static int @event(int @class, int destination) => @class - destination;

    [Ufunc] public static int Counted(int Counted) => Counted + 1;

    [Ufunc] public static decimal Taxed(decimal net, decimal rate) => net * (1 + rate);

    [Ufunc] public static int Divided(int x, int y) => x / y;

    [Ufunc] public static Half Small(Half x) => x + x;

    [Ufunc] public static char Next(char x) => (char)(x + 1);

    [Ufunc] public static double Mean(double x, double y) => (x + y) / 2;

    [Ufunc] public static float Mean(float x, float y) => (x + y) / 2;

    public partial record Outer<TUnused>
    {
        internal partial struct Inner
        {
            [Ufunc] internal static ulong Bits(ulong x, ulong y) => x ^ (y >> 3);
        }
    }
}
