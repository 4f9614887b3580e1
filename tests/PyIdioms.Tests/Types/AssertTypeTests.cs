namespace PyIdioms.Tests.Types;

/// <summary>At run time nothing happens.</summary>
public class AssertTypeTests
{
    [Fact]
    public void TheValueIsHandedOn()
    {
        var value = new object();
        Assert.Same(value, AssertType.Is<object>(value));
        Assert.Equal(3, AssertType.Is<int>(3));
        Assert.Null(AssertType.Is<string?>(null));
    }

    [Fact]
    public void SpansPass()
    {
        Span<int> span = [1, 2];
        AssertType.Is<Span<int>>(span)[0] = 3;
        Assert.Equal(3, span[0]);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) AssertType.Is<int>(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
