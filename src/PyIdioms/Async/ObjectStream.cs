using System.Threading.Channels;

namespace PyIdioms;

/// <summary>A stream of objects between tasks with two kinds of ends: anyio's <c>create_memory_object_stream</c>.</summary>
/// <remarks>
/// Handbook, Advanced Async, "anyio synchronization primitives". Over a <see cref="Channel{T}"/>, with what that lacks: either end can be cloned for another task, the stream ends
/// when the last sender has closed, and senders learn that the last receiver has gone. Each item goes to one receiver.
/// </remarks>
public static class ObjectStream
{
    /// <summary>A buffer that never makes a sender wait: <c>math.inf</c>.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>Makes a stream with one end of each kind.</summary>
    /// <param name="maxBuffer">How many items wait for a receiver before senders do. With 0 each sender waits until its item has been received.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static (SendStream<T> Send, ReceiveStream<T> Receive) Create<T>(int maxBuffer = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBuffer);
        var pipe = new ObjectPipe<T>(maxBuffer);
        return (new(pipe), new(pipe));
    }
}
