using PyIdioms.Gpu;

namespace PyIdioms.Tests.CudaJit;

/// <summary>Functions as devices compute them, beside System.Math, which is right to one unit in the last place or less.</summary>
public class DeviceMathTests
{
    const int Points = 200_000;

    static readonly double[] Special = [0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1, -1, double.Epsilon, double.MaxValue, double.MinValue, 1e-300, 0.5, -0.5, 2, 3, -3];

    public static TheoryData<string, double, double, double> Functions() => new()
    {
        { "Exp", -745, 709.7, 2 },
        { "Log", 1e-310, 1e3, 2 },
        { "Log2", 1e-310, 1e3, 2 },
        { "Log10", 1e-310, 1e3, 2 },
        { "Sin", -1e3, 1e3, 2 },
        { "Cos", -1e3, 1e3, 2 },
        { "Tan", -1e3, 1e3, 4 },
        { "Sin", -1e14, 1e14, 2 },
        { "Cos", -1e14, 1e14, 2 },
        { "Asin", -1, 1, 4 },
        { "Acos", -1, 1, 4 },
        { "Atan", -1e2, 1e2, 2 },
        { "Sinh", -700, 700, 4 },
        { "Cosh", -700, 700, 4 },
        { "Sinh", -3, 3, 4 },
        { "Tanh", -10, 10, 4 },
        // That of the system is 2 units off itself (glibc's, at 14440724.63768116).
        { "Cbrt", -1e9, 1e9, 3 },
        { "Erf", -6, 6, 2 },
        { "Truncate", -1e3, 1e3, 0 },
        { "Round", -1e3, 1e3, 0 },
    };

    [Theory, MemberData(nameof(Functions))]
    public void RightToTheLastPlaces(string name, double from, double to, double most)
    {
        var (ours, exact) = (Of(typeof(DeviceMath), name), Of(name == "Erf" ? typeof(PyMath) : typeof(Math), name));
        var (worst, at) = (0.0, 0.0);
        for (var i = 0; i <= Points; i++)
        {
            var x = from + (to - from) * i / Points;
            if (i % 2 == 1) x *= 1.0 / (1 + i % 97);
            var ulps = Ulps(exact(x), ours(x));
            if (!(ulps <= worst)) (worst, at) = (ulps, x);
        }
        Assert.True(worst <= most, $"{name}({at:R}) is {ours(at):R}, {worst} units from {exact(at):R}");
    }

    [Theory, MemberData(nameof(Functions))]
    public void SpecialNumbers(string name, double from, double to, double most)
    {
        _ = (from, to);
        var (ours, exact) = (Of(typeof(DeviceMath), name), Of(name == "Erf" ? typeof(PyMath) : typeof(Math), name));
        foreach (var x in Special)
        {
            // Angles so far are documented to have no sine.
            if (name is "Sin" or "Cos" or "Tan" && Math.Abs(x) > 1e15) Assert.True(double.IsNaN(ours(x)));
            else Assert.True(Ulps(exact(x), ours(x)) <= most, $"{name}({x:R}) is {ours(x):R}, not {exact(x):R}");
        }
    }

    [Fact]
    public void Powers()
    {
        var random = new Random(11);
        var (worst, at) = (0.0, (X: 0.0, Y: 0.0));
        for (var i = 0; i < Points; i++)
        {
            var x = Math.Exp(random.NextDouble() * 40 - 20);
            var y = (random.NextDouble() * 1400 - 700) / Math.Max(1, Math.Abs(Math.Log(x)));
            var ulps = Ulps(Math.Pow(x, y), DeviceMath.Pow(x, y));
            if (!(ulps <= worst)) (worst, at) = (ulps, (x, y));
        }
        Assert.True(worst <= 2, $"{at} is {worst} units from its power");
        foreach (var x in Special)
        {
            foreach (var y in Special) Assert.True(Ulps(Math.Pow(x, y), DeviceMath.Pow(x, y)) <= 2, $"{x:R} to the power of {y:R} is {DeviceMath.Pow(x, y):R}, not {Math.Pow(x, y):R}");
        }
    }

    [Fact]
    public void Angles()
    {
        foreach (var y in Special.Append(7.25))
        {
            foreach (var x in Special.Append(-0.75)) Assert.True(Ulps(Math.Atan2(y, x), DeviceMath.Atan2(y, x)) <= 2, $"Atan2({y:R}, {x:R}) is {DeviceMath.Atan2(y, x):R}, not {Math.Atan2(y, x):R}");
        }
    }

    static Func<double, double> Of(Type type, string name) => type.GetMethod(name, [typeof(double)])!.CreateDelegate<Func<double, double>>();

    /// <summary>How many doubles lie between two, if they have one sign; a zero's sign counts.</summary>
    static double Ulps(double exact, double ours)
    {
        if (double.IsNaN(exact) || double.IsNaN(ours)) return double.IsNaN(exact) && double.IsNaN(ours) ? 0 : double.PositiveInfinity;
        if (exact == ours) return double.IsNegative(exact) == double.IsNegative(ours) ? 0 : double.PositiveInfinity;
        var (a, b) = (BitConverter.DoubleToInt64Bits(exact), BitConverter.DoubleToInt64Bits(ours));
        return a < 0 != b < 0 ? double.PositiveInfinity : Math.Abs((double)(a - b));
    }
}
