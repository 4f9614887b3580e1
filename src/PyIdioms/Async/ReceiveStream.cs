using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace PyIdioms;

/// <summary>The receiving end of an <see cref="ObjectStream"/>: <c>await foreach (var item in receive)</c> goes to the end of the stream.</summary>
/// <typeparam name="T">What is received.</typeparam>
public sealed class ReceiveStream<T> : IAsyncEnumerable<T>, IAsyncDisposable, IDisposable
{
    readonly ObjectPipe<T> pipe;
    int isClosed;

    internal ReceiveStream(ObjectPipe<T> pipe)
    {
        this.pipe = pipe;
        pipe.AddReceiver();
    }

    /// <summary>Receives an item, and waits for one.</summary>
    /// <param name="cancellationToken">Gives up waiting; no item is lost then.</param>
    /// <exception cref="EndOfStreamException">All sending ends are closed and everything has been received: <c>EndOfStream</c>.</exception>
    /// <exception cref="ObjectDisposedException">This end was closed, before or as the last one while it waited: <c>ClosedResourceError</c>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public ValueTask<T> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        ObjectDisposedException.ThrowIf(isClosed != 0, this);
        return pipe.Channel.Reader.TryRead(out var item) ? new(item) : WaitAsync(cancellationToken);
    }

    /// <summary>Receives an item if there is one: <c>receive_nowait</c>, whose <c>WouldBlock</c> is false here.</summary>
    /// <exception cref="EndOfStreamException">All sending ends are closed and everything has been received.</exception>
    /// <exception cref="ObjectDisposedException">This end was closed.</exception>
    public bool TryReceive([MaybeNullWhen(false)] out T item)
    {
        ObjectDisposedException.ThrowIf(isClosed != 0, this);
        if (pipe.Channel.Reader.TryRead(out item)) return true;
        return pipe.Channel.Reader.Completion.IsCompleted ? throw new EndOfStreamException() : false;
    }

    /// <summary>Another receiving end of the same stream; each item goes to one of them.</summary>
    /// <exception cref="ObjectDisposedException">This end was closed.</exception>
    public ReceiveStream<T> Clone()
    {
        ObjectDisposedException.ThrowIf(isClosed != 0, this);
        return new(pipe);
    }

    /// <summary>What the stream is like at this moment.</summary>
    public ObjectStreamStatistics Statistics() => pipe.Statistics();

    /// <summary>Closes this end; the last one to be closed breaks the stream for the senders. A second time does nothing.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref isClosed, 1) == 0) pipe.DropReceiver();
    }

    /// <inheritdoc cref="Close"/>
    public void Dispose() => Close();

    /// <inheritdoc cref="Close"/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>The items until the stream ends. Leaving the loop closes nothing.</summary>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            T item;
            try
            {
                item = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (EndOfStreamException)
            {
                yield break;
            }
            yield return item;
        }
    }

    /// <summary>For <c>await foreach</c> and <c>await using</c>: whether to go on where they began.</summary>
    /// <param name="continueOnCapturedContext">False for anywhere.</param>
    public ConfiguredAsyncStream<T> ConfigureAwait(bool continueOnCapturedContext) => new(this, continueOnCapturedContext);

    async ValueTask<T> WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref pipe.WaitingReceivers);
        try
        {
            return await pipe.Channel.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw isClosed != 0 ? new ObjectDisposedException(GetType().Name, closed) : new EndOfStreamException("All sending ends of the stream are closed.", closed);
        }
        finally
        {
            Interlocked.Decrement(ref pipe.WaitingReceivers);
        }
    }
}
