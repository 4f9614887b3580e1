using System.Buffers;

namespace PyIdioms;

/// <summary>How events of a type that is not yours, or that already has a format, become bytes.</summary>
/// <remarks>Implementations are shared between threads. For a type of your own <see cref="StreamEventAttribute"/> writes it.</remarks>
/// <typeparam name="TEvent">The type.</typeparam>
public interface IEventSerializer<TEvent>
{
    /// <summary>What the event is called on the wire.</summary>
    string Name { get; }

    /// <summary>Appends an event's bytes.</summary>
    void Write(IBufferWriter<byte> output, in TEvent value);

    /// <summary>Reads an event.</summary>
    /// <exception cref="StreamEventException">The bytes are no such event: trying again would not help.</exception>
    TEvent Read(ReadOnlySpan<byte> bytes);
}
