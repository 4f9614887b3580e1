using System.Globalization;

namespace PyIdioms.Tests.Ufunc;

/// <summary>The overloads do what the function does, element by element.</summary>
public class UfuncTests
{
    delegate void Into<T, TResult>(ReadOnlySpan<T> x, Span<TResult> destination);

    delegate void Into<T1, T2, TResult>(ReadOnlySpan<T1> x, ReadOnlySpan<T2> y, Span<TResult> destination);

    delegate TResult[] Made<T1, T2, TResult>(Operand<T1> x, Operand<T2> y);

    delegate void Put<T1, T2, TResult>(Operand<T1> x, Operand<T2> y, Destination<TResult> destination);

    static void One<T, TResult>(Func<T, TResult> function, Func<T[], TResult[]> arrays, Into<T, TResult> spans) where TResult : unmanaged
    {
        var random = new Random(7);
        foreach (var length in Sample.Lengths)
        {
            var x = Sample.Of<T>(random, length);
            var expected = Array.ConvertAll(x, v => function(v));
            Sample.AreSame<TResult>(expected, arrays(x), "arrays");
            var room = new TResult[length + 3];
            spans(x, room.AsSpan(3));
            Sample.AreSame<TResult>(expected, room.AsSpan(3), "spans");
        }
    }

    static void Two<T1, T2, TResult>(Func<T1, T2, TResult> function, Func<T1[], T2[], TResult[]> arrays, Into<T1, T2, TResult> spans, Made<T1, T2, TResult> operands, Put<T1, T2, TResult> into) where TResult : unmanaged
    {
        var random = new Random(8);
        foreach (var length in Sample.Lengths)
        {
            var (x, y, one, other) = (Sample.Of<T1>(random, length), Sample.Of<T2>(random, length), Sample.One<T1>(random), Sample.One<T2>(random));
            var expected = x.Zip(y, function).ToArray();
            Sample.AreSame<TResult>(expected, arrays(x, y), "arrays");
            Sample.AreSame<TResult>(expected, operands(x, y.AsSpan()), "operands");
            var room = new TResult[length + 1];
            spans(x, y, room.AsSpan(1));
            Sample.AreSame<TResult>(expected, room.AsSpan(1), "spans");

            Sample.AreSame<TResult>([.. x.Select(v => function(v, other))], operands(x, other), "a number behind");
            Sample.AreSame<TResult>([.. y.Select(v => function(one, v))], operands(one, y), "a number in front");
            Sample.AreSame<TResult>([.. y.Select(v => function(one, v))], arrays([one], y), "one element");
            into(one, other, room.AsSpan(1));
            Sample.AreSame<TResult>([.. Enumerable.Repeat(function(one, other), length)], room.AsSpan(1), "two numbers");
        }
    }

    [Fact]
    public void OneNumber()
    {
        One<double, double>(Subjects.Twice, Subjects.Twice, Subjects.Twice);
        One<double, double>(Subjects.Root, Subjects.Root, Subjects.Root);
        One<int, int>(Subjects.Counted, Subjects.Counted, Subjects.Counted);
        One<Half, Half>(Subjects.Small, Subjects.Small, Subjects.Small);
        One<double, bool>(Subjects.Passed, Subjects.Passed, Subjects.Passed);
        One<char, char>(Subjects.Next, Subjects.Next, Subjects.Next);
    }

    [Fact]
    public void TwoNumbers()
    {
        Two<float, float, float>(Subjects.Hypotenuse, Subjects.Hypotenuse, Subjects.Hypotenuse, Subjects.Hypotenuse, Subjects.Hypotenuse);
        Two<double, double, double>(Subjects.Minus, Subjects.Minus, Subjects.Minus, Subjects.Minus, Subjects.Minus);
        Two<bool, bool, bool>(Subjects.Both, Subjects.Both, Subjects.Both, Subjects.Both, Subjects.Both);
        Two<double, float, float>(Subjects.Rounded, Subjects.Rounded, Subjects.Rounded, Subjects.Rounded, Subjects.Rounded);
        Two<short, short, short>(Subjects.Narrow, Subjects.Narrow, Subjects.Narrow, Subjects.Narrow, Subjects.Narrow);
        Two<double, double, int>(Subjects.Escape, Subjects.Escape, Subjects.Escape, Subjects.Escape, Subjects.Escape);
        Two<int, int, int>(Subjects.@event, Subjects.@event, Subjects.@event, Subjects.@event, Subjects.@event);
        Two<decimal, decimal, decimal>(Subjects.Taxed, Subjects.Taxed, Subjects.Taxed, Subjects.Taxed, Subjects.Taxed);
        Two<int, int, int>(Subjects.Divided, Subjects.Divided, Subjects.Divided, Subjects.Divided, Subjects.Divided);
        Two<double, double, double>(Subjects.Mean, Subjects.Mean, Subjects.Mean, Subjects.Mean, Subjects.Mean);
        Two<float, float, float>(Subjects.Mean, Subjects.Mean, Subjects.Mean, Subjects.Mean, Subjects.Mean);
        Two<ulong, ulong, ulong>(Subjects.Outer<int>.Inner.Bits, Subjects.Outer<int>.Inner.Bits, Subjects.Outer<int>.Inner.Bits, Subjects.Outer<int>.Inner.Bits, Subjects.Outer<int>.Inner.Bits);
    }

    [Fact]
    public void MoreNumbers()
    {
        var random = new Random(9);
        foreach (var length in Sample.Lengths)
        {
            var (x, y, z) = (Sample.Of<double>(random, length), Sample.Of<double>(random, length), Sample.Of<double>(random, length));
            var (which, i, b, l) = (Sample.Of<bool>(random, length), Sample.Of<int>(random, length), Sample.Of<byte>(random, length), Sample.Of<long>(random, length));
            Sample.AreSame<double>([.. x.Select((_, k) => Subjects.Clipped(x[k], y[k], z[k]))], Subjects.Clipped(x, y, z), "clipped");
            Sample.AreSame<double>([.. x.Select(v => Subjects.Clipped(v, -1, 2))], Subjects.Clipped(x, -1, 2), "clipped to numbers");
            Sample.AreSame<double>([.. x.Select((_, k) => Subjects.Either(which[k], x[k], y[k]))], Subjects.Either(which, x, y), "either");
            Sample.AreSame<double>([.. x.Select((_, k) => Subjects.Either(which[k], 5, y[k]))], Subjects.Either(which, 5, y), "either number");
            Sample.AreSame<long>([.. x.Select((_, k) => Subjects.Mixed(i[k], b[k], l[k]))], Subjects.Mixed(i, b, l), "mixed");
            Sample.AreSame<long>([.. x.Select((_, k) => Subjects.Mixed(i[k], 9, l[k]))], Subjects.Mixed(i, 9, l), "mixed number");
            Sample.AreSame<double>([.. x.Select((_, k) => Subjects.Weighted(x[k], 0.5, y[k], z[k]))], Subjects.Weighted(x, 0.5, y, z), "weighted");
        }
    }

    [Fact]
    public void FastMathIsRightToAFewLastPlaces()
    {
        var random = new Random(10);
        foreach (var length in Sample.Lengths)
        {
            var x = Sample.Of<double>(random, length);
            var actual = Subjects.Logistic(x);
            for (var i = 0; i < length; i++)
            {
                var expected = Subjects.Logistic(x[i]);
                Assert.True(double.IsNaN(expected) ? double.IsNaN(actual[i]) : Math.Abs(expected - actual[i]) <= 1e-15 * Math.Abs(expected), string.Create(CultureInfo.InvariantCulture, $"{x[i]}: {actual[i]}, not {expected}"));
            }
        }
    }

    [Fact]
    public void WhatTheFunctionThrowsComesOut()
    {
        Assert.Throws<DivideByZeroException>(() => Subjects.Divided([4, 2], [2, 0]));
        Assert.Throws<DivideByZeroException>(() => Subjects.Divided([4, 2], 0));
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => Subjects.Minus((double[])null!, [1])).ParamName);
        Assert.Throws<ArgumentNullException>(() => Subjects.Minus((double[])null!, 1));
        Assert.Throws<ArgumentNullException>(() => Subjects.Minus(1, 2, (double[])null!));
    }

    [Fact]
    public void LengthsThatDoNotGoTogetherAreNamed()
    {
        double[] three = [1, 2, 3], four = [1, 2, 3, 4], one = [1];
        Assert.Equal("operands could not be broadcast together with shapes (3,) (4,)", Assert.Throws<ArgumentException>(() => Subjects.Minus(three, four)).Message);
        Assert.Equal("operands could not be broadcast together with shapes (3,) () (4,)", Assert.Throws<ArgumentException>(() => Subjects.Clipped(three, 2, four)).Message);
        Assert.Equal("operands could not be broadcast together with shapes (3,) (4,)", Assert.Throws<ArgumentException>(() => Subjects.Minus(three, four, new double[4])).Message);
        Assert.Equal("non-broadcastable output operand with shape (4,) doesn't match the broadcast shape (3,)", Assert.Throws<ArgumentException>(() => Subjects.Minus(three, three, new double[4])).Message);
        Assert.Equal("non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (3,)", Assert.Throws<ArgumentException>(() => Subjects.Minus(three, 2, one)).Message);
        Assert.Equal("non-broadcastable output operand with shape (4,) doesn't match the broadcast shape (3,)", Assert.Throws<ArgumentException>(() => Subjects.Twice(three, four)).Message);
        Assert.Empty(Subjects.Minus([], one));
        Assert.Equal([0, 1, 2], Subjects.Minus([1, 2, 3], 1));
        Assert.Equal([0, -1, -2], Subjects.Minus(1, [1, 2, 3]));
        Assert.Equal([0, 1, 2], Subjects.Minus([1, 2, 3], [1]));
        Assert.Equal([2, 4], Subjects.Twice([1, 2]));
        Assert.Equal("operands could not be broadcast together with shapes (0,) (3,)", Assert.Throws<ArgumentException>(() => Subjects.Minus([], three)).Message);
    }

    [Fact]
    public void SpansAllocateNothing()
    {
        var (x, y) = (new double[700], new double[700]);
        Subjects.Minus(x, y, y.AsSpan());
        Subjects.Minus(x, 2, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Subjects.Minus(x, y, y.AsSpan());
        Subjects.Minus(x, 2, y);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A destination that overlaps a source gets what it would get if it did not.</summary>
    [Theory, InlineData(0), InlineData(1), InlineData(-1), InlineData(8), InlineData(-8), InlineData(700), InlineData(-13)]
    public void SourcesMayOverlapTheDestination(int shift)
    {
        var random = new Random(11);
        foreach (var length in Sample.Lengths)
        {
            var (before, y) = (Sample.Of<double>(random, length + 1500), Sample.Of<double>(random, length));
            var (from, to) = (750, 750 + shift);
            var expected = before.Skip(from).Take(length).Select((v, i) => Subjects.Minus(v, y[i])).ToArray();

            var memory = before.ToArray();
            Subjects.Minus(memory.AsSpan(from, length), y, memory.AsSpan(to, length));
            Sample.AreSame<double>(expected, memory.AsSpan(to, length), "first");

            memory = [.. before];
            Subjects.Minus(y, memory.AsSpan(from, length), memory.AsSpan(to, length));
            Sample.AreSame<double>([.. before.Skip(from).Take(length).Select((v, i) => Subjects.Minus(y[i], v))], memory.AsSpan(to, length), "second");

            memory = [.. before];
            Subjects.Minus(memory.AsSpan(from, length), 3, memory.AsSpan(to, length));
            Sample.AreSame<double>([.. before.Skip(from).Take(length).Select(static v => v - 3)], memory.AsSpan(to, length), "beside a number");

            memory = [.. before];
            Subjects.Twice(memory.AsSpan(from, length), memory.AsSpan(to, length));
            Sample.AreSame<double>([.. before.Skip(from).Take(length).Select(static v => 2 * v)], memory.AsSpan(to, length), "one");
        }
    }

    /// <summary>The same bytes as numbers of two sizes, and one element that lies in the destination.</summary>
    [Fact]
    public void WhatOverlapsMayBeOfAnotherSize()
    {
        var random = new Random(12);
        foreach (var length in Sample.Lengths)
        {
            var memory = Sample.Of<double>(random, length);
            var expected = memory.Select(Subjects.Passed).ToArray();
            var bools = System.Runtime.InteropServices.MemoryMarshal.Cast<double, bool>(memory.AsSpan());
            Subjects.Passed(memory, bools[..length]);
            Sample.AreSame<bool>(expected, bools[..length], "bools in doubles");
            if (length < 3) continue;
            memory = Sample.Of<double>(random, length);
            var differences = memory.Select(v => Subjects.Minus(v, memory[2])).ToArray();
            Subjects.Minus(memory, memory.AsSpan(2, 1), memory.AsSpan());
            Sample.AreSame<double>(differences, memory, "an element of its own");
        }
    }
}
