using System.Numerics;

namespace PyIdioms.Gpu;

/// <summary>What <see cref="Cuda.Atomic"/> is in the program's own loops: plain steps, for threads of a grid come one after the other there, and launches take turns.</summary>
/// <remarks>For generated code.</remarks>
public static class HostAtomic
{
    /// <summary>Held while a kernel with such steps runs.</summary>
    public static Lock Turn { get; } = new();

    /// <summary>Adds.</summary>
    public static T Add<T>(ref T target, T value) where T : INumber<T> => Exchange(ref target, unchecked(target + value));

    /// <summary>Keeps the greater one.</summary>
    public static T Max<T>(ref T target, T value) where T : INumber<T> => Exchange(ref target, value > target ? value : target);

    /// <summary>Keeps the lesser one.</summary>
    public static T Min<T>(ref T target, T value) where T : INumber<T> => Exchange(ref target, value < target ? value : target);

    /// <summary>Keeps common bits.</summary>
    public static T And<T>(ref T target, T value) where T : IBinaryInteger<T> => Exchange(ref target, target & value);

    /// <summary>Keeps all bits.</summary>
    public static T Or<T>(ref T target, T value) where T : IBinaryInteger<T> => Exchange(ref target, target | value);

    /// <summary>Keeps bits of one.</summary>
    public static T Xor<T>(ref T target, T value) where T : IBinaryInteger<T> => Exchange(ref target, target ^ value);

    /// <summary>Stores.</summary>
    public static T Exchange<T>(ref T target, T value)
    {
        var before = target;
        target = value;
        return before;
    }

    /// <summary>Stores where a certain number was.</summary>
    public static T CompareExchange<T>(ref T target, T compare, T value) where T : INumber<T> => Exchange(ref target, target == compare ? value : target);
}
