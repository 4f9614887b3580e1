using System.ComponentModel;

namespace PyIdioms.Lanes;

/// <summary>Where elements lie: how many there are along each axis, and how far apart. Without axes it is one element.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Layout
{
    readonly nint length;
    readonly ReadOnlySpan<nint> lengths, strides;

    /// <summary>Elements side by side.</summary>
    public Layout(nint length) => (Rank, this.length) = (1, length);

    /// <summary>Elements along axes, the outermost first; strides count elements.</summary>
    public Layout(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        Rank = lengths.Length;
        this.lengths = lengths;
        this.strides = strides;
    }

    /// <summary>How many axes there are.</summary>
    public int Rank { get; }

    /// <summary>How many elements there are along an axis.</summary>
    public nint LengthOf(int axis) => lengths.IsEmpty ? length : lengths[axis];

    /// <summary>How far apart they are.</summary>
    public nint StrideOf(int axis) => lengths.IsEmpty ? 1 : strides[axis];

    /// <summary>How many elements there are.</summary>
    public nint Count
    {
        get
        {
            nint count = 1;
            for (var axis = 0; axis < Rank; axis++) count *= LengthOf(axis);
            return count;
        }
    }

    /// <summary>The lengths of the axes.</summary>
    public nint[] Shape
    {
        get
        {
            var shape = new nint[Rank];
            for (var axis = 0; axis < Rank; axis++) shape[axis] = LengthOf(axis);
            return shape;
        }
    }

    /// <summary>Whether elements can be stretched to a shape: from the last axis on, lengths are the same or one.</summary>
    internal bool Stretches(in Layout over)
    {
        var missing = over.Rank - Rank;
        if (missing < 0) return false;
        for (var axis = 0; axis < Rank; axis++)
        {
            if (LengthOf(axis) != 1 && LengthOf(axis) != over.LengthOf(axis + missing)) return false;
        }
        return true;
    }

    /// <summary>How far apart elements are along an axis of a shape that they are stretched to.</summary>
    internal nint StrideOver(in Layout over, int axis)
    {
        var own = axis - (over.Rank - Rank);
        return own < 0 || LengthOf(own) == 1 ? 0 : StrideOf(own);
    }

    /// <summary>The places of the first element in memory and of the one behind the last, from the first element on.</summary>
    internal (nint Low, nint High) Extent
    {
        get
        {
            nint low = 0, high = 1;
            for (var axis = 0; axis < Rank; axis++)
            {
                if (LengthOf(axis) == 0) return (0, 0);
                var reach = (LengthOf(axis) - 1) * StrideOf(axis);
                if (reach < 0) low += reach;
                else high += reach;
            }
            return (low, high);
        }
    }
}
