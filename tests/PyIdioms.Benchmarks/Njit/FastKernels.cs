namespace PyIdioms.Benchmarks.Njit;

/// <summary>The kernels with results that may differ in the last bits; their Cores are the plain loops.</summary>
static partial class FastKernels
{
    [Njit(FastMath = true)]
    public static partial double Sum(ReadOnlySpan<double> a);

    public static double SumCore(ReadOnlySpan<double> a)
    {
        var s = 0.0; for (var i = 0; i < a.Length; i++) s += a[i]; return s;
    }

    [Njit(FastMath = true)]
    public static partial long SumInts(ReadOnlySpan<int> a);

    public static long SumIntsCore(ReadOnlySpan<int> a)
    {
        var s = 0L; for (var i = 0; i < a.Length; i++) s += a[i]; return s;
    }

    [Njit(FastMath = true)]
    public static partial double Max(ReadOnlySpan<double> a);

    public static double MaxCore(ReadOnlySpan<double> a)
    {
        var m = a[0]; for (var i = 0; i < a.Length; i++) { if (a[i] > m) m = a[i]; } return m;
    }

    [Njit(FastMath = true)]
    public static partial int ArgMax(ReadOnlySpan<double> a);

    public static int ArgMaxCore(ReadOnlySpan<double> a)
    {
        var m = a[0]; var at = 0; for (var i = 1; i < a.Length; i++) { if (a[i] > m) { m = a[i]; at = i; } } return at;
    }

    [Njit(FastMath = true)]
    public static partial double Variance(ReadOnlySpan<double> a);

    public static double VarianceCore(ReadOnlySpan<double> a)
    {
        var s = 0.0;
        for (var i = 0; i < a.Length; i++) s += a[i];
        var mean = s / a.Length;
        var q = 0.0;
        for (var i = 0; i < a.Length; i++) { var d = a[i] - mean; q += d * d; }
        return q / a.Length;
    }

    [Njit(FastMath = true)]
    public static partial void Normalize(ReadOnlySpan<double> a, Span<double> o);

    public static void NormalizeCore(ReadOnlySpan<double> a, Span<double> o)
    {
        double least = a[0], greatest = a[0];
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] < least) least = a[i];
            if (a[i] > greatest) greatest = a[i];
        }
        var d = greatest - least;
        for (var i = 0; i < a.Length; i++) o[i] = (a[i] - least) / d;
    }

    [Njit(FastMath = true)]
    public static partial long SumSquares(long n);

    public static long SumSquaresCore(long n)
    {
        var s = 0L; for (var i = 0L; i < n; i++) s += i * i; return s;
    }

    [Njit(FastMath = true)]
    public static partial double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b);

    public static double DotCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var s = 0.0; for (var i = 0; i < a.Length; i++) s += a[i] * b[i]; return s;
    }

    [Njit(FastMath = true)]
    public static partial float DotFloat(ReadOnlySpan<float> a, ReadOnlySpan<float> b);

    public static float DotFloatCore(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var s = 0f; for (var i = 0; i < a.Length; i++) s += a[i] * b[i]; return s;
    }

    [Njit(FastMath = true)]
    public static partial void Axpy(double k, ReadOnlySpan<double> x, Span<double> y);

    public static void AxpyCore(double k, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = k * x[i] + y[i];
    }

    [Njit(FastMath = true)]
    public static partial void AxpyFloat(float k, ReadOnlySpan<float> x, Span<float> y);

    public static void AxpyFloatCore(float k, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = k * x[i] + y[i];
    }

    [Njit(FastMath = true)]
    public static partial void Sqrt(ReadOnlySpan<double> a, Span<double> o);

    public static void SqrtCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Sqrt(a[i]);
    }

    [Njit(FastMath = true)]
    public static partial void Polynomial(ReadOnlySpan<double> a, Span<double> o);

    public static void PolynomialCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) { var x = a[i]; o[i] = 1 + x * (0.5 + x * (0.25 + x * (0.125 + x * (0.0625 + x * 0.03125)))); }
    }

    [Njit(FastMath = true)]
    public static partial void Select(ReadOnlySpan<double> a, Span<double> o);

    public static void SelectCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = a[i] >= 60 ? a[i] : 0;
    }

    [Njit(FastMath = true)]
    public static partial long CountIf(ReadOnlySpan<double> a);

    public static long CountIfCore(ReadOnlySpan<double> a)
    {
        var c = 0L; for (var i = 0; i < a.Length; i++) { if (a[i] >= 60) c++; } return c;
    }

    [Njit(FastMath = true)]
    public static partial void Clip(ReadOnlySpan<double> a, Span<double> o);

    public static void ClipCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Clamp(a[i], 20.0, 80.0);
    }

    [Njit(FastMath = true)]
    public static partial int Where(ReadOnlySpan<double> a, Span<int> o);

    public static int WhereCore(ReadOnlySpan<double> a, Span<int> o)
    {
        var j = 0; for (var i = 0; i < a.Length; i++) { if (a[i] >= 60) o[j++] = i; } return j;
    }

    [Njit(FastMath = true)]
    public static partial void Mandelbrot(Span<int> o, int width, int height, int most);

    public static void MandelbrotCore(Span<int> o, int width, int height, int most)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                double cr = -2.0 + 3.0 * x / width, ci = -1.5 + 3.0 * y / height, zr = 0, zi = 0;
                var k = 0;
                while (k < most && zr * zr + zi * zi <= 4.0)
                {
                    var t = zr * zr - zi * zi + cr;
                    zi = 2 * zr * zi + ci;
                    zr = t;
                    k++;
                }
                o[y * width + x] = k;
            }
        }
    }

    [Njit(FastMath = true)]
    public static partial void Distances(ReadOnlySpan<double> p, Span<double> o, int n);

    public static void DistancesCore(ReadOnlySpan<double> p, Span<double> o, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var d = 0; d < 3; d++) { var t = p[i * 3 + d] - p[j * 3 + d]; s += t * t; }
                o[i * n + j] = Math.Sqrt(s);
            }
        }
    }

    [Njit(FastMath = true)]
    public static partial void Bodies(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, ReadOnlySpan<double> m, Span<double> ax, Span<double> ay, Span<double> az);

    public static void BodiesCore(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, ReadOnlySpan<double> m, Span<double> ax, Span<double> ay, Span<double> az)
    {
        for (var i = 0; i < x.Length; i++)
        {
            double sx = 0, sy = 0, sz = 0;
            for (var j = 0; j < x.Length; j++)
            {
                double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
                var r2 = dx * dx + dy * dy + dz * dz + 1e-9;
                var f = m[j] / (r2 * Math.Sqrt(r2));
                sx += dx * f;
                sy += dy * f;
                sz += dz * f;
            }
            ax[i] = sx;
            ay[i] = sy;
            az[i] = sz;
        }
    }

    [Njit(FastMath = true)]
    public static partial void MatMul(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n);

    public static void MatMulCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
                c[i * n + j] = s;
            }
        }
    }

    [Njit(FastMath = true)]
    public static partial void MovingAverage(ReadOnlySpan<double> a, Span<double> o, int w);

    public static void MovingAverageCore(ReadOnlySpan<double> a, Span<double> o, int w)
    {
        for (var i = 0; i <= a.Length - w; i++)
        {
            var s = 0.0;
            for (var j = 0; j < w; j++) s += a[i + j];
            o[i] = s / w;
        }
    }

    [Njit(FastMath = true)]
    public static partial void PrefixSum(ReadOnlySpan<double> a, Span<double> o);

    public static void PrefixSumCore(ReadOnlySpan<double> a, Span<double> o)
    {
        var s = 0.0; for (var i = 0; i < a.Length; i++) { s += a[i]; o[i] = s; }
    }

    [Njit(FastMath = true)]
    public static partial void Histogram(ReadOnlySpan<double> a, double low, double high, Span<int> h);

    public static void HistogramCore(ReadOnlySpan<double> a, double low, double high, Span<int> h)
    {
        h.Clear();
        var scale = h.Length / (high - low);
        for (var i = 0; i < a.Length; i++)
        {
            var b = (int)((a[i] - low) * scale);
            if (b >= 0 && b < h.Length) h[b]++;
        }
    }

    [Njit(FastMath = true)]
    public static partial void Stencil(ReadOnlySpan<double> a, Span<double> o, int width, int height);

    public static void StencilCore(ReadOnlySpan<double> a, Span<double> o, int width, int height)
    {
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++) o[y * width + x] = 0.2 * (a[y * width + x] + a[y * width + x - 1] + a[y * width + x + 1] + a[(y - 1) * width + x] + a[(y + 1) * width + x]);
        }
    }

    [Njit(FastMath = true)]
    public static partial void Sin(ReadOnlySpan<double> a, Span<double> o);

    public static void SinCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Sin(a[i]);
    }

    [Njit(FastMath = true)]
    public static partial void Exp(ReadOnlySpan<double> a, Span<double> o);

    public static void ExpCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Exp(a[i]);
    }

    [Njit(FastMath = true)]
    public static partial void Log(ReadOnlySpan<double> a, Span<double> o);

    public static void LogCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Log(a[i]);
    }

    [Njit(FastMath = true)]
    public static partial void Tanh(ReadOnlySpan<double> a, Span<double> o);

    public static void TanhCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Tanh(a[i]);
    }

    [Njit(FastMath = true)]
    public static partial void Pow(ReadOnlySpan<double> a, Span<double> o);

    public static void PowCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = Math.Pow(a[i], 1.7);
    }

    [Njit(FastMath = true)]
    public static partial void Erf(ReadOnlySpan<double> a, Span<double> o);

    public static void ErfCore(ReadOnlySpan<double> a, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = PyMath.Erf(a[i]);
    }

    [Njit(FastMath = true)]
    public static partial void BlackScholes(ReadOnlySpan<double> s, ReadOnlySpan<double> k, ReadOnlySpan<double> t, double r, double v, Span<double> o);

    public static void BlackScholesCore(ReadOnlySpan<double> s, ReadOnlySpan<double> k, ReadOnlySpan<double> t, double r, double v, Span<double> o)
    {
        for (var i = 0; i < s.Length; i++)
        {
            var sq = v * Math.Sqrt(t[i]);
            var d1 = (Math.Log(s[i] / k[i]) + (r + 0.5 * v * v) * t[i]) / sq;
            var d2 = d1 - sq;
            o[i] = s[i] * (0.5 * (1 + PyMath.Erf(d1 * 0.70710678118654752))) - k[i] * Math.Exp(-r * t[i]) * (0.5 * (1 + PyMath.Erf(d2 * 0.70710678118654752)));
        }
    }

    [Njit(FastMath = true)]
    public static partial double MonteCarlo(long n, ulong seed);

    public static double MonteCarloCore(long n, ulong seed)
    {
        var hits = 0L;
        for (var i = 0L; i < n; i++)
        {
            double x = Uniform(ref seed), y = Uniform(ref seed);
            if (x * x + y * y <= 1) hits++;
        }
        return 4.0 * hits / n;
    }

    [Njit(FastMath = true)]
    public static partial void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> o);

    public static void AddCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> o)
    {
        for (var i = 0; i < a.Length; i++) o[i] = a[i] + b[i];
    }

    /// <summary>The next number of xorshift64*, from zero to one.</summary>
    public static double Uniform(ref ulong state)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return ((state * 2685821657736338717UL) >> 11) * (1.0 / (1UL << 53));
    }
}
