using System.Runtime.Intrinsics;
using PyIdioms.Lanes;

namespace PyIdioms.Tests.Njit;

/// <summary>A function in every width, the scalar one, and the exact one. A second argument is ignored by those of one.</summary>
sealed record VectorFunction(string Name, bool IsDouble, string Range, Func<Random, (double X, double Y)> Next, Func<double, double, ExactNumber> Exact, Func<double, double, double> Scalar, Func<int, double, double, double> Lane)
{
    public static readonly int[] Widths = [128, 256, 512];

    public static readonly VectorFunction[] All =
    [
        Double("Exp", "all", r => Any(r, 745), ExactMath.Exp, Math.Exp, Lanes128.Exp, Lanes256.Exp, Lanes512.Exp),
        Double("Log", "all", Positive, ExactMath.Log, Math.Log, Lanes128.Log, Lanes256.Log, Lanes512.Log),
        Double("Sin", "all", Angle, ExactMath.Sin, Math.Sin, Lanes128.Sin, Lanes256.Sin, Lanes512.Sin),
        Double("Cos", "all", Angle, ExactMath.Cos, Math.Cos, Lanes128.Cos, Lanes256.Cos, Lanes512.Cos),
        Double("Tan", "all", Angle, ExactMath.Tan, Math.Tan, Lanes128.Tan, Lanes256.Tan, Lanes512.Tan),
        Double("Tanh", "all", r => Any(r, 22), ExactMath.Tanh, Math.Tanh, Lanes128.Tanh, Lanes256.Tanh, Lanes512.Tanh),
        Double("Erf", "all", r => Any(r, 6.5), ExactMath.Erf, PyMath.Erf, Lanes128.Erf, Lanes256.Erf, Lanes512.Erf),
        new("Pow", true, "all x, y", Base, ExactMath.Pow, Math.Pow, (w, x, y) => w switch { 128 => Lanes128.Pow(Vector128.Create(x), Vector128.Create(y))[1], 256 => Lanes256.Pow(Vector256.Create(x), Vector256.Create(y))[3], _ => Lanes512.Pow(Vector512.Create(x), Vector512.Create(y))[7] }),
        Float("Exp", "all", r => Any(r, 100), ExactMath.Exp, Math.Exp, Lanes128.Exp, Lanes256.Exp, Lanes512.Exp),
        Float("Log", "all", Positive, ExactMath.Log, Math.Log, Lanes128.Log, Lanes256.Log, Lanes512.Log),
        Float("Sin", "all", Angle, ExactMath.Sin, Math.Sin, Lanes128.Sin, Lanes256.Sin, Lanes512.Sin),
        Float("Cos", "all", Angle, ExactMath.Cos, Math.Cos, Lanes128.Cos, Lanes256.Cos, Lanes512.Cos),
        Float("Tan", "all", Angle, ExactMath.Tan, Math.Tan, Lanes128.Tan, Lanes256.Tan, Lanes512.Tan),
        Float("Tanh", "all", r => Any(r, 12), ExactMath.Tanh, Math.Tanh, Lanes128.Tanh, Lanes256.Tanh, Lanes512.Tanh),
        Float("Erf", "all", r => Any(r, 5), ExactMath.Erf, PyMath.Erf, Lanes128.Erf, Lanes256.Erf, Lanes512.Erf),
        new("Pow", false, "all x, y", r => { var (x, y) = Base(r); return ((float)x, (float)y); }, ExactMath.Pow, (x, y) => (float)Math.Pow(x, y), (w, x, y) => w switch { 128 => Lanes128.Pow(Vector128.Create((float)x), Vector128.Create((float)y))[3], 256 => Lanes256.Pow(Vector256.Create((float)x), Vector256.Create((float)y))[7], _ => Lanes512.Pow(Vector512.Create((float)x), Vector512.Create((float)y))[15] }),
    ];

    public double Ulps(int width, double x, double y) => Exact(x, y).UlpsTo(Lane(width, x, y), IsDouble ? 52 : 23, IsDouble ? 1024 : 128);

    static VectorFunction Double(string name, string range, Func<Random, double> next, Func<double, ExactNumber> exact, Func<double, double> scalar, Func<Vector128<double>, Vector128<double>> lanes128, Func<Vector256<double>, Vector256<double>> lanes256, Func<Vector512<double>, Vector512<double>> lanes512) =>
        new(name, true, range, r => (next(r), 0), (x, _) => exact(x), (x, _) => scalar(x), (w, x, _) => w switch { 128 => lanes128(Vector128.Create(x))[1], 256 => lanes256(Vector256.Create(x))[3], _ => lanes512(Vector512.Create(x))[7] });

    static VectorFunction Float(string name, string range, Func<Random, double> next, Func<double, ExactNumber> exact, Func<double, double> scalar, Func<Vector128<float>, Vector128<float>> lanes128, Func<Vector256<float>, Vector256<float>> lanes256, Func<Vector512<float>, Vector512<float>> lanes512) =>
        new(name, false, range, r => ((float)next(r), 0), (x, _) => exact(x), (x, _) => (float)scalar(x), (w, x, _) => w switch { 128 => lanes128(Vector128.Create((float)x))[3], 256 => lanes256(Vector256.Create((float)x))[7], _ => lanes512(Vector512.Create((float)x))[15] });

    /// <summary>Of any magnitude now and then, in a range mostly.</summary>
    static double Any(Random random, double range) => random.Next(8) switch
    {
        0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        1 => Math.ScaleB(random.NextDouble() * 2 - 1, -random.Next(160)),
        2 => random.NextDouble() * 2 - 1,
        _ => (random.NextDouble() * 2 - 1) * range,
    };

    /// <summary>Near 1 now and then.</summary>
    static double Positive(Random random) => random.Next(3) == 0 ? 1 + Math.ScaleB(random.NextDouble() - 0.5, -random.Next(60)) : Math.Abs(Any(random, 100));

    /// <summary>Next to multiples of a quarter turn now and then.</summary>
    static double Angle(Random random) => random.Next(5) switch
    {
        0 => Any(random, 1000),
        1 => random.Next(-30, 31) * (Math.PI / 2),
        2 => random.Next(-10_000_000, 10_000_001) * (Math.PI / 2),
        3 => (random.NextDouble() * 2 - 1) * 16_000_000,
        _ => (random.NextDouble() * 2 - 1) * 10,
    };

    /// <summary>A base of any size, one near 1, a negative one to whole powers; most powers are within the range.</summary>
    static (double X, double Y) Base(Random random)
    {
        var x = random.Next(4) switch { 0 => Math.Abs(Any(random, 100)), 1 => 1 + Math.ScaleB(random.NextDouble() - 0.5, -random.Next(30)), _ => random.NextDouble() * 3 };
        if (random.Next(6) == 0) return (-x, random.Next(-40, 41));
        return (x, random.Next(3) == 0 ? Any(random, 100) : (random.NextDouble() * 2 - 1) * 745 / Math.Abs(Math.Log(x)));
    }
}
