using System.Numerics.Tensors;

namespace PyIdioms.Benchmarks.Ufunc;

/// <summary>[Ufunc] and Np beside plain loops and what System.Numerics.Tensors has.</summary>
static class UfuncBenchmark
{
    const int Rounds = 400;

    static object? sink;

    public static int Run()
    {
        var random = new Random(42);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 100)];
        var (x, y, o, bools) = (Numbers(10_000), Numbers(10_000), new double[10_000], new bool[10_000]);
        var (few, other, to) = (Numbers(16), Numbers(16), new double[16]);
        var (asTensor, asBools) = (Tensor.Create(x), Tensor.Create(bools));
        var figures = new Figures();

        Compare("16 and 16 added", 2000, 1.6,
            n => { for (var i = 0; i < n; i++) Subjects.AddByHand(few, other, to); },
            n => { for (var i = 0; i < n; i++) TensorPrimitives.Add<double>(few, other, to); },
            n => { for (var i = 0; i < n; i++) Subjects.Add(few, other, to.AsSpan()); });
        Compare("10,000 and 10,000 added", 20, 1.1,
            n => { for (var i = 0; i < n; i++) Subjects.AddByHand(x, y, o); },
            n => { for (var i = 0; i < n; i++) TensorPrimitives.Add<double>(x, y, o); },
            n => { for (var i = 0; i < n; i++) Subjects.Add(x, y, o.AsSpan()); });
        Compare("10,000 by a number", 20, 1.1,
            n => { for (var i = 0; i < n; i++) Subjects.TimesByHand(x, 1.5, o); },
            n => { for (var i = 0; i < n; i++) TensorPrimitives.Multiply(x, 1.5, o); },
            n => { for (var i = 0; i < n; i++) Subjects.Times(x, 1.5, o); });
        Compare("10,000 square roots", 10, 1.1,
            n => { for (var i = 0; i < n; i++) Subjects.RootByHand(x, o); },
            n => { for (var i = 0; i < n; i++) TensorPrimitives.Sqrt<double>(x, o); },
            n => { for (var i = 0; i < n; i++) Subjects.Root(x, o.AsSpan()); });
        Compare("10,000 compared", 20, 1.1,
            n => { for (var i = 0; i < n; i++) Subjects.PassedByHand(x, bools); },
            n => { for (var i = 0; i < n; i++) Tensor.GreaterThanOrEqual<double>(asTensor, 60.0, asBools); },
            n => { for (var i = 0; i < n; i++) Subjects.Passed(x, bools.AsSpan()); });
        Compare("10,000 clipped to numbers", 20, 1.1,
            n => { for (var i = 0; i < n; i++) Subjects.ClippedByHand(x, 20, 80, o); },
            n => { for (var i = 0; i < n; i++) TensorPrimitives.Clamp(x, 20.0, 80.0, o); },
            n => { for (var i = 0; i < n; i++) Subjects.Clipped(x, 20, 80, o); });
        Compare("10,000 logistic, FastMath", 4, 1,
            n => { for (var i = 0; i < n; i++) Subjects.LogisticByHand(x, o); },
            n => { for (var i = 0; i < n; i++) TensorPrimitives.Sigmoid<double>(x, o); },
            n => { for (var i = 0; i < n; i++) Subjects.Logistic(x, o.AsSpan()); });
        Compare("10,000 of a bell curve, FastMath, by six calls of TensorPrimitives", 4, 1,
            n => { for (var i = 0; i < n; i++) Subjects.BellByHand(x, 50, 12, o); },
            n =>
            {
                for (var i = 0; i < n; i++)
                {
                    TensorPrimitives.Subtract(x, 50, o);
                    TensorPrimitives.Multiply<double>(o, o, o);
                    TensorPrimitives.Multiply(o, -0.5, o);
                    TensorPrimitives.Divide(o, 144, o);
                    TensorPrimitives.Exp<double>(o, o);
                    TensorPrimitives.Divide(o, 12 * 2.5066282746310002, o);
                }
            },
            n => { for (var i = 0; i < n; i++) Subjects.Bell(x, 50, 12, o); });

        Broadcast("A row with (300,1000)", 300, 1000, isColumn: false, 1.1);
        Broadcast("A column with (300,1000)", 300, 1000, isColumn: true, 1.1);
        Broadcast("A row with (30000,3)", 30_000, 3, isColumn: false, 1.1);

        var (mask, wide, second, chosen) = (Numbers(100_000).Select(static v => v >= 50).ToArray(), Numbers(100_000), Numbers(100_000), new double[100_000]);
        Compare("Np.Where of 100,000", 2, 0.6,
            n => { for (var i = 0; i < n; i++) Subjects.WhereByHand(mask, wide, second, chosen); }, null,
            n => { for (var i = 0; i < n; i++) Np.Where<double>(mask, wide, second, chosen); });
        Compare("Np.Where of 100,000, places", 2, 0.6,
            n => { for (var i = 0; i < n; i++) sink = Subjects.PlacesByHand(mask); }, null,
            n => { for (var i = 0; i < n; i++) sink = Np.Where(mask); });
        return figures.ExitCode;

        void Broadcast(string title, int rows, int columns, bool isColumn, double most)
        {
            double[] matrix = Numbers(rows * columns), part = Numbers(isColumn ? rows : columns), result = new double[rows * columns];
            var (tensor, stretched, into) = (Tensor.Create(matrix, [rows, columns]), isColumn ? Tensor.Create(part, [rows, 1]) : Tensor.Create(part), Tensor.Create(result, [rows, columns]));
            Compare(title, 1, most,
                n => { for (var i = 0; i < n; i++) Subjects.AddToRows(matrix, part, columns, isColumn, result); },
                n => { for (var i = 0; i < n; i++) Tensor.Add<double>(tensor, stretched, into); },
                n => { for (var i = 0; i < n; i++) Subjects.Add(tensor, stretched, into); });
        }

        void Compare(string title, int calls, double most, Action<int> byHand, Action<int>? tensors, Action<int> ours)
        {
            var laps = tensors is null ? Race.Run(calls, Rounds, new("loop", byHand), new("ours", ours)) : Race.Run(calls, Rounds, new("loop", byHand), new("System.Numerics.Tensors", tensors), new("ours", ours));
            Race.Print(title, laps);
            var ratio = laps[^1].Nanoseconds / laps[^2].Nanoseconds;
            figures.Hold($"{title}: {ratio:F2} × {laps[^2].Name} (at most {most}), {laps[^1].Nanoseconds / laps[0].Nanoseconds:F2} × the loop", ratio <= most);
        }
    }
}
