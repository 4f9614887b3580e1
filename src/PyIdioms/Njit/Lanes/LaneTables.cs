using System.Buffers;
using System.ComponentModel;
using System.Numerics;

namespace PyIdioms.Lanes;

/// <summary>Tables in which lanes next to one another count, each in its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneTables
{
    const int Tables = 4;

    /// <summary>Tables of zeros, each with an element more than there is to count in: for lanes that are not at work.</summary>
    public static T[] Rent<T>(int length)
    {
        var tables = ArrayPool<T>.Shared.Rent(Tables * (length + 1));
        tables.AsSpan().Clear();
        return tables;
    }

    /// <summary>Adds what was counted to where it belongs.</summary>
    public static void Return<T>(T[] tables, Span<T> to) where T : struct, IAdditionOperators<T, T, T>
    {
        for (var table = 0; table < Tables; table++)
        {
            var counted = tables.AsSpan(table * (to.Length + 1), to.Length);
            for (var i = 0; i < to.Length; i++) to[i] += counted[i];
        }
        ArrayPool<T>.Shared.Return(tables);
    }
}
