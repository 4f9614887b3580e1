namespace PyIdioms.Generators.ConstEval;

/// <summary>Functions of BitOperations, which this side of the compiler does not have.</summary>
static class Bits
{
    /// <summary>Null for one that is not known.</summary>
    public static object? Call(string name, object?[] arguments) => (name, arguments) switch
    {
        ("PopCount", [uint value]) => Count(value),
        ("PopCount", [ulong value]) => Count(value),
        ("LeadingZeroCount", [uint value]) => 32 - Length(value),
        ("LeadingZeroCount", [ulong value]) => 64 - Length(value),
        ("TrailingZeroCount", [int value]) => value == 0 ? 32 : Trailing(unchecked((uint)value)),
        ("TrailingZeroCount", [uint value]) => value == 0 ? 32 : Trailing(value),
        ("TrailingZeroCount", [long value]) => value == 0 ? 64 : Trailing(unchecked((ulong)value)),
        ("TrailingZeroCount", [ulong value]) => value == 0 ? 64 : Trailing(value),
        ("Log2", [uint value]) => value == 0 ? 0 : Length(value) - 1,
        ("Log2", [ulong value]) => value == 0 ? 0 : Length(value) - 1,
        ("RotateLeft", [uint value, int by]) => value << by | value >> (32 - by),
        ("RotateRight", [uint value, int by]) => value >> by | value << (32 - by),
        ("RotateLeft", [ulong value, int by]) => value << by | value >> (64 - by),
        ("RotateRight", [ulong value, int by]) => value >> by | value << (64 - by),
        ("IsPow2", [int value]) => value > 0 && (value & (value - 1)) == 0,
        ("IsPow2", [uint value]) => value != 0 && (value & (value - 1)) == 0,
        _ => null,
    };

    static int Count(ulong value)
    {
        var count = 0;
        for (; value != 0; value &= value - 1) count++;
        return count;
    }

    static int Length(ulong value)
    {
        var length = 0;
        for (; value != 0; value >>= 1) length++;
        return length;
    }

    static int Trailing(ulong value) => Length(value & (~value + 1)) - 1;
}
