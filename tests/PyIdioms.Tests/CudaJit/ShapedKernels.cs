namespace PyIdioms.Tests.CudaJit;

/// <summary>Kernels in every form in which one may be written.</summary>
public static partial class ShapedKernels
{
    /// <summary>A particle.</summary>
    public struct Particle
    {
        public float Position;
        public float Speed;

        public readonly Particle After(float time) => new() { Position = Position + Speed * time, Speed = Speed };
    }

    internal struct Tagged
    {
        public long Tag;
        public byte Mark;
    }

    enum Kind : byte { Even, Odd }

    const int Width = 4;

    static readonly int Offset = 3;

    [CudaJit]
    public static void MoveCore(Particle[] particles, float time)
    {
        var i = Cuda.Grid(1);
        if (i < particles.Length) particles[i] = particles[i].After(time);
    }

    [CudaJit]
    internal static void TagCore(Span<Tagged> all)
    {
        var i = Cuda.Grid(1);
        if (i < all.Length) all[i] = new Tagged { Tag = all[i].Tag + Offset, Mark = (byte)(i & 1) };
    }

    [CudaJit]
    internal static void VolumeCore(Span<int> cells, int width, int height, int depth)
    {
        var (x, y, z) = Cuda.Grid(3);
        var (sx, sy, sz) = Cuda.GridSize(3);
        if (x < width && y < height && z < depth) cells[(z * height + y) * width + x] += x + 10 * y + 100 * z + 1000 * (sx + sy + sz);
    }

    [CudaJit]
    internal static void @switchCore(Span<int> @class, int @in) => @class[Math.Min(Cuda.Grid(1), @class.Length - 1)] = @in;

    [CudaJit]
    internal static void KindsCore(ReadOnlySpan<int> values, Span<byte> kinds)
    {
        var i = Cuda.BlockIdx.X * Cuda.BlockDim.X + Cuda.ThreadIdx.X;
        if (i >= values.Length) return;
        var kind = values[i] % 2 == 0 ? Kind.Even : Kind.Odd;
        kinds[i] = kind switch
        {
            Kind.Even when values[i] > 50 => 2,
            Kind.Even => 0,
            _ => 1,
        };
    }

    /// <summary>Local functions, local memory, slices, ranges, references, a loop that is left.</summary>
    [CudaJit]
    internal static void WindowCore(ReadOnlySpan<int> values, Span<int> medians)
    {
        var sorted = Cuda.Local.Array<int>(Width);
        var i = Cuda.Grid(1);
        if (i + Width > values.Length) return;
        var window = values.Slice(i, Width);
        for (var k = 0; k < Width; k++) Insert(sorted, k, window[k]);
        ref var median = ref medians[i];
        median = sorted[1..][0] + sorted[^1];

        static void Insert(Span<int> into, int count, int value)
        {
            var at = count;
            while (at > 0)
            {
                if (into[at - 1] <= value) break;
                into[at] = into[at - 1];
                at--;
            }
            into[at] = value;
        }
    }

    /// <summary>What lives across a barrier: a number for each thread, one for the block, memory of each thread, and the thread's place.</summary>
    [CudaJit]
    internal static void NeighboursCore(ReadOnlySpan<int> values, Span<int> result, int rounds)
    {
        var shared = Cuda.Shared.Array<int>(8);
        var own = Cuda.Local.Array<int>(2);
        var (i, thread) = (Cuda.Grid(1) + 0, Cuda.ThreadIdx.X);
        int sum = 0, last;
        var turn = 0;
        own[0] = i < values.Length ? values[i] : 0;
        own[1] = thread;
        last = own[0];
        while (turn < rounds)
        {
            shared[thread] = last;
            Cuda.SyncThreads();
            last = shared[(thread + 1) % Cuda.BlockDim.X];
            sum += last * own[1];
            turn++;
            if (turn == 7) break;
            Cuda.SyncThreads();
        }
        if (i >= values.Length) return;
        result[i] = sum + own[0];
    }

    /// <summary>Barriers in branches that all threads of a block take.</summary>
    [CudaJit]
    internal static void BranchCore(Span<int> result)
    {
        var shared = Cuda.Shared.Array<int>(8);
        var thread = Cuda.ThreadIdx.X;
        if (result.Length == 0) return;
        if (Cuda.BlockIdx.X % 2 == 0)
        {
            shared[thread] = thread;
            Cuda.SyncThreads();
            result[Cuda.BlockIdx.X * 8 + thread] = shared[7 - thread];
        }
        else
        {
            do
            {
                shared[thread] = 100;
                Cuda.SyncThreads();
            }
            while (shared.Length < 8);
            result[Cuda.BlockIdx.X * 8 + thread] = shared[thread] + thread;
        }
    }

    [CudaJit]
    internal static void AtomicsCore(ReadOnlySpan<int> values, Span<int> ints, Span<long> longs, Span<double> doubles)
    {
        var i = Cuda.Grid(1);
        if (i >= values.Length) return;
        var value = values[i];
        Cuda.Atomic.Add(ref ints[0], value);
        Cuda.Atomic.Max(ref ints[1], value);
        Cuda.Atomic.Min(ref ints[2], value);
        Cuda.Atomic.And(ref ints[3], value);
        Cuda.Atomic.Or(ref ints[4], value);
        Cuda.Atomic.Xor(ref ints[5], value);
        if (Cuda.Atomic.CompareExchange(ref ints[6], 0, 1) == 0) Cuda.Atomic.Exchange(ref ints[7], 77);
        Cuda.Atomic.Add(ref longs[0], value);
        Cuda.Atomic.Max(ref longs[1], value);
        Cuda.Atomic.Add(ref doubles[0], value);
        Cuda.Atomic.Min(ref doubles[1], value);
    }
}
