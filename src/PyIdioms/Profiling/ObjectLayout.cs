using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>How objects lie in memory: their size and where their references are, read as the garbage collector reads them.</summary>
/// <remarks>
/// An object begins with its method table, whose first words say the base size and, for strings and arrays, the size of an element. In front of the table lies
/// the collector's own map of references (series of offsets). CoreCLR and NativeAOT share that format. Whether it still holds is tried once, on objects whose
/// references are known; where it does not, nothing is read, and sizes are those of headers and elements.
/// </remarks>
static unsafe class ObjectLayout
{
    const uint HasElements = 0x8000_0000;
    const uint HasReferences = 0x0100_0000;

    /// <summary>Whether references can be found.</summary>
    public static bool IsKnown { get; } = Environment.Is64BitProcess && BitConverter.IsLittleEndian && HoldsForSamples();

    /// <summary>The bytes of an object: header, fields or elements, padding.</summary>
    public static long SizeOf(object value) => IsKnown ? Measured(value) : Estimated(value);

    static long Measured(object value) => RawSizeOf(value, TableOf(value)) + 7 & ~7L;

    /// <summary>Header and elements, where the fields of other objects cannot be told.</summary>
    static long Estimated(object value)
    {
        var elements = value switch
        {
            string text => 4 + 2L * (text.Length + 1),
            Array array when array.GetType().GetElementType() is { IsPrimitive: true } => sizeof(nint) + Buffer.ByteLength(array),
            Array array => sizeof(nint) * (1 + array.LongLength),
            _ => sizeof(nint),
        };
        return 2 * sizeof(nint) + elements + sizeof(nint) - 1 & -sizeof(nint);
    }

    /// <summary>Shows a walker every reference in an object.</summary>
    public static void Visit(object whole, DeepSizeWalker walker)
    {
        foreach (var part in ReferencesIn(whole)) walker.VisitPart(part);
    }

    static List<object> ReferencesIn(object whole)
    {
        var found = new List<object>();
        var table = TableOf(whole);
        if ((*(uint*)table & HasReferences) == 0) return found;
        var size = RawSizeOf(whole, table);
        // Offsets count from the method table's place in the object, which is one word before its first field.
        ref var start = ref Unsafe.Subtract(ref FirstByteOf(whole), sizeof(nint));
        var map = (nint*)table - 1;
        var series = *map;
        if (series > 0)
        {
            for (var i = 0; i < series; i++)
            {
                // Two words: the bytes covered, less those of the object, and where they begin.
                var covered = map[-2 * i - 2] + size;
                var offset = map[-2 * i - 1];
                for (nint at = 0; at < covered; at += sizeof(nint)) Add(ref Unsafe.Add(ref start, offset + at));
            }
            return found;
        }

        // Elements of an array of structs: a pattern of references and gaps that repeats until the end.
        var end = size - sizeof(nint);
        for (nint at = map[-1]; at < end;)
        {
            for (var i = 0; i < -series; i++)
            {
                var pair = (uint*)(map - 2 - i);
                for (var reference = 0u; reference < pair[0]; reference++, at += sizeof(nint)) Add(ref Unsafe.Add(ref start, at));
                at += (nint)pair[1];
            }
        }
        return found;

        void Add(ref byte place)
        {
            if (Unsafe.As<byte, object?>(ref place) is { } part) found.Add(part);
        }
    }

    static nint RawSizeOf(object value, byte* table)
    {
        var size = (nint)((uint*)table)[1];
        var flags = *(uint*)table;
        return (flags & HasElements) == 0 ? size : size + (nint)(flags & 0xFFFF) * Unsafe.As<byte, int>(ref FirstByteOf(value));
    }

    static byte* TableOf(object value) => (byte*)Unsafe.Subtract(ref Unsafe.As<byte, nint>(ref FirstByteOf(value)), 1);

    static ref byte FirstByteOf(object value) => ref Unsafe.As<AnyObject>(value).FirstByte;

    static bool HoldsForSamples()
    {
        var (a, b, c) = (new object(), new object(), new string('c', 3));
        return Measured(a) == 3 * sizeof(nint)
            && Measured(c) == 32
            && ReferencesIn(a) is []
            && ReferencesIn(new int[3]) is []
            && Are([a, b, c], ReferencesIn(new object[] { a, b, c }))
            && Are([a, b, c], ReferencesIn(new Sample { First = a, Number = 1, Middle = (7, b), Last = c }))
            && Are([a, b, c], ReferencesIn(new (int, object?, long, object?)[] { (1, a, 2, null), (3, b, 4, c) }));

        static bool Are(HashSet<object> expected, List<object> found) => found.Count == expected.Count && expected.SetEquals(found);
    }

    /// <summary>A class to see objects as: its first field lies where theirs does.</summary>
    sealed class AnyObject
    {
        public byte FirstByte;
    }

    sealed class Sample
    {
        public object? First;
        public int Number;
        public (int, object?) Middle;
        public object? Last;
    }
}
