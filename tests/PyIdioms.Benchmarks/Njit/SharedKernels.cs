namespace PyIdioms.Benchmarks.Njit;

/// <summary>Loops over a Prange, shared by threads and not.</summary>
static partial class SharedKernels
{
    [Njit(FastMath = true)]
    public static partial double Sum(double[] a);

    static double SumCore(double[] a)
    {
        var total = 0.0;
        foreach (var i in new Prange(a.Length)) total += a[i];
        return total;
    }

    [Njit(Parallel = true, FastMath = true)]
    public static partial double SharedSum(double[] a);

    static double SharedSumCore(double[] a)
    {
        var total = 0.0;
        foreach (var i in new Prange(a.Length)) total += a[i];
        return total;
    }

    [Njit(FastMath = true)]
    public static partial void Exp(double[] a, double[] o);

    static void ExpCore(double[] a, double[] o)
    {
        foreach (var i in new Prange(a.Length)) o[i] = Math.Exp(a[i]);
    }

    [Njit(Parallel = true, FastMath = true)]
    public static partial void SharedExp(double[] a, double[] o);

    static void SharedExpCore(double[] a, double[] o)
    {
        foreach (var i in new Prange(a.Length)) o[i] = Math.Exp(a[i]);
    }

    [Njit]
    public static partial void Mandelbrot(int[] o, int width, int height, int most);

    static void MandelbrotCore(int[] o, int width, int height, int most)
    {
        foreach (var y in new Prange(height))
        {
            for (var x = 0; x < width; x++)
            {
                double cr = -2.0 + 3.0 * x / width, ci = -1.5 + 3.0 * y / height, zr = 0, zi = 0;
                var k = 0;
                while (k < most && zr * zr + zi * zi <= 4)
                {
                    (zr, zi) = (zr * zr - zi * zi + cr, 2 * zr * zi + ci);
                    k++;
                }
                o[y * width + x] = k;
            }
        }
    }

    [Njit(Parallel = true)]
    public static partial void SharedMandelbrot(int[] o, int width, int height, int most);

    static void SharedMandelbrotCore(int[] o, int width, int height, int most)
    {
        foreach (var y in new Prange(height))
        {
            for (var x = 0; x < width; x++)
            {
                double cr = -2.0 + 3.0 * x / width, ci = -1.5 + 3.0 * y / height, zr = 0, zi = 0;
                var k = 0;
                while (k < most && zr * zr + zi * zi <= 4)
                {
                    (zr, zi) = (zr * zr - zi * zi + cr, 2 * zr * zi + ci);
                    k++;
                }
                o[y * width + x] = k;
            }
        }
    }

    /// <summary>The rows as one hands them to Parallel.For.</summary>
    public static void NaiveMandelbrot(int[] o, int width, int height, int most) => Parallel.For(0, height, y =>
    {
        for (var x = 0; x < width; x++) o[y * width + x] = Steps(-2.0 + 3.0 * x / width, -1.5 + 3.0 * y / height, most);
    });

    /// <summary>A sum as one hands it to Parallel.For.</summary>
    public static double NaiveSum(double[] a)
    {
        var gate = new Lock();
        var total = 0.0;
        Parallel.For(0, a.Length, static () => 0.0, (i, _, sum) => sum + a[i], sum =>
        {
            lock (gate) total += sum;
        });
        return total;
    }

    static int Steps(double cr, double ci, int most)
    {
        double zr = 0, zi = 0;
        var k = 0;
        while (k < most && zr * zr + zi * zi <= 4)
        {
            (zr, zi) = (zr * zr - zi * zi + cr, 2 * zr * zi + ci);
            k++;
        }
        return k;
    }
}
