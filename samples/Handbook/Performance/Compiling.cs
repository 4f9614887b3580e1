namespace Handbook.Performance;

/// <summary>Performance, "Numba JIT Compilation": plain loops that run as fast as C.</summary>
static partial class Compiling
{
    public static void Run()
    {
        Console.WriteLine("## Loops over vectors");
        var numbers = new double[100_000];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = i % 100;

        // The sin: LINQ asks an enumerator for each number. The idiom: the plain loop, eight numbers at a time.
        Console.WriteLine(numbers.Where(static n => n >= 60).Sum());
        Console.WriteLine(SumOf(numbers, 60));

        var image = new int[24 * 64];
        Mandelbrot(image, 64, 24, 100);
        for (var y = 0; y < 24; y += 4) Console.WriteLine(string.Concat(image.Skip(y * 64).Take(64).Select(static k => " .:-=+*#%@"[Math.Min(k / 3, 9)])));
    }

    [Njit(FastMath = true)]
    private static partial double SumOf(ReadOnlySpan<double> numbers, double least);

    static double SumOfCore(ReadOnlySpan<double> numbers, double least)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            if (number >= least) sum += number;
        }
        return sum;
    }

    [Njit(Require = true)]
    private static partial void Mandelbrot(Span<int> image, int width, int height, int most);

    static void MandelbrotCore(Span<int> image, int width, int height, int most)
    {
        for (var y = 0; y < height; y++)
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
                image[y * width + x] = k;
            }
        }
    }
}
