using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace PyIdioms.Tests.Ufunc;

/// <summary>Np.Where and its kin against the loop that says what they do.</summary>
public class NpTests
{
    static void Chosen<T>() where T : unmanaged
    {
        var random = new Random(15);
        foreach (var length in Sample.Lengths)
        {
            var (mask, x, y) = (Sample.Of<bool>(random, length), Sample.Of<T>(random, length), Sample.Of<T>(random, length));
            var (one, other) = (Sample.One<T>(random), Sample.One<T>(random));
            Sample.AreSame<T>([.. mask.Select((m, i) => m ? x[i] : y[i])], Np.Where(mask, x, y), "arrays");
            Sample.AreSame<T>([.. mask.Select((m, i) => m ? x[i] : other)], Np.Where(mask, x, other), "a number behind");
            Sample.AreSame<T>([.. mask.Select((m, i) => m ? one : y[i])], Np.Where(mask, one, y), "a number in front");
            Sample.AreSame<T>([.. mask.Select(m => m ? one : other)], Np.Where(mask, one, other), "numbers");
            Sample.AreSame<T>([.. x.Where((_, i) => mask[i])], Np.Compress<T>(mask, x), "compressed");
            var set = x.ToArray();
            Np.PutMask(set, mask, one);
            Sample.AreSame<T>([.. x.Select((v, i) => mask[i] ? one : v)], set, "set");
            Np.Where<T>(mask, x, y, y);
            Sample.AreSame<T>([.. mask.Select((m, i) => m ? x[i] : y[i])], y, "into one of them");
        }
    }

    [Fact]
    public void ElementsAreChosen()
    {
        Chosen<double>();
        Chosen<float>();
        Chosen<int>();
        Chosen<long>();
        Chosen<short>();
        Chosen<byte>();
        Chosen<bool>();
        Chosen<decimal>();
    }

    [Fact]
    public void ElementsMayBeAnything()
    {
        double[] grades = [45, 72, 89, 56, 91];
        Assert.Equal(["Fail", "Pass", "Pass", "Fail", "Pass"], Np.Where(Subjects.Passed(grades), "Pass", "Fail"));
        string[] names = ["a", "b", "c", "d", "e"];
        Assert.Equal(["-", "b", "c", "-", "e"], Np.Where(Subjects.Passed(grades), names, "-"));
        Assert.Equal(["b", "c", "e"], Np.Compress<string>(Subjects.Passed(grades), names));
        Assert.Equal([[45.0], [72]], Np.Where([true, false], [[45.0], [0]], (double[][])[[1], [72]]));
    }

    [Fact]
    public void PlacesOfWhatIsTrue()
    {
        var random = new Random(16);
        foreach (var length in Sample.Lengths)
        {
            foreach (var share in new[] { 0, 1, 50, 100 })
            {
                var mask = Enumerable.Range(0, length).Select(_ => random.Next(100) < share).ToArray();
                Assert.Equal(Enumerable.Range(0, length).Where(i => mask[i]), Np.Where(mask));
            }
        }
    }

    /// <summary>Native code and files may hold true as any number but 0.</summary>
    [Fact]
    public void TrueIsWhatIsNotZero()
    {
        var bytes = Enumerable.Range(0, 300).Select(static i => (byte)i).ToArray();
        var mask = MemoryMarshal.Cast<byte, bool>(bytes);
        var expected = bytes.Select(static b => b != 0).ToArray();
        Assert.Equal(expected.Count(static e => e), Np.Where(mask).Length);
        Assert.Equal(expected.Select(static e => e ? 1.0 : 2), Np.Where(mask, 1.0, 2.0));
        Assert.Equal(expected.Select(static e => e ? (byte)1 : (byte)2), Np.Where(mask, (byte)1, (byte)2));
        Assert.Equal(expected.Select(static e => e ? 1.0 : 2), Subjects.Either(mask, 1, 2));
    }

    [Fact]
    public void ElementsByNumber()
    {
        int[] data = [10, 20, 30, 40, 50];
        Assert.Equal([10, 30, 50], Np.Take<int>(data, 0, 2, 4));
        Assert.Equal([50, 50, 10], Np.Take<int>(data, -1, 4, -5));
        Assert.Empty(Np.Take<int>(data));
        Assert.StartsWith("index 5 is out of bounds for axis 0 with size 5", Assert.Throws<ArgumentOutOfRangeException>(() => Np.Take<int>(data, 5)).Message);
        Assert.StartsWith("index -6 is out of bounds for axis 0 with size 5", Assert.Throws<ArgumentOutOfRangeException>(() => Np.Take<int>(data, -6)).Message);
    }

    [Fact]
    public void LengthsThatDoNotGoTogetherAreNamed()
    {
        Assert.Equal("operands could not be broadcast together with shapes (2,) (3,) ()", Assert.Throws<ArgumentException>(static () => Np.Where([true, false], [1, 2, 3], 4)).Message);
        Assert.StartsWith("boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis is 2", Assert.Throws<ArgumentException>(static () => Np.Compress([true, false], [1, 2, 3])).Message);
        Assert.StartsWith("boolean index did not match", Assert.Throws<ArgumentException>(static () => Np.PutMask(new int[1], [true, false], 3)).Message);
    }

    [Fact]
    public void TensorsAreBroadcast()
    {
        var matrix = Tensor.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        var mask = Subjects.Passed(Subjects.Minus(matrix, -57));
        Assert.Equal([0, 0, 3, 4, 5, 6], Np.Where(mask, matrix, 0.0).ToArray());
        Assert.Equal([1, 2, 7, 7, 7, 7], Np.Where(mask, 7.0, matrix).ToArray());
        Assert.Equal(["low", "low", "high", "high", "high", "high"], Np.Where(mask, "high", "low").ToArray());
        Assert.Equal([10, 20, 3, 4, 5, 6], Np.Where(mask, matrix, Tensor.Create<double>([10, 20, 30])).ToArray());
        Assert.Equal("operands could not be broadcast together with shapes (2,3) (2,) ()", Assert.Throws<ArgumentException>(() => Np.Where(mask, Tensor.Create<double>([10, 20]), 1.0)).Message);
    }
}
