using System.Buffers;

namespace PyIdioms;

/// <summary>An event that knows its bytes; written for types with <see cref="StreamEventAttribute"/>.</summary>
/// <remarks>It stands here and not with a transport: who declares events, and who carries them in another way, needs no Redis.</remarks>
/// <typeparam name="TSelf">The event.</typeparam>
public interface IStreamEvent<TSelf> where TSelf : IStreamEvent<TSelf>
{
    /// <summary>What the event is called on the wire.</summary>
    static abstract string Name { get; }

    /// <summary>Appends an event's bytes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">What has happened.</param>
    /// <exception cref="StreamEventException">It holds what cannot be carried: null where that is declared impossible, half a surrogate pair, objects nested too deep or of a derived class.</exception>
    static abstract void Write(IBufferWriter<byte> output, in TSelf value);

    /// <summary>Reads an event.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote, here or elsewhere, by this version or another.</param>
    /// <exception cref="StreamEventException">They are no such event, or its constructor refuses what they say.</exception>
    static abstract TSelf Read(ReadOnlySpan<byte> bytes);
}
