using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

#pragma warning disable CS1591 // A method is named after the type that it reads.

namespace PyIdioms;

/// <summary>Reads the members of an event one after another; for what <see cref="StreamEventAttribute"/> generates.</summary>
/// <remarks>Whatever the bytes say, what fails is a <see cref="StreamEventException"/>, and what is allocated is in proportion to them.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EventReader
{
    ReadOnlySpan<byte> rest;
    readonly int depth;

    EventReader(ReadOnlySpan<byte> bytes, int depth)
    {
        rest = bytes;
        this.depth = depth;
    }

    /// <summary>Begins an event.</summary>
    public static EventReader Start(ReadOnlySpan<byte> bytes)
    {
        var reader = new EventReader(bytes, 0);
        var format = reader.Byte();
        return format == EventWriter.Format ? reader : throw new StreamEventException($"The event has the format {format}; this program reads format {EventWriter.Format}");
    }

    /// <summary>Whether the writer knew no further member.</summary>
    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>A nested record, to its end.</summary>
    public EventReader Nested()
    {
        if (depth == EventWriter.Deepest) throw new StreamEventException($"More than {EventWriter.Deepest} records stand in one another");
        return new(Next(Size()), depth + 1);
    }

    public bool Boolean() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new StreamEventException($"A byte {other} where true or false should stand"),
    };

    public byte Byte() => Next(1)[0];

    public sbyte SByte() => (sbyte)Byte();

    public char Char() => (char)Below(char.MaxValue);

    public short Int16() => (short)Within(short.MinValue, short.MaxValue);

    public ushort UInt16() => (ushort)Below(ushort.MaxValue);

    public int Int32() => (int)Within(int.MinValue, int.MaxValue);

    public uint UInt32() => (uint)Below(uint.MaxValue);

    public long Int64()
    {
        var zigzag = UInt64();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    public ulong UInt64()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            if (shift == 63 && next > 1) throw new StreamEventException("A number has more than 64 bits");
            value |= (ulong)(next & 0x7f) << shift;
            if (next <= 0x7f) return value;
        }
    }

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Next(sizeof(float)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Next(sizeof(double)));

    public decimal Decimal()
    {
        Span<int> parts = stackalloc int[4];
        foreach (ref var part in parts) part = BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));
        try
        {
            return new(parts);
        }
        catch (ArgumentException error)
        {
            throw new StreamEventException("Sixteen bytes that are no decimal", error);
        }
    }

    public Guid Guid() => new(Next(16), bigEndian: true);

    public DateTime DateTime()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(Next(sizeof(ulong)));
        var (ticks, kind) = ((long)(value & (1UL << 62) - 1), (DateTimeKind)(value >> 62));
        return ticks <= System.DateTime.MaxValue.Ticks && kind <= DateTimeKind.Local ? new(ticks, kind) : throw new StreamEventException("Eight bytes that are no date");
    }

    public DateTimeOffset DateTimeOffset()
    {
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(Next(sizeof(long)));
        var minutes = Within(-14 * 60, 14 * 60);
        var local = unchecked(ticks + minutes * System.TimeSpan.TicksPerMinute);
        return ticks >= 0 && ticks <= System.DateTime.MaxValue.Ticks && local >= 0 && local <= System.DateTime.MaxValue.Ticks
            ? new(local, System.TimeSpan.FromMinutes(minutes)) : throw new StreamEventException("A date outside of the years 1 to 9999");
    }

    public TimeSpan TimeSpan() => new(Int64());

    public DateOnly DateOnly() => System.DateOnly.FromDayNumber((int)Below((ulong)System.DateOnly.MaxValue.DayNumber));

    public TimeOnly TimeOnly() => new((long)Below((ulong)System.TimeOnly.MaxValue.Ticks));

    public string String()
    {
        var bytes = Next(Size());
        try
        {
            return EventWriter.Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new StreamEventException("Bytes that are no UTF-8", error);
        }
    }

    public byte[] Bytes() => Next(Size()).ToArray();

    /// <summary>How many items follow: each has a byte or more, so there are never more than bytes.</summary>
    public int Count() => Size();

    /// <summary>What the constructor or a setter throws when it refuses values is no failure of its own.</summary>
    public static StreamEventException Refused(string name, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new($"No '{name}' can be made of what was read: {error.Message}", error);
    }

    /// <summary>What is said of a set or dictionary that has a key twice.</summary>
    public static StreamEventException Twice() => new("A key stands there twice");

    readonly ReadOnlySpan<byte> Peek(int size) => size <= rest.Length ? rest[..size] : throw new StreamEventException($"The event ends where {size} more bytes should stand");

    ReadOnlySpan<byte> Next(int size)
    {
        var next = Peek(size);
        rest = rest[size..];
        return next;
    }

    int Size()
    {
        var size = UInt64();
        return size <= (ulong)rest.Length ? (int)size : throw new StreamEventException($"The event ends {rest.Length} bytes after a length of {size}");
    }

    ulong Below(ulong most)
    {
        var value = UInt64();
        return value <= most ? value : throw new StreamEventException($"The number {value} where at most {most} can stand");
    }

    long Within(long least, long most)
    {
        var value = Int64();
        return value >= least && value <= most ? value : throw new StreamEventException($"The number {value} where {least} to {most} can stand");
    }
}
