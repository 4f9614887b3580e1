namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with kernels, where there is no device.</summary>
public static class KernelSources
{
    public const string Code = """
        using PyIdioms;

        namespace Throwaway;

        /// <summary>Kernels.</summary>
        public static partial class Kernels
        {
            /// <summary>Adds.</summary>
            /// <param name="a">One.</param>
            /// <param name="b">Another.</param>
            /// <param name="result">Their sums.</param>
            [CudaJit]
            public static void GpuAddCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
            {
                var i = Cuda.Grid(1);
                if (i < result.Length) result[i] = a[i] + b[i];
            }

            [CudaJit]
            internal static void SumCore(ReadOnlySpan<int> values, Span<int> total)
            {
                var sums = Cuda.Shared.Array<int>(8);
                var thread = Cuda.ThreadIdx.X;
                var i = Cuda.Grid(1);
                sums[thread] = i < values.Length ? values[i] : 0;
                Cuda.SyncThreads();
                for (var half = Cuda.BlockDim.X / 2; half > 0; half /= 2)
                {
                    if (thread < half) sums[thread] += sums[thread + half];
                    Cuda.SyncThreads();
                }
                if (thread == 0) Cuda.Atomic.Add(ref total[0], sums[0]);
            }
        }

        internal static class Program
        {
            private static void Main()
            {
                using var host = GpuDevice.Host.Use();
                double[] a = [1, 2, 3], b = [10, 20, 30];
                var sums = new double[3];
                Kernels.GpuAdd[1, 32](a, b, sums);
                Console.WriteLine(string.Join(' ', sums));

                using var there = To.Device(sums);
                Kernels.GpuAdd[1, 32](there, a, there);
                Console.WriteLine(string.Join(' ', there.ToHost()));

                int[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
                var total = new int[1];
                Kernels.Sum[2, 8](values, total);
                Console.WriteLine(total[0]);
            }
        }
        """;

    public const string Output = "11 22 33\n12 24 36\n55\n";
}
