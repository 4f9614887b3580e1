using System.Collections.Immutable;
using CsCheck;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Tests;

public class EquatableArrayTests
{
    static readonly Gen<int[]> Items = Gen.Int[0, 3].Array[0, 5];

    [Fact]
    public void EqualsWhenTheItemsAre() => Gen.Select(Items, Items).Sample((left, right) =>
    {
        var (a, b) = (left.ToEquatableArray(), right.ToEquatableArray());
        var same = left.SequenceEqual(right);
        return a.Equals(b) == same && (a == b) == same && (a != b) == !same && a.Equals((object)b) == same
            && (!same || a.GetHashCode() == b.GetHashCode());
    });

    [Fact]
    public void ReadsAsAList() => Items.Sample(items =>
    {
        var array = items.ToEquatableArray();
        return array.Count == items.Length && array.SequenceEqual(items) && items.Index().All(item => array[item.Index] == item.Item);
    });

    [Fact]
    public void TheDefaultIsEmpty()
    {
        Assert.Equal(EquatableArray<int>.Empty, default);
        Assert.Empty(default(EquatableArray<int>));
        Assert.Equal(EquatableArray<int>.Empty.GetHashCode(), default(EquatableArray<int>).GetHashCode());
        Assert.Equal(default, new EquatableArray<int>(default(ImmutableArray<int>)));
    }

    [Fact]
    public void IsNotItsItems() => Assert.False(new[] { 1 }.ToEquatableArray().Equals((object)new[] { 1 }));
}
