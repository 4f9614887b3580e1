using System.Numerics.Tensors;

namespace Handbook.Performance;

/// <summary>Performance, "NumPy Vectorization": functions of numbers that are functions of arrays.</summary>
static partial class Vectorizing
{
    public static void Run()
    {
        Console.WriteLine("## Arrays");

        // The sin: an iterator and two delegates for each number. The idiom: eight numbers at a time.
        double[] data = [3, 9, 5, 1, 7];
        var (least, most) = (data.Min(), data.Max());
        Console.WriteLine(string.Join(' ', data.Select(x => (x - least) / (most - least))));
        Console.WriteLine(string.Join(' ', Normalized(data, least, most)));

        // Broadcasting.
        var matrix = Tensor.CreateFromShape<double>([3, 4]);
        var row = Tensor.Create<double>([1, 2, 3, 4]);
        var column = Tensor.Create<double>([1, 2, 3], [3, 1]);
        Console.WriteLine(string.Join(' ', Sum(matrix, row)));
        Console.WriteLine(string.Join(' ', Sum(matrix, column)));
        Console.WriteLine(string.Join(' ', Sum(row, column)));

        // By number, by mask, and what a mask decides.
        int[] numbers = [10, 20, 30, 40, 50];
        Console.WriteLine(string.Join(' ', Np.Take<int>(numbers, 0, 2, 4)));
        var mask = IsOver(numbers, 25);
        Console.WriteLine(string.Join(' ', Np.Compress<int>(mask, numbers)));
        Np.PutMask(numbers, mask, 0);
        Console.WriteLine(string.Join(' ', numbers));

        double[] grades = [45, 72, 89, 56, 91];
        Console.WriteLine(string.Join(' ', Np.Where(Passed(grades), "Pass", "Fail")));
    }

    [Ufunc]
    private static double Normalized(double x, double least, double most) => (x - least) / (most - least);

    [Ufunc]
    private static double Sum(double x, double y) => x + y;

    [Ufunc]
    private static bool IsOver(int x, int limit) => x > limit;

    [Ufunc]
    private static bool Passed(double grade) => grade >= 60;
}
