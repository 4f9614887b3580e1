using System.ComponentModel;
using System.Runtime.InteropServices;
using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>Where a function of arrays writes its results: a span or an array, NumPy's <c>out=</c>. What it takes is broadcast to it.</summary>
/// <remarks>Handbook, Performance, "NumPy Vectorization". It is made by implicit conversion, and may be one of the operands.</remarks>
/// <typeparam name="T">The numbers.</typeparam>
public readonly ref struct Destination<T>
{
    readonly ref T first;

    /// <summary>Numbers side by side.</summary>
    public Destination(Span<T> values) : this(ref MemoryMarshal.GetReference(values), new(values.Length))
    {
    }

    /// <summary>Numbers along axes. The caller answers for it that all of them can be written.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Destination(ref T first, Layout layout)
    {
        this.first = ref first;
        Layout = layout;
        Count = layout.Count;
    }

    /// <summary>An array; null throws <see cref="ArgumentNullException"/>.</summary>
    public static implicit operator Destination<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values.AsSpan());
    }

    /// <summary>A span.</summary>
    public static implicit operator Destination<T>(Span<T> values) => new(values);

    /// <summary>Its shape as NumPy has it: the length of each axis.</summary>
    public nint[] Shape => Layout.Shape;

    /// <summary>Where its elements lie.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Layout Layout { get; }

    /// <summary>How many elements it has.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Count { get; }

    internal ref T First => ref first;

    /// <summary>Whether an operand can be broadcast to it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool Takes<TOperand>(scoped in Operand<TOperand> operand) => operand.Layout.Stretches(Layout);

    /// <summary>Begins to write: for generated loops.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Filled<T> Begin() => new(ref first, Walk.Of(Layout, Layout), Count);
}
