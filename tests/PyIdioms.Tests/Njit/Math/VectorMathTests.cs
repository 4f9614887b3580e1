using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace PyIdioms.Tests.Njit;

/// <summary>The functions of vectors against exact ones: at most 4 ULP away for any argument, and what is special is as the scalar functions have it.</summary>
public sealed class VectorMathTests
{
    const double Bound = 4;

    static readonly double[] Special =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue,
        2.2250738585072014e-308, -2.2250738585072014e-308, 1e-310, 710, -746, 709.78, -745.13, 9007199254740993, -9007199254740991, 1e300, -1e300, 1e-300, float.Epsilon, float.MaxValue, 89, -104, 1e20, -1e20,
    ];

    public static TheoryData<string, bool> Functions => new(VectorFunction.All.Select(f => (f.Name, f.IsDouble)));

    [Theory]
    [MemberData(nameof(Functions))]
    public void RandomArgumentsAreWithinTheBound(string name, bool isDouble)
    {
        foreach (var (width, (ulps, x, y)) in Farthest(Named(name, isDouble), 3000)) Assert.True(ulps <= Bound, $"{name} of {width} bits: {ulps} ULP at {x:R}, {y:R}");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void SpecialArgumentsAreAsTheScalarFunctionHasThem(string name, bool isDouble)
    {
        var function = Named(name, isDouble);
        foreach (var (x, y) in from x in Special from y in name == "Pow" ? Special : [0] select isDouble ? (x, y) : ((float)x, (float)y))
        {
            var expected = function.Scalar(x, y);
            foreach (var width in VectorFunction.Widths)
            {
                var actual = function.Lane(width, x, y);
                // A power of zero has no logarithm to compare with.
                var isExact = double.IsFinite(x) && double.IsFinite(y) && !double.IsNaN(expected) && x != 0 && (name != "Log" || x > 0);
                var isSame = isExact ? function.Ulps(width, x, y) <= Bound : expected.Equals(actual);
                Assert.True(isSame && (expected != 0 || actual != 0 || double.IsNegative(expected) == double.IsNegative(actual)), $"{name} of {width} bits: {actual:R} at {x:R}, {y:R}, not {expected:R}");
            }
        }
    }

    [Fact]
    public void TheScalarErrorFunctionIsWithinOneUlp()
    {
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var x = (random.NextDouble() * 2 - 1) * 6.5;
            Assert.InRange(ExactMath.Erf(x).UlpsTo(PyMath.Erf(x), 52, 1024), 0, 1);
        }
        Assert.Equal(0.8427007929497149, PyMath.Erf(1.0));
        Assert.Equal(0.84270079f, PyMath.Erf(1f));
    }

    /// <summary>What the page says of each function is not less than what is found. PYIDIOMS_ULP=FILE writes its table.</summary>
    [Fact]
    public void ThePageSaysTheLargestErrors()
    {
        if (Environment.GetEnvironmentVariable("PYIDIOMS_ULP") is { } file) File.WriteAllText(file, Table());
        using var text = new StreamReader(typeof(VectorMathTests).Assembly.GetManifestResourceStream("njit-math.md")!);
        var page = text.ReadToEnd().Split('\n');
        foreach (var function in VectorFunction.All)
        {
            var row = Assert.Single(page, line => line.StartsWith($"| {function.Name} | {(function.IsDouble ? "double" : "float")} | {function.Range} |", StringComparison.Ordinal));
            var said = row.Split('|')[4..^1].Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToList();
            Assert.All(said, static ulps => Assert.InRange(ulps, 0, Bound));
            // The page's figures are those of machines that round a product and a sum once.
            if (!Fma.IsSupported) continue;
            var found = Farthest(function, 1000);
            foreach (var (width, ulps) in VectorFunction.Widths.Zip(said)) Assert.True(found[width].Ulps <= ulps + 0.005, $"{function.Name} of {width} bits: {found[width]}, and the page says {ulps}");
        }
    }

    static string Table()
    {
        var table = new StringBuilder("| Function | Type | Range | 128 bits | 256 bits | 512 bits |\n|---|---|---|---|---|---|\n");
        foreach (var function in VectorFunction.All)
        {
            var farthest = Farthest(function, 50_000);
            table.Append(CultureInfo.InvariantCulture, $"| {function.Name} | {(function.IsDouble ? "double" : "float")} | {function.Range} | {string.Join(" | ", VectorFunction.Widths.Select(w => farthest[w].Ulps.ToString("F2", CultureInfo.InvariantCulture)))} |\n");
        }
        return table.ToString();
    }

    static VectorFunction Named(string name, bool isDouble) => VectorFunction.All.Single(f => f.Name == name && f.IsDouble == isDouble);

    static Dictionary<int, (double Ulps, double X, double Y)> Farthest(VectorFunction function, int count)
    {
        var random = new Random(1);
        var farthest = VectorFunction.Widths.ToDictionary(w => w, _ => (0.0, 0.0, 0.0));
        for (var i = 0; i < count; i++)
        {
            var (x, y) = function.Next(random);
            if (!double.IsFinite(x) || !double.IsFinite(y) || x == 0) continue;
            var exact = function.Exact(x, y);
            foreach (var width in VectorFunction.Widths)
            {
                var ulps = exact.UlpsTo(function.Lane(width, x, y), function.IsDouble ? 52 : 23, function.IsDouble ? 1024 : 128);
                if (ulps > farthest[width].Item1) farthest[width] = (ulps, x, y);
            }
        }
        return farthest;
    }
}
