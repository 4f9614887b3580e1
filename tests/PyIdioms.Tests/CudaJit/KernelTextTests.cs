using System.Reflection;

namespace PyIdioms.Tests.CudaJit;

/// <summary>Every kernel of these tests is compiled to PTX and to OpenCL C, with no device at hand.</summary>
public class KernelTextTests
{
    static readonly GpuKernel[] All =
    [
        .. ((Type[])[typeof(Kernels), typeof(ShapedKernels), typeof(MathKernels)]).SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Select(p => p.GetValue(null)).OfType<GpuKernel>(),
    ];

    public static TheoryData<string> Names() => [.. All.Select(k => k.Name)];

    [Fact]
    public void AllAreFound() => Assert.Equal(19, All.Length);

    [Theory, MemberData(nameof(Names))]
    public void Ptx(string name)
    {
        var text = All.Single(k => k.Name == name).ToPtx();
        Assert.Contains(".visible .entry Kernel_", text, StringComparison.Ordinal);
        // A function that ILGPU has no code for is declared and never defined: the device's loader would not find it.
        Assert.Empty(Declared(text).Except(Defined(text)));
        Assert.DoesNotContain(".approx", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void OpenCL(string name) => Assert.Contains("kernel void Kernel_", All.Single(k => k.Name == name).ToOpenCL(), StringComparison.Ordinal);

    /// <summary>A function of floats in place of one of doubles would lose half of the bits.</summary>
    [Fact]
    public void DoublesStayDoubles()
    {
        Assert.DoesNotContain("float", MathKernels.Doubles.ToOpenCL(), StringComparison.Ordinal);
        Assert.DoesNotContain(".f32", MathKernels.Doubles.ToPtx(), StringComparison.Ordinal);
    }

    /// <summary>What ILGPU cannot compile spoils nothing that is compiled after it.</summary>
    [Fact]
    public void AFailureIsItsOwnAlone()
    {
        var failure = Assert.Throws<GpuException>(() => new Broken().ToPtx());
        Assert.StartsWith("Broken cannot be compiled for a device: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Throw", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Kernels.GpuAdd.ToPtx());
    }

    sealed class Broken() : GpuKernel("Broken", static (int value) =>
    {
        if (value > 0) throw new InvalidOperationException();
    });

    static IEnumerable<string> Declared(string ptx) => Heads(ptx).Where(h => h.Next == ";").Select(h => h.Name);

    static IEnumerable<string> Defined(string ptx) => Heads(ptx).Where(h => h.Next == "{").Select(h => h.Name);

    static IEnumerable<(string Name, string Next)> Heads(string ptx) =>
        System.Text.RegularExpressions.Regex.Matches(ptx, @"\.func\s*(?:\([^)]*\)\s*)?(\w+)\s*\([^)]*\)\s*([;{])").Select(m => (m.Groups[1].Value, m.Groups[2].Value));
}
