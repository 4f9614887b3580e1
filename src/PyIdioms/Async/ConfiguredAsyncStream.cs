using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>A sequence that is walked and closed without going back to where that began: what <c>ConfigureAwait(false)</c> gives for something that is both.</summary>
/// <remarks>
/// .NET has one extension for what <c>await foreach</c> walks and one for what <c>await using</c> closes, of the same name, so for what is both the compiler cannot choose.
/// This serves in either place.
/// </remarks>
/// <typeparam name="T">What the sequence gives.</typeparam>
public readonly struct ConfiguredAsyncStream<T>
{
    readonly IAsyncEnumerable<T> sequence;
    readonly bool continueOnCapturedContext;

    internal ConfiguredAsyncStream(IAsyncEnumerable<T> sequence, bool continueOnCapturedContext) => (this.sequence, this.continueOnCapturedContext) = (sequence, continueOnCapturedContext);

    /// <summary>For <c>await foreach</c>.</summary>
    public ConfiguredCancelableAsyncEnumerable<T>.Enumerator GetAsyncEnumerator() => sequence.ConfigureAwait(continueOnCapturedContext).GetAsyncEnumerator();

    /// <summary>For <c>await foreach</c>, with a token.</summary>
    /// <param name="cancellationToken">What the walk gets as its token.</param>
    public ConfiguredCancelableAsyncEnumerable<T> WithCancellation(CancellationToken cancellationToken) => sequence.ConfigureAwait(continueOnCapturedContext).WithCancellation(cancellationToken);

    /// <summary>For <c>await using</c>.</summary>
    public ConfiguredValueTaskAwaitable DisposeAsync() => ((IAsyncDisposable)sequence).DisposeAsync().ConfigureAwait(continueOnCapturedContext);
}
