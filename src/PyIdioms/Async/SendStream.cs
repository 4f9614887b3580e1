using System.Threading.Channels;

namespace PyIdioms;

/// <summary>The sending end of an <see cref="ObjectStream"/>. Several tasks may use it, but each had better close a <see cref="Clone"/> of its own.</summary>
/// <typeparam name="T">What is sent.</typeparam>
public sealed class SendStream<T> : IAsyncDisposable, IDisposable
{
    readonly ObjectPipe<T> pipe;
    int isClosed;

    internal SendStream(ObjectPipe<T> pipe)
    {
        this.pipe = pipe;
        pipe.AddSender();
    }

    /// <summary>Sends an item, and waits until there is room for it: with a buffer of 0, until it has been received.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Gives up waiting; the item is not sent then.</param>
    /// <exception cref="ObjectDisposedException">This end was closed: <c>ClosedResourceError</c>.</exception>
    /// <exception cref="BrokenResourceException">All receiving ends are closed: <c>BrokenResourceError</c>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public ValueTask SendAsync(T item, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : TrySend(item) ? ValueTask.CompletedTask : WaitAsync(item, cancellationToken);

    /// <summary>Sends an item if nothing has to be waited for: <c>send_nowait</c>, whose <c>WouldBlock</c> is false here.</summary>
    /// <exception cref="ObjectDisposedException">This end was closed.</exception>
    /// <exception cref="BrokenResourceException">All receiving ends are closed.</exception>
    public bool TrySend(T item)
    {
        ThrowIfClosed();
        return pipe.Channel.Writer.TryWrite(item);
    }

    /// <summary>Another sending end of the same stream, which stays open until both are closed.</summary>
    /// <exception cref="ObjectDisposedException">This end was closed.</exception>
    public SendStream<T> Clone()
    {
        ObjectDisposedException.ThrowIf(isClosed != 0, this);
        return new(pipe);
    }

    /// <summary>What the stream is like at this moment.</summary>
    public ObjectStreamStatistics Statistics() => pipe.Statistics();

    /// <summary>Closes this end; the last one to be closed ends the stream for the receivers. A second time does nothing.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref isClosed, 1) == 0) pipe.DropSender();
    }

    /// <inheritdoc cref="Close"/>
    public void Dispose() => Close();

    /// <inheritdoc cref="Close"/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    async ValueTask WaitAsync(T item, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref pipe.WaitingSenders);
        try
        {
            await pipe.Channel.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw pipe.IsBroken ? new BrokenResourceException("Nobody receives any more: all receiving ends of the stream are closed.", closed) : new ObjectDisposedException(GetType().Name, closed);
        }
        finally
        {
            Interlocked.Decrement(ref pipe.WaitingSenders);
        }
    }

    void ThrowIfClosed()
    {
        ObjectDisposedException.ThrowIf(isClosed != 0, this);
        if (pipe.IsBroken) throw new BrokenResourceException();
    }
}
