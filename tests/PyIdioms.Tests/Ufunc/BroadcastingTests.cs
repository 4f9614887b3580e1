using System.Numerics.Tensors;

namespace PyIdioms.Tests.Ufunc;

/// <summary>Shapes go together as NumPy's do; elements are those that a loop over all indexes finds.</summary>
public class BroadcastingTests
{
    static readonly nint[][][] Shapes =
    [
        [[3, 4], [4]], [[3, 4], [3, 1]], [[3, 1], [4]], [[3, 4], [3, 4]], [[1], [5]], [[2, 3, 4], [3, 1]], [[2, 1, 4], [1, 3, 1]], [[7], [7]],
        [[2, 3, 2, 3], [3, 1, 3]], [[5, 600], [600]], [[5, 600], [5, 1]], [[600, 5], [5]], [[2, 700, 3], [700, 1]], [[0, 4], [4]], [[3, 0], [3, 1]], [[1, 1], [1]], [[1, 600, 1], [3, 1, 2]],
    ];

    public static IEnumerable<TheoryDataRow<int, int>> Pairs() => from shape in Enumerable.Range(0, Shapes.Length) from kind in Enumerable.Range(0, 4) select new TheoryDataRow<int, int>(shape, kind);

    /// <summary>A tensor of a shape: side by side, every other of a larger one, or a part of it.</summary>
    static Tensor<double> Made(Random random, nint[] shape, int kind)
    {
        var larger = kind == 0 ? shape : [.. shape.Select(static (length, axis) => length + 2)];
        var dense = Tensor.Create(Sample.Of<double>(random, (int)larger.Aggregate((nint)1, static (count, length) => count * length)), larger);
        if (kind == 0) return dense;
        return dense[[.. shape.Select(static length => new System.Buffers.NRange(1, 1 + length))]];
    }

    static IEnumerable<nint[]> Indexes(nint[] shape)
    {
        if (shape.Contains(0)) yield break;
        var index = new nint[shape.Length];
        while (true)
        {
            yield return index;
            var axis = shape.Length - 1;
            while (axis >= 0 && ++index[axis] == shape[axis]) index[axis--] = 0;
            if (axis < 0) yield break;
        }
    }

    static double At(Tensor<double> tensor, nint[] index)
    {
        var missing = index.Length - tensor.Rank;
        var own = new nint[tensor.Rank];
        for (var axis = 0; axis < own.Length; axis++) own[axis] = tensor.Lengths[axis] == 1 ? 0 : index[axis + missing];
        return tensor[own];
    }

    static nint[] Together(nint[] x, nint[] y)
    {
        var rank = Math.Max(x.Length, y.Length);
        return [.. Enumerable.Range(0, rank).Select(axis => (Of(x, axis - rank + x.Length), Of(y, axis - rank + y.Length)) is var (a, b) && a == 1 ? b : a)];

        static nint Of(nint[] shape, int axis) => axis < 0 ? 1 : shape[axis];
    }

    static void AreSame(Tensor<double> expected, Tensor<double> actual) => Sample.AreSame<double>(Flat(expected), Flat(actual), "tensor");

    static double[] Flat(Tensor<double> tensor) => [.. Indexes(tensor.Lengths.ToArray()).Select(index => tensor[index])];

    [Theory, MemberData(nameof(Pairs))]
    public void EveryElementIsTheFunctionOfItsOwn(int shape, int kind)
    {
        var random = new Random(13);
        var (x, y) = (Made(random, Shapes[shape][0], kind & 1), Made(random, Shapes[shape][1], kind >> 1));
        foreach (var (left, right) in new[] { (x, y), (y, x) })
        {
            var together = Together(left.Lengths.ToArray(), right.Lengths.ToArray());
            var expected = Indexes(together).Select(index => Subjects.Minus(At(left, index), At(right, index))).ToArray();

            var made = Subjects.Minus(left, right);
            Assert.Equal(together, made.Lengths.ToArray());
            Sample.AreSame<double>(expected, Flat(made), "made");

            var into = Made(random, together, kind & 1);
            Subjects.Minus(left, right, into);
            Sample.AreSame<double>(expected, Flat(into), "into");
        }
        Sample.AreSame<double>([.. Flat(x).Select(static v => v - 2)], Flat(Subjects.Minus(x, 2)), "a number behind");
        Sample.AreSame<double>([.. Flat(x).Select(static v => 2 - v)], Flat(Subjects.Minus(2, x)), "a number in front");
    }

    [Fact]
    public void OneMayBeTheDestinationAndOneMayOverlapIt()
    {
        var random = new Random(14);
        foreach (var size in new nint[] { 3, 40 })
        {
            var whole = Made(random, [size + 1, size + 1], 0);
            var (low, high) = (new System.Buffers.NRange(0, (int)size), new System.Buffers.NRange(1, 1 + (int)size));
            foreach (var (from, to) in new[] { (low, low), (low, high), (high, low) })
            {
                var memory = Tensor.Create(Flat(whole), [size + 1, size + 1]);
                var source = memory.AsTensorSpan()[[from, from]];
                var target = memory.AsTensorSpan()[[to, to]];
                var expected = Subjects.Twice(Tensor.Create(Flat(whole), [size + 1, size + 1]).AsReadOnlyTensorSpan()[[from, from]]);
                Subjects.Twice(source, target);
                var actual = Tensor.CreateFromShape<double>([size, size]);
                target.CopyTo(actual);
                AreSame(expected, actual);
            }
            // A row of the destination is read while it is written.
            var square = Tensor.Create(Flat(whole), [size + 1, size + 1]);
            var row = square[[new(1, 2), System.Buffers.NRange.All]];
            var differences = Subjects.Minus(square, Tensor.Create(Flat(row), [size + 1]));
            Subjects.Minus(square, square.AsTensorSpan()[[new(1, 2), System.Buffers.NRange.All]], square);
            AreSame(differences, square);
        }
    }

    [Fact]
    public void ArraysAreLastAxes()
    {
        var matrix = Tensor.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
        double[] row = [1, 1, 2];
        Assert.Equal([0, 1, 1, 3, 4, 4], Flat(Subjects.Minus(matrix, row)));
        Assert.Equal([0, 1, 1, 3, 4, 4], Flat(Subjects.Minus(matrix, [1, 1, 2])));
        Assert.Equal([2, 3], Subjects.Minus(row, matrix).Lengths.ToArray());
        Assert.Equal([0, 0, 0, 1, 1, 1], Flat(Subjects.Minus(Subjects.Clipped(matrix, 2, 4), Subjects.Clipped(matrix, 2, 3))));
        var stretched = Np.BroadcastTo(Tensor.Create(row), 2, 3);
        Assert.Equal([0, 1, 1, 3, 4, 4], Flat(Subjects.Minus(matrix, stretched)));
    }

    [Fact]
    public void ShapesThatDoNotGoTogetherAreNamed()
    {
        var (matrix, row) = (Tensor.CreateFromShape<double>([3, 4]), Tensor.CreateFromShape<double>([3]));
        Assert.Equal("operands could not be broadcast together with shapes (3,4) (3,)", Assert.Throws<ArgumentException>(() => Subjects.Minus(matrix, row)).Message);
        Assert.Equal("non-broadcastable output operand with shape (3,) doesn't match the broadcast shape (3,4)", Assert.Throws<ArgumentException>(() => Subjects.Minus(matrix, 2, row)).Message);
        Assert.Equal("non-broadcastable output operand with shape (3,4) doesn't match the broadcast shape (2,3,4)", Assert.Throws<ArgumentException>(() => Subjects.Minus(Tensor.CreateFromShape<double>([2, 1, 1]), matrix, matrix)).Message);
        Assert.Equal("operands could not be broadcast together with shapes (3,4) () (3,)", Assert.Throws<ArgumentException>(() => Subjects.Clipped(matrix, 2, row)).Message);
        Assert.Throws<ArgumentNullException>(() => Subjects.Minus((Tensor<double>)null!, row));
        Assert.Equal([3, 4], Np.BroadcastShapes([3, 1], [4]));
        Assert.Equal([2, 3, 4], Np.BroadcastShapes([4], [2, 1, 1], [3, 1]));
        Assert.Empty(Np.BroadcastShapes());
        Assert.Equal("operands could not be broadcast together with shapes (3,) (4,)", Assert.Throws<ArgumentException>(static () => Np.BroadcastShapes([3], [4])).Message);
    }

    [Fact]
    public void ViewsOfAShapeAreNotCopied()
    {
        var row = Tensor.Create<double>([1, 2, 3]);
        var view = Np.BroadcastTo(row, 4, 3);
        row[0] = 9;
        Assert.Equal([4, 3], view.Lengths.ToArray());
        Assert.Equal(9, view[3, 0]);
        Assert.Equal("operands could not be broadcast together with shapes (3,) (4,)", Assert.Throws<ArgumentException>(() => Np.BroadcastTo(row, 4).Rank).Message);
        Assert.Equal("non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (3,)", Assert.Throws<ArgumentException>(() => Np.BroadcastTo(row, 1).Rank).Message);
    }

    /// <summary>System.Numerics.Tensors has no tensor without axes.</summary>
    [Fact]
    public void NumbersAloneMakeATensorOfOne()
    {
        var made = Subjects.Minus((TensorOperand<double>)5, 3);
        Assert.Equal([1], made.Lengths.ToArray());
        Assert.Equal([2], Flat(made));
        Assert.Empty(Subjects.Minus(Tensor<double>.Empty, 3).ToArray());
        Assert.Empty(Subjects.Minus(default(ReadOnlyTensorSpan<double>), 3).ToArray());
        Subjects.Minus(Tensor.Create<double>([1]), 3, Tensor<double>.Empty);
        Subjects.Minus(1, 3, default(TensorSpan<double>));
    }
}
