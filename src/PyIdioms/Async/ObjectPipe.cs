using System.Threading.Channels;

namespace PyIdioms;

/// <summary>What the ends of an <see cref="ObjectStream"/> share: the channel, and how many ends are open.</summary>
sealed class ObjectPipe<T>(int maxBuffer)
{
    public readonly Channel<T> Channel = maxBuffer == ObjectStream.Unlimited ? System.Threading.Channels.Channel.CreateUnbounded<T>() : System.Threading.Channels.Channel.CreateBounded<T>(maxBuffer);

    int senders, receivers;
    public int WaitingSenders, WaitingReceivers;

    public bool IsBroken => Volatile.Read(ref receivers) == 0;

    public void AddSender() => Interlocked.Increment(ref senders);

    public void AddReceiver() => Interlocked.Increment(ref receivers);

    /// <summary>The last one ends the stream: what is in the buffer is still received.</summary>
    public void DropSender()
    {
        if (Interlocked.Decrement(ref senders) == 0) Channel.Writer.TryComplete();
    }

    /// <summary>The last one breaks it: those who wait to send learn that.</summary>
    public void DropReceiver()
    {
        if (Interlocked.Decrement(ref receivers) == 0) Channel.Writer.TryComplete();
    }

    public ObjectStreamStatistics Statistics() => new(
        Channel.Reader.CanCount ? Channel.Reader.Count : 0, maxBuffer, Volatile.Read(ref senders), Volatile.Read(ref receivers), Volatile.Read(ref WaitingSenders), Volatile.Read(ref WaitingReceivers));
}
