using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

#pragma warning disable CS1591 // A method is named after the type that it writes.

namespace PyIdioms;

/// <summary>Writes the members of an event one after another; for what <see cref="StreamEventAttribute"/> generates.</summary>
/// <remarks>
/// A format byte, then the members in order. Whole numbers take 1 to 10 bytes, 7 bits each, the lowest first, signed ones as zigzag; texts are their length and
/// UTF-8; a nested record is its length and its members, so that a reader skips what it does not know.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EventWriter
{
    internal const byte Format = 1;

    /// <summary>How many records may stand in one another.</summary>
    internal const int Deepest = 64;

    const int LongestNumber = 10;

    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    byte[] buffer;
    int length;
    int depth;

    /// <summary>Begins an event; <see cref="Dispose"/> gives the buffer back.</summary>
    public static EventWriter Start()
    {
        var writer = new EventWriter { buffer = ArrayPool<byte>.Shared.Rent(256) };
        writer.buffer[writer.length++] = Format;
        return writer;
    }

    /// <summary>Hands over what has been written.</summary>
    public readonly void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(buffer.AsSpan(0, length));
    }

    public void Dispose()
    {
        if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        buffer = null!;
    }

    /// <summary>Begins a nested record; returns what <see cref="End"/> wants.</summary>
    public int Begin()
    {
        if (++depth > Deepest) throw new StreamEventException($"More than {Deepest} records stand in one another; do they refer to each other in a circle?");
        Reserve(1);
        return length++;
    }

    /// <summary>Ends a nested record.</summary>
    public void End(int start)
    {
        depth--;
        var size = length - start - 1;
        if (size > 0x7f)
        {
            Span<byte> number = stackalloc byte[LongestNumber];
            var digits = Put(number, (uint)size);
            Reserve(digits - 1);
            buffer.AsSpan(start + 1, size).CopyTo(buffer.AsSpan(start + digits));
            number[..digits].CopyTo(buffer.AsSpan(start));
            length += digits - 1;
        }
        else
        {
            buffer[start] = (byte)size;
        }
    }

    public void Boolean(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Byte(byte value)
    {
        Reserve(1);
        buffer[length++] = value;
    }

    public void SByte(sbyte value) => Byte((byte)value);

    public void Char(char value) => UInt64(value);

    public void Int16(short value) => Int64(value);

    public void UInt16(ushort value) => UInt64(value);

    public void Int32(int value) => Int64(value);

    public void UInt32(uint value) => UInt64(value);

    public void Int64(long value) => UInt64((ulong)(value << 1 ^ value >> 63));

    public void UInt64(ulong value)
    {
        Reserve(LongestNumber);
        length += Put(buffer.AsSpan(length), value);
    }

    public void Single(float value) => BinaryPrimitives.WriteSingleLittleEndian(Next(sizeof(float)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(sizeof(double)), value);

    public void Decimal(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        foreach (var part in parts) BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), part);
    }

    public void Guid(Guid value) => value.TryWriteBytes(Next(16), bigEndian: true, out _);

    /// <summary>The ticks and the kind, as they are.</summary>
    public void DateTime(DateTime value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), (ulong)value.Ticks | (ulong)value.Kind << 62);

    public void DateTimeOffset(DateTimeOffset value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value.UtcTicks);
        Int64(value.TotalOffsetMinutes);
    }

    public void TimeSpan(TimeSpan value) => Int64(value.Ticks);

    public void DateOnly(DateOnly value) => UInt64((ulong)value.DayNumber);

    public void TimeOnly(TimeOnly value) => UInt64((ulong)value.Ticks);

    public void String(string value, [CallerArgumentExpression(nameof(value))] string? what = null)
    {
        if (value is null) throw IsNull(what);
        try
        {
            var size = Utf8.GetByteCount(value);
            UInt64((uint)size);
            Utf8.GetBytes(value, Next(size));
        }
        catch (EncoderFallbackException error)
        {
            throw new StreamEventException($"{what} has half a surrogate pair, which is no text", error);
        }
    }

    public void Bytes(byte[] value, [CallerArgumentExpression(nameof(value))] string? what = null)
    {
        if (value is null) throw IsNull(what);
        UInt64((uint)value.Length);
        value.CopyTo(Next(value.Length));
    }

    /// <summary>The number of items that follow.</summary>
    public void Count(int value) => UInt64((uint)value);

    /// <summary>What is said of a null that the declaration forbids.</summary>
    public static StreamEventException IsNull(string? what) => new($"{what} is null, which its declaration forbids");

    /// <summary>Says that an object is of a class that derives from the declared one, whose members would be lost.</summary>
    public static void CheckType(object value, Type declared)
    {
        if (value.GetType() != declared) throw new StreamEventException($"A {value.GetType()} stands where a {declared} is declared: what it adds would be lost");
    }

    static int Put(Span<byte> target, ulong value)
    {
        var i = 0;
        for (; value > 0x7f; value >>= 7) target[i++] = (byte)(value | 0x80);
        target[i++] = (byte)value;
        return i;
    }

    Span<byte> Next(int size)
    {
        Reserve(size);
        length += size;
        return buffer.AsSpan(length - size, size);
    }

    void Reserve(int size)
    {
        if (buffer.Length - length >= size) return;
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(buffer.Length * 2, length + size)));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
