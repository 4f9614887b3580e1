namespace PyIdioms.Generators.Njit;

/// <summary>A size of vectors, and how its lanes hold the numbers of a loop.</summary>
/// <param name="Bits">How many bits a vector has.</param>
/// <param name="LaneBytes">How many bytes a lane has: 4 or 8.</param>
/// <remarks>
/// All numbers of a loop lie in lanes of one size. Where that is 8 bytes, ints are the longs that they extend to, and floats are doubles that are rounded after every
/// operation: twice their digits and two more make that exact.
/// </remarks>
sealed record Width(int Bits, int LaneBytes)
{
    /// <summary>How many lanes a vector has.</summary>
    public int Lanes => Bits / 8 / LaneBytes;

    /// <summary>The static class of .NET with its operations.</summary>
    public string Vector => $"global::System.Runtime.Intrinsics.Vector{Bits}";

    /// <summary>The static class of ours with those that .NET lacks.</summary>
    public string Ours => $"global::PyIdioms.Lanes.Lanes{Bits}";

    /// <summary>What holds a number.</summary>
    public Num Carrier(Num num) => num switch
    {
        Num.F32 or Num.F64 => LaneBytes == 8 ? Num.F64 : Num.F32,
        Num.U64 => Num.U64,
        Num.Bool => Mask,
        _ when LaneBytes == 8 => Num.I64,
        Num.U32 => Num.U32,
        _ => Num.I32,
    };

    /// <summary>What holds the answer to a question: all bits or none.</summary>
    public Num Mask => LaneBytes == 8 ? Num.I64 : Num.I32;

    /// <summary>The vector's type for a number.</summary>
    public string TypeOf(Num num) => $"{Vector}<{Carrier(num).Keyword()}>";

    /// <summary>A vector seen as one of other numbers.</summary>
    public string Seen(string vector, Num from, Num to) => from == to ? vector : to switch
    {
        Num.I32 => $"{Vector}.AsInt32({vector})",
        Num.U32 => $"{Vector}.AsUInt32({vector})",
        Num.I64 => $"{Vector}.AsInt64({vector})",
        Num.U64 => $"{Vector}.AsUInt64({vector})",
        Num.F32 => $"{Vector}.AsSingle({vector})",
        _ => $"{Vector}.AsDouble({vector})",
    };
}
