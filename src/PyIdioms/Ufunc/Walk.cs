using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>The way through elements in the order of a shape: a row, and how rows follow one another. Axes that continue one another are one.</summary>
readonly struct Walk
{
    /// <summary>Lengths and strides of the axes around a row, the innermost first.</summary>
    readonly nint[]? outer;

    readonly int axes;

    Walk(nint row, nint step, nint[]? outer, int axes) => (Row, Step, this.outer, this.axes) = (row, step, outer, axes);

    /// <summary>How many elements a row has.</summary>
    public nint Row { get; }

    /// <summary>How far apart they are.</summary>
    public nint Step { get; }

    /// <summary>Whether all elements lie side by side.</summary>
    public bool IsDense => axes == 0 && (Step == 1 || Row == 1);

    /// <summary>Whether all elements are one.</summary>
    public bool IsOne => axes == 0 && Step == 0;

    /// <summary>Whether all rows are one.</summary>
    bool IsOneRow => axes == 1 && outer![1] == 0;

    /// <summary>The way through a layout stretched to a shape.</summary>
    public static Walk Of(in Layout layout, in Layout over)
    {
        nint row = 1, step = 1;
        nint[]? outer = null;
        int axes = 0, seen = 0;
        for (var axis = over.Rank - 1; axis >= 0; axis--)
        {
            var length = over.LengthOf(axis);
            if (length == 1) continue;
            var stride = layout.StrideOver(over, axis);
            if (seen++ == 0) (row, step) = (length, stride);
            else if (axes == 0 && stride == row * step) row *= length;
            else if (axes > 0 && stride == outer![2 * axes - 2] * outer[2 * axes - 1]) outer[2 * axes - 2] *= length;
            else
            {
                outer ??= new nint[2 * over.Rank];
                (outer[2 * axes], outer[2 * axes + 1]) = (length, stride);
                axes++;
            }
        }
        return new(row, step, outer, axes);
    }

    /// <summary>Whether two ways are the same.</summary>
    public bool IsSame(in Walk other) => Row == other.Row && Step == other.Step && axes == other.axes && outer.AsSpan(0, 2 * axes).SequenceEqual(other.outer.AsSpan(0, 2 * axes));

    /// <summary>How many elements from a number on lie in places that differ by as many: to the end of the row; of a whole, all.</summary>
    public nint Reach(nint at) => axes == 0 ? nint.MaxValue : Row - at % Row;

    /// <summary>Where the element of a number lies.</summary>
    public nint PlaceOf(nint at)
    {
        if (axes == 0) return at * Step;
        var (row, column) = Math.DivRem(at, Row);
        return PlaceOfRow(row) + column * Step;
    }

    nint PlaceOfRow(nint row)
    {
        nint place = 0;
        for (var axis = 0; axis < axes; axis++)
        {
            var (length, stride) = (outer![2 * axis], outer[2 * axis + 1]);
            // Rows of a matrix, the most there is, are counted without a division.
            var (rest, own) = axis == axes - 1 ? (0, row) : Math.DivRem(row, length);
            place += own * stride;
            row = rest;
        }
        return place;
    }

    /// <summary>Copies elements from a number on to where they lie side by side.</summary>
    public void Gather<T>(ref readonly T first, nint at, Span<T> into)
    {
        var (row, column) = Math.DivRem(at, Row);
        // Rows that are all one repeat what has been copied.
        for (var done = 0; done < into.Length;)
        {
            var part = into.Slice(done, (int)nint.Min(into.Length - done, IsOneRow && done >= Row ? done - done % Row : Row - column));
            if (IsOneRow && done >= Row) into.Slice((int)(done % Row), part.Length).CopyTo(part);
            else Copy(in Unsafe.Add(ref Unsafe.AsRef(in first), PlaceOfRow(row++) + column * Step), part);
            done += part.Length;
            column = 0;
        }
    }

    void Copy<T>(ref readonly T from, Span<T> part)
    {
        if (Step == 0) part.Fill(from);
        else
        {
            for (var i = 0; i < part.Length; i++) part[i] = Unsafe.Add(ref Unsafe.AsRef(in from), i * Step);
        }
    }

    /// <summary>Copies what lies side by side to the elements from a number on.</summary>
    public void Scatter<T>(ref T first, nint at, ReadOnlySpan<T> from)
    {
        var (row, column) = Math.DivRem(at, Row);
        while (from.Length > 0)
        {
            var part = from[..(int)nint.Min(from.Length, Row - column)];
            ref var to = ref Unsafe.Add(ref first, PlaceOfRow(row++) + column * Step);
            for (var i = 0; i < part.Length; i++) Unsafe.Add(ref to, i * Step) = part[i];
            from = from[part.Length..];
            column = 0;
        }
    }
}
