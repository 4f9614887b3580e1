using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>What a function of arrays takes: a number, or a span or an array of them. A number, and an array of one element, goes with every element of the others.</summary>
/// <remarks>Handbook, Performance, "NumPy Vectorization": broadcasting. It is made by implicit conversion: <c>Lerp(from, to, 0.5)</c>.</remarks>
/// <typeparam name="T">The numbers.</typeparam>
[CollectionBuilder(typeof(Operands), nameof(Operands.Of))]
public readonly ref struct Operand<T>
{
    readonly ref readonly T first;
    readonly T number;

    /// <summary>A number.</summary>
    public Operand(T number)
    {
        first = ref Unsafe.NullRef<T>();
        this.number = number;
    }

    /// <summary>Numbers side by side.</summary>
    public Operand(ReadOnlySpan<T> values)
    {
        first = ref MemoryMarshal.GetReference(values);
        number = default!;
        Layout = new(values.Length);
    }

    /// <summary>Numbers along axes. The caller answers for it that all of them can be read.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Operand(ref readonly T first, Layout layout)
    {
        this.first = ref first;
        number = default!;
        Layout = layout;
    }

    /// <summary>A number.</summary>
    public static implicit operator Operand<T>(T number) => new(number);

    /// <summary>An array; null throws <see cref="ArgumentNullException"/>.</summary>
    public static implicit operator Operand<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values.AsSpan());
    }

    /// <summary>A span.</summary>
    public static implicit operator Operand<T>(Span<T> values) => new(values);

    /// <summary>A span.</summary>
    public static implicit operator Operand<T>(ReadOnlySpan<T> values) => new(values);

    /// <summary>Its shape as NumPy has it: the length of each axis, none for a number.</summary>
    public nint[] Shape => Layout.Shape;

    /// <summary>Where its elements lie.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Layout Layout { get; }

    /// <summary>How many elements there are side by side; -1 for a number.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Length => Layout.Rank == 0 ? -1 : (int)Layout.LengthOf(0);

    /// <summary>Whether it is a number.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsNumber => Unsafe.IsNullRef(in first) && Layout.Rank == 0;

    /// <summary>The number that it is.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Number => number;

    /// <summary>Whether its elements lie side by side, one for each of a destination that does so too: for generated loops.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool LiesAs<TResult>(Destination<TResult> destination, out ReadOnlySpan<T> source, out Span<TResult> target)
    {
        var walk = Walk.Of(Layout, destination.Layout);
        if (IsNumber || !walk.IsDense || !Walk.Of(destination.Layout, destination.Layout).IsDense || destination.Count > int.MaxValue || IsCrossed(destination, walk))
        {
            source = default;
            target = default;
            return false;
        }
        source = MemoryMarshal.CreateReadOnlySpan(in first, (int)destination.Count);
        target = MemoryMarshal.CreateSpan(ref destination.First, (int)destination.Count);
        return true;
    }

    /// <summary>Its elements, one by one: what makes <c>[1, 2, 3]</c> one.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<T>.Enumerator GetEnumerator()
    {
        var all = new T[Layout.Count];
        if (IsNumber) all.AsSpan().Fill(number);
        else Walk.Of(Layout, Layout).Gather(in first, 0, all);
        return new ReadOnlySpan<T>(all).GetEnumerator();
    }

    /// <summary>Its elements stretched to a shape that they fit, apart from what is written there: for generated loops.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), UnscopedRef]
    public Stretched<T> Over<TResult>(scoped in Destination<TResult> destination)
    {
        ref readonly var mine = ref IsNumber ? ref number : ref first;
        var walk = Walk.Of(Layout, destination.Layout);
        if (!IsCrossed(destination, walk)) return new(in mine, walk, destination.Count);
        var copy = new T[Layout.Count];
        Walk.Of(Layout, Layout).Gather(in mine, 0, copy);
        var layout = Layout;
        return new(in MemoryMarshal.GetArrayDataReference(copy), Walk.Of(new(layout.Shape, Densely(layout)), destination.Layout), destination.Count);
    }

    /// <summary>Whether what is written at one place is read at another.</summary>
    bool IsCrossed<TResult>(scoped in Destination<TResult> destination, scoped in Walk walk)
    {
        if (IsNumber) return false;
        var ((low, high), (its, end)) = (Layout.Extent, destination.Layout.Extent);
        if (low == high || its == end) return false;
        var (mine, other) = (Unsafe.SizeOf<T>(), Unsafe.SizeOf<TResult>());
        var distance = Unsafe.ByteOffset(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in first)), ref Unsafe.As<TResult, byte>(ref destination.First));
        if (distance + end * other <= low * mine || high * mine <= distance + its * other) return false;
        return distance != 0 || mine != other || !walk.IsSame(Walk.Of(destination.Layout, destination.Layout));
    }

    static nint[] Densely(in Layout layout)
    {
        var strides = new nint[layout.Rank];
        nint stride = 1;
        for (var axis = layout.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= layout.LengthOf(axis);
        }
        return strides;
    }
}
