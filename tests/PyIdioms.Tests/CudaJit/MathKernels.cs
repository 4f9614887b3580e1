namespace PyIdioms.Tests.CudaJit;

/// <summary>Every function of System.Math that a kernel may call.</summary>
public static partial class MathKernels
{
    [CudaJit]
    public static void DoublesCore(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
    {
        var i = Cuda.Grid(1);
        if (i >= x.Length) return;
        var (a, b) = (x[i], y[i]);
        var sum = Math.Abs(a) + Math.Acos(a) + Math.Asin(a) + Math.Atan(a) + Math.Cbrt(a) + Math.Ceiling(a) + Math.Cos(a) + Math.Cosh(a) + Math.Exp(a) + Math.Floor(a) + Math.Log(b) + Math.Log10(b);
        sum += Math.Log2(b) + Math.Round(a) + Math.Sign(a) + Math.Sin(a) + Math.Sinh(a) + Math.Sqrt(b) + Math.Tan(a) + Math.Tanh(a) + Math.Truncate(a) + PyMath.Erf(a);
        sum += Math.Atan2(a, b) + Math.CopySign(a, b) + Math.Max(a, b) + Math.Min(a, b) + Math.Pow(b, a) + Math.Clamp(a, 0, b);
        result[i] = double.IsNaN(sum) || double.IsInfinity(sum) ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a)) : sum;
    }

    [CudaJit]
    public static void SinglesCore(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
    {
        var i = Cuda.Grid(1);
        if (i >= x.Length) return;
        var (a, b) = (x[i], y[i]);
        var sum = MathF.Abs(a) + MathF.Acos(a) + MathF.Asin(a) + MathF.Atan(a) + MathF.Cbrt(a) + MathF.Ceiling(a) + MathF.Cos(a) + MathF.Cosh(a) + MathF.Exp(a) + MathF.Floor(a) + MathF.Log(b);
        sum += MathF.Log10(b) + MathF.Log2(b) + MathF.Round(a) + MathF.Sign(a) + MathF.Sin(a) + MathF.Sinh(a) + MathF.Sqrt(b) + MathF.Tan(a) + MathF.Tanh(a) + MathF.Truncate(a) + PyMath.Erf(a);
        sum += MathF.Atan2(a, b) + MathF.CopySign(a, b) + MathF.Max(a, b) + MathF.Min(a, b) + MathF.Pow(b, a) + Math.Clamp(a, 0, b);
        result[i] = float.IsNaN(sum) || float.IsInfinity(sum) ? BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a)) : sum;
    }

    [CudaJit]
    public static void IntegersCore(ReadOnlySpan<int> x, ReadOnlySpan<long> y, Span<long> result)
    {
        var i = Cuda.Grid(1);
        if (i >= x.Length) return;
        var (a, b) = (x[i], y[i]);
        result[i] = Math.Abs(a) + Math.Max(b, a) + Math.Min(a, 3) + Math.Sign(b) + Math.Clamp(a, -5, 5) + Math.Clamp(b, -50, 50) + Math.BigMul(a, a) + System.Numerics.BitOperations.PopCount((uint)a)
            + System.Numerics.BitOperations.LeadingZeroCount((ulong)b) + System.Numerics.BitOperations.TrailingZeroCount(a | 8) + System.Numerics.BitOperations.RotateLeft((uint)a, 3);
    }
}
